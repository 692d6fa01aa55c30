"""Embedded actions later on: measures behind the gate, checks recorded, proposals to open again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.domain.reopening import reopened_as
from send_tracker.services.challenges import challenges, waive
from send_tracker.services.gates import gates, linked_measures
from send_tracker.services.labels import edit_label
from send_tracker.services.measure_figures import Entry, record
from send_tracker.services.measures import add_measure, link_measure, set_target
from send_tracker.services.plan import change_action, find_action
from send_tracker.services.programme import add
from send_tracker.services.reopening import record_check, reopening_of
from send_tracker.services.status import Update, update_actions
from tests.builders import Small


@pytest.fixture
def embedded(small: Small) -> Small:
    """The first action is embedded, with a check in March; it is April."""
    update_actions(small.session, small.actions[0], Update(status="embedded", reason="Run by the team"))
    change_action(small.session, small.actions[0], check_date="2025-03")
    small.on(date(2025, 4, 10))
    return small


def why(small: Small) -> list[str]:
    return reopening_of(small.session, find_action(small.session, "1.1"))


def code_of(verb: Callable[..., object], *args: object) -> str:
    with pytest.raises(Problem) as raised:
        verb(*args)
    return raised.value.code


def measure(small: Small, values: dict[str, str], target: str = "") -> str:
    id = add_measure(
        small.session, "Reviews on time", ref="M1", unit="percent", direction="higher", tolerance="2", decimals=1
    )
    entries = [Entry(id, period, "report", value=Decimal(value)) for period, value in values.items()]
    record(small.session, entries, confirmed=True)
    if target:
        set_target(small.session, id, "2025-12", Decimal(target))
    link_measure(small.session, id, [small.actions[0]])
    return id


def test_a_missed_check_proposes_and_a_record_ends_it(embedded: Small) -> None:
    assert why(embedded) == ["its check is 10 days late"]
    assert ("check_overdue", "1.1") in {(c.rule, c.subject) for c in challenges(embedded.session)}
    before = embedded.session.file.log.count()
    record_check(embedded.session, embedded.actions[0], "2025-04-10", "2025-autumn", "Still in use")
    assert embedded.session.file.log.count() == before + 1
    assert edit_label(embedded.session, before + 1) == "check of 1.1"
    found = find_action(embedded.session, "1.1")
    assert (found.checked_on, found.check_date) == ("2025-04-10", "2025-autumn")
    assert why(embedded) == []


def test_what_is_not_a_check(embedded: Small) -> None:
    first, heads = embedded.actions[0], embedded.session.file.log.heads()
    assert code_of(record_check, embedded.session, first, "2025-04-11", "2025-10") == "future"
    assert code_of(record_check, embedded.session, first, "2025-04", "2025-10") == "not-a-day"
    assert code_of(record_check, embedded.session, first, "2025-04-10", "2025-04-10") == "not-later"
    assert code_of(record_check, embedded.session, first, "soon", "2025-10") == "bad-date"
    assert code_of(record_check, embedded.session, "ab" * 16, "2025-04-10", "2025-10") == "no-such-action"
    assert embedded.session.file.log.heads() == heads


def test_only_what_is_embedded_is_proposed(embedded: Small) -> None:
    update_actions(embedded.session, embedded.actions[0], Update(status="complete"))
    assert why(embedded) == []
    assert reopened_as(embedded.session.scale) == "on_track"


def test_a_measure_that_gets_worse_proposes(embedded: Small) -> None:
    record_check(embedded.session, embedded.actions[0], "2025-04-10", "2025-10")
    measure(embedded, {"2024-03": "54.0", "2025-03": "16.2"})
    assert why(embedded) == ["M1 got worse"], "the figures stand in the challenge beside it"
    (found,) = [c for c in challenges(embedded.session) if c.rule == "embedded_but_worse"]
    assert found.sentence == (
        "1.1 is rated Embedded, but Reviews on time went from 54.0% in March 2024 to 16.2% in March 2025."
    )
    person = add(embedded.session, "person", name="Director")
    waive(
        embedded.session, found.rule, found.subject_id, reason="A new way of counting", person=person,
        expires="2025-06-30",
    )  # fmt: skip
    assert why(embedded) == [], "what is waived is not proposed"


def test_a_measure_that_wobbles_does_not(embedded: Small) -> None:
    record_check(embedded.session, embedded.actions[0], "2025-04-10", "2025-10")
    measure(embedded, {"2024-03": "54.0", "2025-03": "53.0"})
    assert why(embedded) == [], "one point is within its tolerance of two"


def test_the_gate_reads_the_linked_measures(embedded: Small) -> None:
    first = embedded.actions[0]

    def lacks() -> list[str]:
        asked = gates(embedded.session, first, Update(status="embedded", reason="x"))
        return [a.words for a in asked if a.field == "embedded_without"]

    assert lacks() == ["a linked measure at target, or why there is none"]
    id = measure(embedded, {"2025-01": "80", "2025-02": "91", "2025-03": "50"}, target="90")
    assert lacks() == ["M1 at target for 2 periods, or why not"]
    record(embedded.session, [Entry(id, "2025-03", "report", value=Decimal(92))], confirmed=True)
    assert linked_measures(embedded.session, first)[0].periods_at_target == 2
    assert lacks() == []
