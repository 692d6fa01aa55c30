"""Every figure that is printed is accounted for, and the options and the audience hold on every sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from send_tracker.domain.audience import Audience
from send_tracker.domain.problem import Problem
from send_tracker.exchange.pack import PackOptions, write_pack
from send_tracker.exchange.pack.sources import criterion
from send_tracker.services import plan, programme
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from tests.builders import Small, small_programme
from tests.exchange.conftest import MADE_AT, SECRET
from tests.exchange.reading import book_of, table_of

REF = re.compile(r"F(\d+)(?: to F(\d+))?")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """A small programme."""
    with small_programme(tmp_path / "small.sendtracker") as made:
        yield made


@pytest.fixture(scope="module")
def book(sample: Session, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The sample's pack, read back."""
    return book_of(write_pack(sample, tmp_path_factory.mktemp("sources") / "pack.xlsx", made_at=MADE_AT).path)


def numbers(text: object) -> list[int]:
    found: list[int] = []
    for first, last in REF.findall(str(text or "")):
        found += range(int(first), int(last or first) + 1)
    return found


def test_every_row_of_the_three_sheets_leads_to_its_sources(book: Any) -> None:
    sources = {r["Reference"]: r for r in table_of(book["Sources"])}
    cited: set[int] = set()
    for name in ("Headlines", "Summary", "Measures"):
        page = book[name]
        for row, cells in zip(table_of(page), page.iter_rows(min_row=5), strict=True):
            found = numbers(row["Sources"])
            assert found or row.get("Latest figure") == "no figure", (name, row)
            cited |= set(found)
            if found and name != "Measures":
                assert cells[len(row) - 1].hyperlink.location == f"'Sources'!A{4 + found[0]}"
    assert cited == set(range(1, len(sources) + 1))
    assert list(sources) == [f"F{n:02}" for n in range(1, len(sources) + 1)]


def test_a_count_says_its_rule_its_day_its_rows_and_how_to_count_it_again(sample: Session, book: Any) -> None:
    row = next(
        r for r in table_of(book["Sources"]) if r["Figure"] == "Share of actions of the whole plan that are done"
    )
    assert row["Printed"] == "97% (59 of 61)"
    assert row["As a number"] == 97
    assert row["As at"].date() == sample.register().as_at
    assert row["Counted again"].startswith("=ROUND(100*(COUNTIFS('Plan'!$E$5:$E$65,")
    assert row["Rows behind it"].startswith("1.1 to 1.12, 2.1 to 2.12, 3.1 to 3.12, 4.1, 4.2, 4.4 to 4.9, ")
    assert row["Evidence"]


def test_measures_cite_what_other_sources_say(book: Any) -> None:
    rows = [r for r in table_of(book["Sources"]) if r["Figure"].startswith("M1 ")]
    assert {"52.86%", "47.3%"} <= {r["Printed"] for r in rows}
    measure = next(r for r in table_of(book["Measures"]) if r["Reference"] == "M1")
    assert "47.3%" in measure["Please note"]


def test_headlines_name_what_is_amber_and_what_moved(sample: Session, book: Any) -> None:
    said = {r["Headline"] for r in table_of(book["Headlines"])}
    assert "97% (59 of 61) of actions are complete or embedded." in said
    amber = [a for a in sample.register().actions if sample.scale[a.status].letter == "A"]
    (obstacles,) = [s for s in said if "obstacles:" in s or "has an obstacle" in s]
    assert all(a.ref in obstacles and a.title[:30] in obstacles for a in amber)
    assert [s for s in said if s.startswith("Since the position frozen for 22 May 2025")] or [
        s for s in said if s.startswith("Since the ")
    ]


@pytest.mark.parametrize("text", ["O1 *Any?~", "=1+1", "x" * 300])
def test_a_criterion_means_its_text_and_is_short_enough(text: str) -> None:
    found = criterion(text)
    assert found.startswith("=")
    assert len(found) <= 255
    assert "*" not in found.removesuffix("*").replace("~*", "")


def write(session: Session, path: Path, **chosen: Any) -> Any:
    return book_of(write_pack(session, path, chosen=PackOptions(**chosen), made_at=MADE_AT).path)


def texts(book: Any) -> str:
    return "\n".join(str(c.value) for page in book for row in page.iter_rows() for c in row if c.value is not None)


def test_chosen_sheets_and_outcomes_are_all_that_is_printed(sample: Session, tmp_path: Path) -> None:
    book = write(sample, tmp_path / "part.xlsx", sheets=frozenset({"Summary", "Plan"}), outcomes=("O4",))
    assert book.sheetnames == ["Cover", "Contents", "Summary", "Plan", "Sources"]
    outcome = next(o for o in sample.register().outcomes if o.ref == "O4")
    mine = [a.ref for a in sample.register().actions if a.outcome == outcome.id]
    assert [r["Reference"] for r in table_of(book["Plan"])] == mine
    assert [r["Level"] for r in table_of(book["Summary"])] == ["Chosen outcomes", "Area", "Outcome"]
    for wrong in ({"outcomes": ("O99",)}, {"sheets": frozenset({"Nothing"})}):
        with pytest.raises(Problem):
            write(sample, tmp_path / "none.xlsx", **wrong)


def test_the_public_reads_public_wordings_roles_and_public_evidence(small: Small, tmp_path: Path) -> None:
    session = small.session
    action = small.actions[0]
    who = small.people[0]
    programme.change(session, "person", who, name="Jo Bloggs", role="Head of SEND")
    plan.set_leads(session, action, [who])
    update = Update(
        note="For the board",
        internal_note=SECRET,
        public_note="For everybody",
        obstacle="Not for all",
        status="obstacles",
        reason="Said inside",
    )
    update_actions(session, action, update)
    public = texts(write(session, tmp_path / "public.xlsx", audience=Audience.PUBLIC))
    board = texts(write(session, tmp_path / "board.xlsx"))
    assert "Nothing is asked of the board" not in public
    for words, in_board in (("For the board", True), ("Not for all", True), ("Jo Bloggs", True), (SECRET, False)):
        assert words not in public
        assert (words in board) is in_board
    assert "For everybody" in public and "Head of SEND" in public
    roles = texts(write(session, tmp_path / "roles.xlsx", roles=True))
    assert "Jo Bloggs" not in roles and "Head of SEND" in roles and "Not for all" in roles
