"""Revisions of a file: nothing that was attached is lost, and a day has one answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Evidence
from send_tracker.services.assurance import review_evidence
from send_tracker.services.evidence import attach_file, save_file_copy
from send_tracker.services.revisions import as_item, replace_file, revision_on, revisions
from send_tracker.services.undo import undo
from tests.builders import Small


def written(tmp_path: Path, name: str, words: str) -> Path:
    path = tmp_path / name
    path.write_bytes(words.encode())
    return path


def item_of(small: Small) -> Evidence:
    (found,) = small.session.register().evidence
    return found


@pytest.fixture
def item(small: Small, tmp_path: Path) -> str:
    small.on(date(2025, 7, 1))
    return attach_file(small.session, written(tmp_path, "report v1.txt", "one"), [small.actions[0]])


def test_what_did_we_have_on_a_day(small: Small, item: str, tmp_path: Path) -> None:
    small.on(date(2025, 7, 3))
    replace_file(small.session, item, written(tmp_path, "report v2.txt", "two"))
    small.on(date(2025, 7, 5))
    small.reopen("Bea")
    replace_file(small.session, item, written(tmp_path, "report v3.txt", "three"))
    found = revisions(small.session, item)
    assert [(r.name, r.since, r.author, r.size, r.current, r.kept) for r in found] == [
        ("report v3.txt", "2025-07-05", "Bea", 5, True, True),
        ("report v2.txt", "2025-07-03", "Ana", 3, False, True),
        ("report v1.txt", "2025-07-01", "Ana", 3, False, True),
    ]
    had = {day: revision_on(found, date(2025, 7, day)) for day in range(1, 6)}
    assert [one.name[7:9] if one else "" for one in had.values()] == ["v1", "v1", "v2", "v2", "v3"]
    assert revision_on(found, date(2025, 6, 30)) is None
    copied = save_file_copy(small.session, as_item(item_of(small), found[1]), tmp_path / "copy.txt")
    assert copied.read_bytes() == b"two"


def test_two_of_one_day_are_both_there(small: Small, item: str, tmp_path: Path) -> None:
    replace_file(small.session, item, written(tmp_path, "b.txt", "two"))
    assert [r.name for r in revisions(small.session, item)] == ["b.txt", "report v1.txt"]


def test_a_replacement_taken_back_is_no_revision(small: Small, item: str, tmp_path: Path) -> None:
    replace_file(small.session, item, written(tmp_path, "b.txt", "two"))
    undo(small.session)
    assert [(r.name, r.current) for r in revisions(small.session, item)] == [("report v1.txt", True)]


def test_an_accepted_item_is_a_draft_again(small: Small, item: str, tmp_path: Path) -> None:
    review_evidence(small.session, item, "accepted", "Good", small.people[0])
    replace_file(small.session, item, written(tmp_path, "b.txt", "two"))
    now = item_of(small)
    assert (now.review, now.reviewer, now.review_note) == ("draft", None, "Good")
    undo(small.session)
    assert item_of(small).review == "accepted"


@pytest.mark.parametrize(("words", "code"), [("one", "same-file"), ("", "empty-file")])
def test_what_is_no_other_file_is_refused(small: Small, item: str, tmp_path: Path, words: str, code: str) -> None:
    before = small.session.file.log.heads()
    with pytest.raises(Problem) as raised:
        replace_file(small.session, item, written(tmp_path, "again.txt", words))
    assert raised.value.code == code
    assert small.session.file.log.heads() == before
    with pytest.raises(Problem):
        replace_file(small.session, item, tmp_path / "nowhere.txt")


def test_an_item_that_is_not_there_is_refused(small: Small, tmp_path: Path) -> None:
    with pytest.raises(Problem):
        replace_file(small.session, "ab" * 16, written(tmp_path, "a.txt", "x"))


def test_as_item_forgets_the_link(small: Small, item: str) -> None:
    (revision,) = revisions(small.session, item)
    assert as_item(replace(item_of(small), link="https://x"), revision).link is None
