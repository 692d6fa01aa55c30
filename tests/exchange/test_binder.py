"""The evidence binder: what is in it, what must never be, and an index that stands on its own."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.exchange.binder import write_binder
from send_tracker.services import assurance, evidence
from send_tracker.services.plan import set_themes
from send_tracker.services.programme import add
from tests.builders import Small, small_programme

SECRET = "Named child"


class Page(HTMLParser):
    """What an index holds: its tags, its links and its plain text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker") as found:
        yield found


def attach(small: Small, name: str, content: bytes, targets: list[str], **values: str) -> str:
    return evidence.attach_bytes(small.session, name, content, targets, **values)


def index_of(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read("index.html").decode()


def test_the_binder_lists_by_outcome_and_criterion_with_its_files(small: Small, tmp_path: Path) -> None:
    criterion = add(small.session, "theme", framework="criterion", ref="C1", title="Needs found in time")
    set_themes(small.session, small.actions[0], [criterion])
    attach(small, "Audit.csv", b"a,b\n", [small.actions[0]], title="Audit", shows="Half of it", sensitivity="public")
    attach(small, "Audit.csv", b"c,d\n", [small.outcomes[1]], title="Second audit", sensitivity="official")
    evidence.keep_link(small.session, "https://example.org/x?a=1&b=2", "Web page", [small.outcomes[0]])
    evidence.add_evidence(small.session, "Tied to nothing")
    made = write_binder(small.session, tmp_path / "binder.zip")
    assert (made.items, made.files, made.withheld) == (4, 2, 0)
    page = Page(index_of(made.path))
    assert page.tags.count("h2") == 3
    assert "script" not in page.tags
    with zipfile.ZipFile(made.path) as book:
        files = [link for link in page.links if not link.startswith("#")]
        assert (
            set(map(unquote, files))
            == set(book.namelist()) - {"index.html"}
            == {
                "files/E1-Audit.csv",
                "files/E2-Audit.csv",
            }
        )
        assert book.read("files/E1-Audit.csv") == b"a,b\n"
    for text in ("O1 Outcome 1: 2 items", "C1 Needs found in time: 1 item", "Half of it", "Not tied to an outcome"):
        assert text in page.words
    assert hashlib.sha256(b"a,b\n").hexdigest() in page.words
    assert "https://example.org/x?a=1&b=2" in page.words
    assert all(not link.startswith("http") for link in page.links)


@pytest.mark.parametrize("sensitivity", ["sensitive", "personal", "something new"])
def test_nothing_that_may_not_be_shared_is_in_it_not_even_its_name(
    small: Small, tmp_path: Path, sensitivity: str
) -> None:
    attach(small, f"{SECRET}.txt", SECRET.encode(), [small.actions[0]], title=SECRET, sensitivity=sensitivity)
    attach(small, "Open.txt", b"open", [small.actions[0]], title="Open")
    made = write_binder(small.session, tmp_path / "binder.zip")
    assert (made.items, made.files, made.withheld) == (1, 1, 1)
    with zipfile.ZipFile(made.path) as book:
        content = b"".join(name.encode() + book.read(name) for name in book.namelist())
    assert SECRET.encode() not in content
    assert "Not marked as shareable and left out: 1 item." in Page(index_of(made.path)).words


def test_what_a_reviewer_rejected_is_left_out(small: Small, tmp_path: Path) -> None:
    item = attach(small, "Old.txt", b"old", [small.actions[0]], title="Old")
    assurance.review_evidence(small.session, item, "rejected", "Out of date", small.people[0])
    assert write_binder(small.session, tmp_path / "binder.zip").items == 0


def test_hostile_text_is_plain_text(small: Small, tmp_path: Path) -> None:
    title = '<script>alert(1)</script>&amp; "quoted" \''
    attach(small, "..\\..\\<b>.txt", b"x", [small.actions[0]], title=title, shows="<img src=x onerror=y>")
    made = write_binder(small.session, tmp_path / "binder.zip")
    page = Page(index_of(made.path))
    assert title in page.words
    assert not {"script", "img", "b"} & set(page.tags)
    with zipfile.ZipFile(made.path) as book:
        assert all(".." not in name and "\\" not in name for name in book.namelist())


def test_the_binder_of_an_earlier_day(small: Small, tmp_path: Path) -> None:
    attach(small, "First.txt", b"first", [small.actions[0]], title="First")
    small.on(date(2025, 2, 1))
    attach(small, "Second.txt", b"second", [small.actions[0]], title="Second")
    made = write_binder(small.session, tmp_path / "then.zip", as_at=date(2025, 1, 20))
    assert (made.items, made.files) == (1, 1)
    assert "As at 20 January 2025" in Page(index_of(made.path)).words
    with pytest.raises(Problem):
        write_binder(small.session, tmp_path / "later.zip", as_at=small.session.today + timedelta(days=1))
    assert not (tmp_path / "later.zip").exists()


def test_a_folder_is_written_whole_and_never_over_something_else(small: Small, tmp_path: Path) -> None:
    attach(small, "Open.txt", b"open", [small.actions[0]], title="Open")
    target = tmp_path / "binder"
    write_binder(small.session, target)
    assert {p.relative_to(target).as_posix() for p in target.rglob("*")} == {"index.html", "files", "files/E1-Open.txt"}
    with pytest.raises(Problem):
        write_binder(small.session, target)
    write_binder(small.session, target, force=True)
    other = tmp_path / "mine"
    other.mkdir()
    (other / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(Problem):
        write_binder(small.session, other, force=True)
    assert (other / "thesis.docx").read_bytes() == b"years of work"
    assert not [p for name in ("binder", "mine") for p in tmp_path.glob(f"{name}*.tmp")]


def test_the_old_binder_stays_where_the_new_one_cannot_take_its_place(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a folder cannot be moved while a virus scanner looks at what is in it."""
    attach(small, "Open.txt", b"open", [small.actions[0]], title="Open")
    target = tmp_path / "binder"
    write_binder(small.session, target)
    before = (target / "index.html").read_bytes()
    move = Path.replace

    def refuse(self: Path, to: Path) -> Path:
        if self.name == "binder.tmp":
            raise PermissionError(13, "Access is denied")
        return move(self, to)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Problem, match="Access is denied"):
        write_binder(small.session, target, force=True)
    assert (target / "index.html").read_bytes() == before
    assert not list(tmp_path.glob("binder*.tmp"))
