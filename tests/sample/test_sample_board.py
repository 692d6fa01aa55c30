"""The board cycle of the sample: positions, decisions, risks, the inspection, and statements that keep the figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from send_tracker import bootstrap
from send_tracker.domain.live_facts import LiveFacts
from send_tracker.services import decisions, inspections, risks, statements
from send_tracker.services.board_reading import read_board
from send_tracker.services.positions import is_intact, positions, register_at
from send_tracker.services.session import Session
from send_tracker.services.statements import Audience


@pytest.fixture(scope="module")
def sample(pristine_sample: Path) -> Iterator[Session]:
    session = bootstrap.open_tracker(pristine_sample, author="Officer", read_only=True)
    yield session
    session.close()


@pytest.fixture(scope="module")
def facts(sample: Session) -> LiveFacts:
    return statements.live_facts(sample)


def test_the_nineteen_boards_are_frozen_and_intact(sample: Session) -> None:
    found = positions(sample)
    assert [p.day for p in found] == [m.day for m in sample.meetings if m.day <= date(2025, 7, 3)]
    assert len(found) == 19
    assert all(p.day == p.cutoff for p in found)
    assert all(is_intact(sample, p) for p in (found[0], found[9], found[18]))
    edits = [p.edits for p in found]
    assert edits == sorted(set(edits))
    for position in (found[0], found[18]):
        register = register_at(sample, position)
        assert len(register.actions) == 61
        assert register.programme.sample_note.startswith("Illustrative sample")


def test_the_five_recommended_actions_follow_from_a_decision(sample: Session) -> None:
    book = read_board(sample)
    july = next(m.id for m in sample.meetings if m.day == date(2025, 7, 3))
    promised = [c for c in book.commitments if c.meeting == july]
    assert len(promised) == 5
    assert all(c.owner and c.is_open for c in promised)
    made = {d.ref for c in promised for d in decisions.trace(sample, c.id).decisions}
    assert len(made) == 1
    assert next(d.wording for d in book.decisions if d.meeting == july).startswith("Focus on services for speech")


def test_the_agendas_of_july_and_august_are_what_the_update_says(sample: Session) -> None:
    book = read_board(sample)

    def titles(day: date) -> list[str]:
        meeting = next(m.id for m in sample.meetings if m.day == day)
        return [i.title for i in book.items if i.meeting == meeting]

    july = titles(date(2025, 7, 3))
    focus = next(m.theme for m in sample.meetings if m.day == date(2025, 7, 3))
    assert [topic in july for topic in focus.split("; ")] == [True] * 3
    assert titles(date(2025, 8, 14))[0] == "Services for speech, language and communication needs"
    titles_of = {i.id: i.title for i in book.items}
    decided = {titles_of[d.item]: d.wording for d in book.decisions if d.item}
    assert decided["SEND communications evaluation"].startswith("Accept the communications evaluation")


def test_the_inspection_is_ten_working_days_after_its_notice(sample: Session) -> None:
    inspection = inspections.current_inspection(sample)
    assert inspection is not None
    assert (inspection.notified, inspection.starts, inspection.ends) == ("2025-06-30", "2025-07-14", "2025-07-16")
    assert inspections.clock_of(sample, inspection).notice == 10
    assert inspections.clock_words(sample) == "6 working days until inspectors are on site"
    areas = {a.id: a.ref for a in sample.register().areas}
    assert [areas[target] for target in inspection.focus] == ["APA1", "APA2"]
    assert len(inspection.activities) == 4


def test_every_risk_is_marked_as_an_illustration(sample: Session) -> None:
    register = risks.risk_register(sample)
    assert register.board == date(2025, 5, 22)
    assert all("Illustration" in m.risk.note for m in register.moves)
    assert {m.movement.value for m in register.moves} == {"up", "down", "same"}


def test_there_is_a_statement_for_each_outcome_area_and_project(sample: Session, facts: LiveFacts) -> None:
    book, register = read_board(sample), sample.register()
    targets = [o.id for o in register.outcomes]
    targets += [t.id for t in register.themes if t.framework in ("afi", "project")]
    assert len(targets) == 14
    assert {s.target for s in book.statements} == set(targets)
    for statement in book.statements:
        for audience in (Audience.BOARD, Audience.PUBLIC):
            words = statements.worded(statement, audience, facts)
            assert words.text
            assert words.wrong == ()
            assert "{" not in words.text


@pytest.mark.parametrize(
    ("ref", "figures"),
    [
        ("O1", ["4.2% (2023)", "47.3% (2025 year to date)", "52.86%"]),
        ("O2", ["50% of plans are rated good"]),
        ("O5", ["68 weeks", "56 weeks", "55 weeks"]),
    ],
)
def test_the_published_figures_come_from_the_register(
    sample: Session, facts: LiveFacts, ref: str, figures: list[str]
) -> None:
    outcome = next(o.id for o in sample.register().outcomes if o.ref == ref)
    statement = read_board(sample).statement_of(outcome)
    assert statement is not None
    assert "{measure:" in statement.board
    assert not any(figure in statement.board for figure in ("47.3", "52.86", "56 weeks", "50%"))
    text = statements.worded(statement, Audience.BOARD, facts).text
    for figure in figures:
        assert figure in text


def test_what_was_decided_on_the_day_is_not_in_the_position_frozen_before_it(sample: Session) -> None:
    position = positions(sample)[-1]
    from send_tracker.services.positions import reading_at

    then = read_board(sample, reading=reading_at(sample, position))
    now = read_board(sample)
    assert len(now.decisions) == len(then.decisions) + 3
    assert len(now.commitments) == len(then.commitments) + 5
    assert {s.id for s in then.statements} == {s.id for s in now.statements}
