"""Registers as CSV, JSON and Excel: every text as it is, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.exchange.change_rows import KEPT_IN_FILE
from send_tracker.exchange.export import export
from send_tracker.services.ending import merge, supersede
from send_tracker.services.session import Session
from send_tracker.services.undo import undo
from tests.builders import small_programme
from tests.exchange.conftest import AS_TITLES, HOSTILE, SECRET
from tests.exchange.reading import book_of, parts_of, table_of

KINDS = ["actions", "evidence", "changes", "meetings"]


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as Excel would read them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def json_of(path: Path) -> Any:
    """Return a JSON document."""
    return json.loads(path.read_text(encoding="utf-8"))


def test_json_holds_the_register(sample: Session, tmp_path: Path) -> None:
    result = export(sample, ["actions"], tmp_path / "a.json")
    document = json_of(result.path)
    register = sample.register()
    assert (document["what"], document["as_at"]) == ("actions", "2025-07-04")
    assert len(document["rows"]) == result.counts["actions"] == len(register.actions)
    for row, action in zip(document["rows"], register.actions, strict=True):
        assert (row["ref"], row["title"], row["status"]) == (action.ref, action.title, action.status)
        assert (row["due"], row["recovery_date"]) == (action.due, action.recovery_date)
        assert len(row["leads"]) == len(action.leads)
        assert set(row["own_columns"]) == {name for _, name in register.extra_fields}


def test_several_kinds_in_one_file(sample: Session, tmp_path: Path) -> None:
    document = json_of(export(sample, KINDS, tmp_path / "all.json").path)
    assert document["what"] == KINDS
    result = export(sample, KINDS, tmp_path / "all.xlsx")
    book = book_of(result.path)
    assert book.sheetnames == ["Actions", "Evidence", "Changes", "Meetings"]
    for kind, page in zip(KINDS, book, strict=True):
        assert len(table_of(page)) == len(document[kind]) == result.counts[kind]
        assert not [c for row in page.iter_rows() for c in row if c.data_type == "f"]


def test_a_day_in_the_past(sample: Session, tmp_path: Path) -> None:
    day = date(2024, 6, 20)
    rows = json_of(export(sample, ["actions"], tmp_path / "a.json", as_at=day).path)["rows"]
    assert [r["status"] for r in rows] == [a.status for a in sample.register(day).actions]
    changes = json_of(export(sample, ["changes"], tmp_path / "c.json", as_at=day).path)["rows"]
    assert changes and max(r["as_at"] or "" for r in changes) <= "2024-06-20"


def test_changes_are_the_whole_log(sample: Session, tmp_path: Path) -> None:
    rows = json_of(export(sample, ["changes"], tmp_path / "c.json").path)["rows"]
    assert len({r["edit"] for r in rows}) == sample.register().edits
    last = [r for r in rows if (r["kind"], r["field"], r["called"][:4]) == ("action", "status", "4.3 ")][-1]
    assert (last["value"], last["value_words"]) == ("obstacles", "Obstacles")
    assert last["reason"]
    assert set(rows[0]) >= {
        "edit",
        "recorded_at",
        "as_at",
        "author",
        "verb",
        "kind",
        "entity",
        "field",
        "value",
        "reason",
    }


def test_hostile_text_in_csv_is_disarmed_and_in_json_unaltered(hostile: Session, tmp_path: Path) -> None:
    rows = csv_rows(export(hostile, ["actions"], tmp_path / "a.csv").path)
    armed = tuple("=+-@")
    expected = [f"'{t}" if t.startswith(armed) else t for t in AS_TITLES]
    assert [r["Action"] for r in rows] == expected
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert not [v for r in csv_rows(tmp_path / "a.csv") for v in r.values() if v.startswith(armed)]
    document = json_of(export(hostile, ["actions"], tmp_path / "a.json").path)
    assert [r["title"] for r in document["rows"]] == list(AS_TITLES)
    book = book_of(export(hostile, ["actions"], tmp_path / "a.xlsx").path)
    assert [r["Action"].replace("_x005F_", "_") for r in table_of(book["Actions"])] == list(AS_TITLES)
    assert not [c for row in book["Actions"].iter_rows() for c in row if c.data_type in ("f", "e")]


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx", "＝x"])
def test_other_beginnings_that_a_spreadsheet_runs(text: str) -> None:
    from send_tracker.exchange.export import formula_safe

    assert formula_safe(text) == f"'{text}"


def test_internal_notes_stay_in_the_file(hostile: Session, tmp_path: Path) -> None:
    for ending in ("json", "xlsx"):
        export(hostile, KINDS, tmp_path / f"all.{ending}")
    for kind in KINDS:
        export(hostile, [kind], tmp_path / f"{kind}.csv")
    texts = [p.read_text(encoding="utf-8") for p in tmp_path.iterdir() if p.suffix in (".json", ".csv")]
    texts += parts_of(tmp_path / "all.xlsx").values()
    assert not [t for t in texts if SECRET[:12] in t]
    notes = [r for r in json_of(tmp_path / "all.json")["changes"] if r["field"] == "internal_note"]
    assert len(notes) == len(HOSTILE)
    assert {r["value"] for r in notes} == {KEPT_IN_FILE}
    assert "internal notes" in book_of(tmp_path / "all.xlsx")["Changes"]["A1"].value


def test_an_undo_is_in_the_log_as_well(hostile: Session, tmp_path: Path) -> None:
    undo(hostile)
    rows = csv_rows(export(hostile, ["changes"], tmp_path / "c.csv").path)
    assert rows[-1]["Value in words"] == "[an earlier value no longer counts]"


@pytest.mark.parametrize(
    ("what", "name", "code"),
    [
        (["plans"], "p.csv", "no-kind"),
        ([], "p.json", "no-kind"),
        (["actions", "evidence"], "ae.csv", "one-kind"),
        (["actions"], "a.pdf", "no-format"),
        (["actions"], "no-ending", "no-format"),
    ],
)
def test_what_cannot_be_exported(sample: Session, tmp_path: Path, what: list[str], name: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        export(sample, what, tmp_path / name)
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_left_alone(sample: Session, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"mine")
    with pytest.raises(Problem, match="exists already"):
        export(sample, ["actions"], target)
    assert target.read_bytes() == b"mine"
    export(sample, ["actions"], target, force=True)
    assert len(csv_rows(target)) == len(sample.register().actions)


def test_what_left_the_plan_says_how_and_who_carries_it_on(tmp_path: Path) -> None:
    with small_programme(tmp_path / "plan.sendtracker") as small:
        first, second, third = small.actions[:3]
        supersede(small.session, second, third, "A new scope")
        merge(small.session, [third], first, "One contract")
        rows = json_of(export(small.session, ["actions"], tmp_path / "a.json").path)["rows"]
    by_ref = {row["ref"]: row for row in rows}
    assert [row["ref"] for row in rows][-2:] == ["1.2", "2.1"] and by_ref["1.1"]["carries_on"] == "1.2"
    assert (by_ref["2.1"]["ending"], by_ref["2.1"]["successor"]) == ("Superseded", "1.2, 1.1"), "to the chain's end"
    assert (by_ref["1.2"]["ending"], by_ref["1.2"]["successor"]) == ("Merged", "1.1")
    assert not by_ref["1.1"]["ending"]
