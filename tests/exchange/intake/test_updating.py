"""Updating a plan from a newer book: by reference, by wording, by likeness that waits for a person, never by place."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from send_tracker.bootstrap import create_tracker, open_tracker
from send_tracker.cli import run
from send_tracker.domain.intake.preview import Preview, Verdict, from_json, to_json
from send_tracker.domain.problem import Problem
from send_tracker.exchange.export import export
from send_tracker.exchange.intake.importing import preview_import
from send_tracker.exchange.intake.mapping import mapping_of
from send_tracker.services import plan, programme
from send_tracker.services.due_dates import date_story, set_due
from send_tracker.services.ending import supersede, withdraw
from send_tracker.services.intake import apply_rows
from send_tracker.services.session import FixedClock, Session
from send_tracker.services.undo import undo, undo_state
from tests.builders import Small, small_programme
from tests.exchange.conftest import MADE_AT
from tests.exchange.intake.books import HEADS, book


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker", actions=4) as made:
        made.on(date(2025, 7, 4))
        yield made


def _of(preview: Preview, ref: str) -> Any:
    (row,) = [r for r in preview.rows if r.ref == ref]
    return row


def test_rows_are_matched_by_reference_wherever_they_stand(small: Small, tmp_path: Path) -> None:
    rows = [("2.1", "Action 1", None, "May 25", "Red", None), ("1.1", "Action 0 reworded", None, None, "C", "Done")]
    preview = preview_import(small.session, book(tmp_path / "b.xlsx", [HEADS, *rows]))
    assert [r.verdict for r in preview.rows] == [Verdict.CHANGED, Verdict.CHANGED]
    assert _of(preview, "1.1").action == small.actions[0]
    assert {(c.field, c.old, c.new) for c in _of(preview, "1.1").changes} == {
        ("title", "Action 0", "Action 0 reworded"),
        ("status", "Not started", "Complete"),
        ("note", "", "Done"),
    }
    apply_rows(small.session, preview.safe, "import-plan")
    action = next(a for a in small.session.register().actions if a.ref == "2.1")
    assert (action.status, action.due, action.id) == ("at_risk", "2025-05", small.actions[1])


def test_an_import_is_one_edit_with_one_undo(small: Small, tmp_path: Path) -> None:
    before = small.session.register()
    rows = [
        ["Outcome 7: New"],
        ("7.1", "Brand new", "Somebody New", "May 25", "G", "x"),
        ("1.1", "Action 0", "A", "", "C", ""),
    ]
    preview = preview_import(small.session, book(tmp_path / "b.xlsx", [HEADS, *rows]))
    apply_rows(small.session, preview.safe, "import-plan")
    assert len(small.session.register().actions) == len(before.actions) + 1
    assert undo_state(small.session).undo == "import plan"
    undo(small.session)
    after = small.session.register()
    assert (after.actions, after.outcomes, after.people) == (before.actions, before.outcomes, before.people)


def test_how_far_it_has_got_is_told_from_the_first_row_to_the_last_change(small: Small, tmp_path: Path) -> None:
    rows = [["Outcome 7: New"], *((f"7.{n}", f"Brand new {n}", "A", "May 25", "G", "x") for n in range(1, 300))]
    preview = preview_import(small.session, book(tmp_path / "b.xlsx", [HEADS, *rows]))
    told: list[tuple[float, str]] = []
    apply_rows(
        small.session, preview.safe, "import-plan", tell=lambda done, total, words: told.append((done / total, words))
    )
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[0] == 0 and 0.5 < shares[-1] <= 1
    assert [words for _, words in told][:2] == ["row 1 of 299", "row 251 of 299"]
    assert told[-1][1] == "bringing the plan up to date"


def test_likeness_waits_for_a_person(small: Small, tmp_path: Path) -> None:
    plan.change_action(small.session, small.actions[0], title="Recruit educational psychologists to the service")
    rows = [(None, "Recruit educational psychologists for the service", None, None, "C", None)]
    preview = preview_import(small.session, book(tmp_path / "b.xlsx", [HEADS, *rows]))
    (row,) = preview.rows
    assert row.verdict is Verdict.DOUBTFUL and row.action == small.actions[0]
    assert "its wording is like that of 1.1" in row.why[0]
    assert apply_rows(small.session, preview.safe, "import-plan") is None
    apply_rows(small.session, [row], "import-plan")
    assert small.session.register().actions[0].status == "complete"


def test_one_reference_with_another_wording_is_questioned(small: Small, tmp_path: Path) -> None:
    plan.change_action(small.session, small.actions[0], title="Recruit educational psychologists")
    rows = [("1.1", "Publish a joint commissioning strategy", None, None, "C", None)]
    (row,) = preview_import(small.session, book(tmp_path / "b.xlsx", [HEADS, *rows])).rows
    assert row.verdict is Verdict.DOUBTFUL and "in the plan and" in row.why[0]


def test_a_withdrawn_action_is_not_brought_back_unasked(small: Small, tmp_path: Path) -> None:
    withdraw(small.session, small.actions[0])
    (row,) = preview_import(
        small.session, book(tmp_path / "b.xlsx", [HEADS, ("1.1", "Action 0", "", "", "G", "")])
    ).rows
    assert row.verdict is Verdict.DOUBTFUL and "was withdrawn" in row.why[0]


def test_an_empty_cell_says_nothing(small: Small, tmp_path: Path) -> None:
    plan.change_action(small.session, small.actions[0], description="Kept", success="Kept too")
    heads = ("Ref", "Action", "Description", "Success criteria")
    source = book(tmp_path / "b.xlsx", [heads, ("1.1", "Action 0", None, None), ("1.2", "Action 2", "x", "y")])
    assert _of(preview_import(small.session, source), "1.1").verdict is Verdict.UNCHANGED
    clearing = mapping_of({"empty_clears": True}, small.session.scale)
    changed = _of(preview_import(small.session, source, clearing), "1.1")
    assert [(c.field, c.new) for c in changed.changes] == [("description", ""), ("success", "")]


def test_a_date_that_an_import_moves_is_a_move_with_nobody_named(small: Small, tmp_path: Path) -> None:
    set_due(small.session, small.actions[0], "2025-05-31")
    small.on(date(2025, 7, 5))
    rows = [("1.1", "Action 0", "", "30/09/2025", "", ""), ("1.2", "Action 2", "", "30/09/2025", "", "")]
    preview = preview_import(small.session, book(tmp_path / "b.xlsx", [HEADS, *rows]))
    apply_rows(small.session, preview.safe, "import-plan")
    (move,) = date_story(small.session, small.actions[0]).moves
    assert (move.before, move.after, move.approver) == ("2025-05-31", "2025-09-30", "")
    assert date_story(small.session, small.actions[2]).moves == ()


def test_leads_are_matched_with_their_aliases(small: Small, tmp_path: Path) -> None:
    programme.change(small.session, "person", small.people[0], aliases="HoS 1; J. Smith")
    rows = [("1.1", "Action 0", "J Smith, Head of service 2", "", "", "")]
    preview = preview_import(small.session, book(tmp_path / "b.xlsx", [HEADS, *rows]))
    assert [c.new for c in _of(preview, "1.1").changes] == ["Head of service 1; Head of service 2"]
    apply_rows(small.session, preview.safe, "import-plan")
    assert small.session.register().actions[0].leads == tuple(small.people)
    assert len(small.session.register().people) == 2


def test_a_mapping_changes_how_columns_words_and_colours_are_read(small: Small, tmp_path: Path) -> None:
    heads = ("Ref", "Action", "Progress", "RAG")
    source = book(tmp_path / "b.xlsx", [heads, ("1.1", "Action 0", "Text", "Parked")], fills={"D2": "FF0000"})
    assert _of(preview_import(small.session, source), "1.1").verdict is Verdict.CHANGED  # red by its colour
    given = {"columns": {"Progress": "obstacle"}, "statuses": {"Parked": "obstacles"}}
    row = _of(preview_import(small.session, source, mapping_of(given, small.session.scale)), "1.1")
    assert {c.field: c.value for c in row.changes} == {"obstacle": "Text", "status": "obstacles"}


def test_a_kept_mapping_follows_a_table_that_moved(small: Small, tmp_path: Path) -> None:
    heads = ("Ref", "Action", "Thoughts", "RAG")
    rows = [heads, ("1.1", "Action 0", "Text", "Parked"), ("1.2", "Action 2", None, "G")]
    document = {"sheet": "June", "header": 1, "columns": {"Ref": "ref", "Action": "title", "Thoughts": "obstacle"}}
    document["columns"]["RAG"] = "status"  # type: ignore[index]
    given = mapping_of(document, small.session.scale)
    july = book(tmp_path / "b.xlsx", [["The plan"], ["July"], *rows], name="July", merges=["A1:D1"])
    preview = preview_import(small.session, july, given)
    assert {c.field for c in _of(preview, "1.1").changes} == {"obstacle"}
    assert preview.sheet == "July" and "no sheet “June”" in preview.notes[0]
    with pytest.raises(Problem):
        preview_import(small.session, july, mapping_of({"sheet": "June"}, small.session.scale))


@pytest.mark.parametrize(
    "document", [[], {"columns": 3}, {"columns": {"a": "nonsense"}}, {"statuses": {"a": "nope"}}, {"header": "x"}]
)
def test_a_mapping_that_is_none_is_refused(document: Any, small: Small) -> None:
    with pytest.raises(Problem) as raised:
        mapping_of(document, small.session.scale)
    assert raised.value.code == "bad-mapping"


def test_a_preview_goes_through_json_unharmed(small: Small, tmp_path: Path) -> None:
    rows = [
        ("Outcome 9: New",),
        ("9.1", "New", "A / B", "31/05/2025 or so", "C", "x"),
        ("1.1", "Action 0", "", "", "", ""),
    ]
    preview = preview_import(small.session, book(tmp_path / "b.xlsx", [HEADS, *rows]))
    assert from_json(json.loads(json.dumps(to_json(preview)))) == preview


# Round trips of what export writes


@pytest.fixture(scope="session")
def sample_export(pristine_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    session = open_tracker(Path(shutil.copy(pristine_sample, folder / "s.sendtracker")), clock=FixedClock(MADE_AT))
    for ending in ("csv", "json", "xlsx"):
        export(session, ["actions"], folder / f"actions.{ending}")
    session.close()
    return folder


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["rows"]
    return rows


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_an_export_brought_back_changes_nothing(ending: str, sample: Session, sample_export: Path) -> None:
    preview = preview_import(sample, sample_export / f"actions.{ending}")
    assert {r.verdict for r in preview.rows} == {Verdict.UNCHANGED}
    assert len(preview.rows) == len(sample.register().actions) + len(sample.register().withdrawn)


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_what_left_the_plan_comes_back_as_gone(ending: str, small: Small, tmp_path: Path) -> None:
    plan.change_action(small.session, small.actions[1], title="Taken over")
    supersede(small.session, small.actions[1], small.actions[0], "Done by the other")
    withdraw(small.session, small.actions[2])
    export(small.session, ["actions"], tmp_path / f"a.{ending}")
    preview = preview_import(small.session, tmp_path / f"a.{ending}")
    assert {r.verdict for r in preview.rows} == {Verdict.UNCHANGED} and len(preview.rows) == 4
    session = create_tracker(tmp_path / "new.sendtracker", "nottinghamshire", clock=small.clock)
    apply_rows(session, preview_import(session, tmp_path / f"a.{ending}").safe, "import-plan")
    register = session.register()
    assert [a.ref for a in register.actions] == ["1.1", "2.2"]
    gone = {a.ref: a for a in register.withdrawn}
    assert {r: a.ending for r, a in gone.items()} == {"2.1": "superseded", "1.2": "withdrawn"}
    assert gone["2.1"].successor == register.actions[0].id
    session.close()


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_an_export_brought_into_an_empty_file_loses_nothing(ending: str, sample_export: Path, tmp_path: Path) -> None:
    """Themes and evidence lie in registers of their own; the reason of a rating belongs to the edit that gave it."""
    session = create_tracker(tmp_path / "new.sendtracker", "nottinghamshire", clock=FixedClock(MADE_AT))
    preview = preview_import(session, sample_export / f"actions.{ending}")
    assert {r.verdict for r in preview.rows} == {Verdict.NEW}
    apply_rows(session, preview.safe, "import-plan")
    export(session, ["actions"], tmp_path / "again.json")
    session.close()
    elsewhere = ("themes", "evidence_items", "status_reason", "updated_on")
    before, after = _rows(sample_export / "actions.json"), _rows(tmp_path / "again.json")
    assert [{k: v for k, v in r.items() if k not in elsewhere} for r in after] == [
        {k: v for k, v in r.items() if k not in elsewhere} for r in before
    ]


LEADS = ["Head of SEND", "New lead, ICB"]
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30).map(
    lambda t: " ".join(t.split())
)
_EDITS = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.one_of(
            st.tuples(st.just("status"), st.sampled_from(["not_started", "on_track", "at_risk", "complete"])),
            st.tuples(st.sampled_from(["description", "obstacle", "ask", "success"]), _TEXTS),
            st.tuples(st.just("forecast_date"), st.sampled_from(["2025-09", "2026-summer", "2025-08-14", None])),
            st.tuples(st.just("leads"), st.lists(st.sampled_from(LEADS), max_size=2, unique=True)),
        ),
    ),
    max_size=5,
)  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=_EDITS, seed=st.integers(0, 9))
def test_export_shuffle_edit_import_equals_the_edit_by_hand(
    edits: list[tuple[int, tuple[str, Any]]], seed: int, sample: Session, sample_export: Path, tmp_path: Path
) -> None:
    document = json.loads((sample_export / "actions.json").read_text(encoding="utf-8"))
    rows = document["rows"]
    wanted: dict[str, dict[str, Any]] = {}
    for place, (field, value) in edits:
        row = rows[place % len(rows)]
        row[field] = value
        wanted.setdefault(row["ref"], {})[field] = value
    random.Random(seed).shuffle(rows)
    source = tmp_path / "edited.json"
    source.write_text(json.dumps(document), encoding="utf-8")
    preview = preview_import(sample, source)
    found = {r.ref: {c.field: c.value for c in r.changes} for r in preview.rows if r.changes}
    assert {r.verdict for r in preview.rows} <= {Verdict.CHANGED, Verdict.UNCHANGED}
    assert found == _by_hand(sample, wanted)


def _by_hand(session: Session, wanted: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what an officer who made these edits would have changed."""
    register = session.register()
    names = {p.id: p.name for p in register.people}
    actions = {a.ref: a for a in register.actions}
    found: dict[str, dict[str, Any]] = {}
    for ref, fields in wanted.items():
        for name, value in fields.items():
            if name == "leads":
                if {names[p] for p in actions[ref].leads} != set(value):
                    found.setdefault(ref, {})[name] = tuple(value)
            elif (getattr(actions[ref], name) or None) != (value or None):
                found.setdefault(ref, {})[name] = value or None
    return found


def test_an_exported_workbook_sorted_and_edited_in_excel(sample: Session, sample_export: Path, tmp_path: Path) -> None:
    made = load_workbook(sample_export / "actions.xlsx")
    page = made["Actions"]
    rows = [[c.value for c in row] for row in page.iter_rows(min_row=5)]
    heads = [c.value for c in page[4]]
    rows.sort(key=lambda row: str(row[heads.index("Action")]))
    (edited,) = [row for row in rows if row[0] == "4.3"]
    edited[heads.index("Status")] = "At risk"
    edited[heads.index("Approved date")] = "summer term 2026"
    edited[heads.index("Leads")] = "Commissioning lead; Head of SEND"
    for number, row in enumerate(rows, start=5):
        for column, value in enumerate(row, start=1):
            page.cell(number, column).value = value
    made.save(tmp_path / "edited.xlsx")
    preview = preview_import(sample, tmp_path / "edited.xlsx")
    (changed,) = preview.of(Verdict.CHANGED)
    assert changed.ref == "4.3" and len(preview.of(Verdict.UNCHANGED)) == len(rows) - 1
    assert {c.field: c.new for c in changed.changes} == {
        "status": "At risk",
        "approved_date": "summer term 2026",
        "leads": "Commissioning lead; Head of SEND",
    }


def test_the_command_line_previews_applies_and_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], small: Small
) -> None:
    tracker = small.session.path
    small.session.close()
    rows = [("1.1", "Action 0", "", "", "C", ""), ("5.1", "New", "", "", "G", ""), ("5.2", "Odd", "", "", "50%", "")]
    source = book(tmp_path / "b.xlsx", [HEADS, *rows, (None, "Total", None, None, 3, None)])

    def call(*words: str) -> tuple[int, dict[str, Any]]:
        code = run(["import", str(tracker), str(source), "--json", *words])
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        return code, document

    for words, new in (((), 1), (("--dry-run",), 1), (("--apply",), 1), ((), 0)):
        code, document = call(*words)
        assert code == 1
        assert document["rows"] == 4 and document["new"] == new and document["changed"] == new
        assert document["unchanged"] == 2 * (1 - new)
        assert [d["row"] for d in document["doubtful"]] == [4] and [d["row"] for d in document["rejected"]] == [5]
    session = open_tracker(tracker)
    assert {a.ref: a.status for a in session.register().actions}["5.1"] == "on_track"
    session.close()
