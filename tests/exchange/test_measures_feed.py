"""Feeds of figures: the national layout, a remembered mapping, what export wrote, and what is not taken and why."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from send_tracker.cli import run
from send_tracker.domain.measures.rows import Observation
from send_tracker.domain.problem import Problem
from send_tracker.exchange.export import export
from send_tracker.exchange.measures_feed import import_observations
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.measures import Entry, add_measure, record
from send_tracker.services.session import Session
from send_tracker.services.undo import undo
from tests.builders import Small, small_programme

SEN2 = """time_period,time_identifier,geographic_level,new_la_code,la_name,num_20wk,num_plans,pc_20wk
2023,Calendar year,National,,,30000,60000,50
2023,Calendar year,Local authority,E10000024,Nottinghamshire,30,600,5
2024,Calendar year,Local authority,E10000024,Nottinghamshire,275,750,36.7
2024,Calendar year,Local authority,E06000018,Nottingham,1,4,25
2022,Calendar year,Local authority,E10000024,Nottinghamshire,c,c,c
"""
MAPPING = {
    "source": "Department for Education, SEN2",
    "area": "Nottinghamshire",
    "basis": "excluding exceptions",
    "measures": {"M1": {"numerator": "num_20wk", "denominator": "num_plans", "percentage": "pc_20wk"}},
}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    from send_tracker.services.checking import check

    with small_programme(tmp_path / "plan.sendtracker") as found:
        session = found.session
        with session.founding():
            add_measure(session, "Plans within 20 weeks", unit="percent", kind="ratio", decimals=1, noun="plans")
            add_measure(session, "Average wait", unit="weeks", direction="lower", plausible_high=Decimal(100))
        yield found
        assert check(found.session) == []


def figures(session: Session) -> list[Observation]:
    return list(read_measures(session).observations)


def write(folder: Path, text: str, mapping: Any = None, name: str = "feed.csv") -> tuple[Path, Path | None]:
    source = folder / name
    source.write_text(text, encoding="utf-8")
    if mapping is None:
        return source, None
    path = folder / "mapping.json"
    path.write_text(json.dumps(mapping), encoding="utf-8")
    return source, path


def take(session: Session, folder: Path, text: str, mapping: Any = None, *, apply: bool = True) -> dict[str, Any]:
    return import_observations(session, *write(folder, text, mapping), apply=apply)


def test_the_national_layout_of_one_area(small: Small, tmp_path: Path) -> None:
    told = take(small.session, tmp_path, SEN2, MAPPING, apply=False)
    assert (told["rows"], told["new"], told["missing"], told["skipped"]) == (2, 2, 1, 2)
    assert figures(small.session) == []
    take(small.session, tmp_path, SEN2, MAPPING)
    found = figures(small.session)
    assert [(o.period, o.numerator, o.denominator, o.value, o.basis) for o in found] == [
        ("2023", Decimal(30), Decimal(600), None, "excluding exceptions"),
        ("2024", Decimal(275), Decimal(750), None, "excluding exceptions"),
    ]
    assert {o.source for o in found} == {"Department for Education, SEN2"}
    undo(small.session)
    assert figures(small.session) == []


def test_the_mapping_is_remembered_for_files_with_the_same_columns(small: Small, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="is not known yet"):
        take(small.session, tmp_path, SEN2)
    take(small.session, tmp_path, SEN2, MAPPING)
    later = SEN2 + "2025,Calendar year,Local authority,E10000024,Nottinghamshire,400,800,50\n"
    turned = "\n".join(",".join(line.split(",")[::-1]) for line in later.splitlines())
    told = take(small.session, tmp_path, turned)
    assert (told["new"], told["unchanged"], told["source"]) == (1, 2, "Department for Education, SEN2")


def test_again_it_changes_nothing_and_a_new_figure_revises(small: Small, tmp_path: Path) -> None:
    take(small.session, tmp_path, SEN2, MAPPING)
    heads = small.session.file.log.heads()
    assert take(small.session, tmp_path, SEN2, MAPPING)["unchanged"] == 2
    assert small.session.file.log.heads() == heads
    told = take(small.session, tmp_path, SEN2.replace("275,750,36.7", "276,750,36.8"), MAPPING)
    assert (told["new"], told["changed"], told["unchanged"]) == (0, 1, 1)
    assert [(o.numerator, o.state) for o in figures(small.session)] == [
        (Decimal(30), "final"),
        (Decimal(276), "revised"),
    ]


def test_a_feed_touches_only_its_own_source(small: Small, tmp_path: Path) -> None:
    (measure, _) = read_measures(small.session).measures
    record(small.session, [Entry(measure.id, "2024", "Council", numerator=Decimal(1), denominator=Decimal(2))])
    take(small.session, tmp_path, SEN2, MAPPING)
    of_2024 = {o.source: (o.numerator, o.headline) for o in figures(small.session) if o.period == "2024"}
    assert of_2024 == {"Council": (Decimal(1), True), "Department for Education, SEN2": (Decimal(275), False)}


def test_doubtful_rows_are_never_applied(small: Small, tmp_path: Path) -> None:
    text = SEN2.replace("275,750,36.7", "275,750,63.7")
    told = take(small.session, tmp_path, text, MAPPING)
    assert told["doubtful"] == [{"row": 4, "why": "M1: the file says 63.7, but 275 of 750 is 36.7%"}]
    assert [o.period for o in figures(small.session)] == ["2023"]
    waits = "Month,Average wait\nMay 2025,55\nJune 2025,560\n"
    told = take(small.session, tmp_path, waits, {"source": "Trust"})
    assert [d["row"] for d in told["doubtful"]] == [3]
    assert "above 100" in told["doubtful"][0]["why"]
    assert told["new"] == 1


def test_rejected_rows_say_why(small: Small, tmp_path: Path) -> None:
    text = (
        "Period,M1,M2\n"
        "May 2025,101%,55\n"
        "Junuary 2025,50%,\n"
        "June 2025,about half,28.3%\n"
        "July 2025,3 of 2,56 days\n"
        "April 2025,40,54\n"
        "Apr-25,41,\n"
    )
    told = take(small.session, tmp_path, text, {"source": "Team"})
    why = [(r["row"], r["why"]) for r in told["rejected"]]
    assert [row for row, _ in why] == [2, 3, 4, 4, 5, 5, 6, 7]
    words = " | ".join(text for _, text in why)
    for part in (
        "M1: 101% is more than 100%",
        "“Junuary 2025” is not a period",
        "“about half” is not a number",
        "“28.3%” is in %, but this measure counts in weeks",
        "M1: 150.0% is more than 100%",
        "“56 days” is in days",
        "the file gives this figure again in row 7",
    ):
        assert part in words
    assert told["rows"] == told["new"] + told["changed"] + told["unchanged"] + len(told["doubtful"]) + len(why)
    assert (told["new"], told["missing"]) == (2, 2)


def test_measures_across_and_periods_down_from_a_workbook(small: Small, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Waits of the trust"])
    sheet.append([])
    sheet.append(["Month", "average WAIT", "Plans within 20 weeks", "Remarks"])
    sheet.append(["May 2025", 55, 0.529, "=1+1"])
    sheet["C4"].number_format = "0.0%"
    path = tmp_path / "waits.xlsx"
    book.save(path)
    _, mapping = write(tmp_path, "", {"source": "Trust"})
    told = import_observations(small.session, path, mapping, apply=True)
    assert told["new"] == 2
    assert sorted((o.period, o.value) for o in figures(small.session)) == [
        ("2025-05", Decimal("52.9")),
        ("2025-05", Decimal(55)),
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025,May", "2025-05"),
        ("202425,Academic year", "AY2025"),
        ("202425,Financial year", "FY2025"),
        ("202425,Autumn term", "2024-autumn"),
        ("202425,Spring term", "2025-spring"),
        ("2024,Reporting year", "2024"),
    ],
)
def test_kinds_of_period_of_national_files(small: Small, tmp_path: Path, text: str, period: str) -> None:
    take(small.session, tmp_path, f"time_period,time_identifier,M2\n{text},55\n", {"source": "DfE"})
    assert [o.period for o in figures(small.session)] == [period]


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ({"area": "Nottinghamshire"}, 'needs a "source"'),
        ({"source": "x"}, "rows of many areas"),
        ({"source": "x", "area": "Nottinghamshire", "measures": {"M1": "pc"}}, "has no column “pc”"),
        ({"source": "x", "area": "Nottinghamshire"}, "No column is a measure"),
        ({"source": "x", "colour": "red"}, "means nothing here"),
        ({"source": 5}, "of the wrong kind"),
        ([1], "must be one JSON object"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(small: Small, tmp_path: Path, mapping: Any, why: str) -> None:
    with pytest.raises(Problem, match=why):
        take(small.session, tmp_path, SEN2, mapping)
    assert figures(small.session) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("feed.csv", b""),
        ("feed.csv", b"one\n1\n"),
        ("feed.json", b"{}"),
        ("feed.json", b"[" * 10_000),
        ("feed.xlsx", b"PK\x03\x04 broken"),
        ("feed.exe", b"MZ"),
        ("feed.csv", b"M1,m1\n1,2\n"),
    ],
)
def test_strange_files_end_in_a_sentence(small: Small, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Problem):
        import_observations(small.session, path, None, apply=True)


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_what_export_wrote_is_read_back_the_same(small: Small, tmp_path: Path, ending: str) -> None:
    ratio, wait = read_measures(small.session).measures
    record(
        small.session,
        [
            Entry(ratio.id, "2025", "a", numerator=Decimal(91), denominator=Decimal(132), note="=1+1", basis="Basis"),
            Entry(wait.id, "2025-05", "a", Decimal("28.25"), state="provisional"),
            Entry(wait.id, "2025-05", "b", Decimal("-0") + 29, headline=True),
            Entry(wait.id, "2025", "-a", low=Decimal(15), high=Decimal(76), base=12),
        ],
    )
    before = figures(small.session)
    path = tmp_path / f"figures.{ending}"
    export(small.session, ["observations"], path)
    assert import_observations(small.session, path, None, apply=True)["unchanged"] == 4
    for _ in range(1):
        undo(small.session)
    assert figures(small.session) == []
    told = import_observations(small.session, path, None, apply=True)
    assert (told["new"], told["rejected"], told["doubtful"]) == (4, [], [])
    assert figures(small.session) == before


def test_small_numbers_stay_out_of_every_export_and_come_back_as_missing(small: Small, tmp_path: Path) -> None:
    count = add_measure(small.session, "Plans overdue", unit="count", small_number=5)
    record(
        small.session,
        [Entry(count, p, "", Decimal(v)) for p, v in (("2025-04", 20), ("2025-05", 3), ("YTD-2025-05", 60))],
    )
    for ending in ("csv", "json", "xlsx"):
        export(small.session, ["observations", "measures"] if ending != "csv" else ["observations"],
               tmp_path / f"all.{ending}")  # fmt: skip
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {r["Period"]: (r["Value"], r["Suppressed"]) for r in csv.DictReader(file)}
    assert rows == {"2025-04": ("20", "no"), "2025-05": ("[c]", "yes"), "YTD-2025-05": ("60", "no")}
    document = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    (measure,) = [m for m in document["measures"] if m["title"] == "Plans overdue"]
    assert (measure["latest"], measure["value"], measure["year_ago"]) != ("3", 3, "")
    told = import_observations(small.session, tmp_path / "all.csv", None, apply=True)
    assert (told["unchanged"], told["missing"]) == (2, 1)
    export(small.session, ["changes"], tmp_path / "log.json")
    log = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))["rows"]
    shown = [r["value"] for r in log if r["kind"] == "observation" and r["field"] == "value"]
    assert shown == ["[c]"] * 3  # an earlier number could tell what is hidden now


def test_the_command_line_prints_the_contract_and_answers_with_its_exit_code(
    small: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(small.session.path)
    source, mapping = write(tmp_path, SEN2, MAPPING)
    small.session.close()
    words = ["import", file, str(source), "--what", "observations", "--mapping", str(mapping), "--json"]
    assert run(words) == 0
    document = json.loads(capsys.readouterr().out)
    assert document | {"missing": 1, "skipped": 2} == document
    assert {"rows", "new", "changed", "unchanged", "doubtful", "rejected"} <= document.keys()
    assert run([*words, "--apply"]) == 0
    capsys.readouterr()
    bad, _ = write(tmp_path, "Period,M1\nMay 2025,500%\n")
    assert run(["import", file, str(bad), "--what", "observations", "--mapping", str(mapping)]) == 2
    mapping.write_text('{"source": "x"}', encoding="utf-8")  # type: ignore[union-attr]
    assert run(["import", file, str(bad), "--what", "observations", "--mapping", str(mapping)]) == 1
    small.reopen()
    assert len(figures(small.session)) == 2
