"""Texts and attached files taken out for good: here, by combining, and out of a shared folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.services.checking import check
from send_tracker.services.combine import combine
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.redaction import redact, traces
from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.storage.file import TrackerFile
from tests.builders import Small, small_programme

SECRET = b"A letter that names a family. " * 30


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "ana.sendtracker") as found:
        yield found


def copy_of(session: Session, path: Path) -> Path:
    session.file.snapshot(path)
    return path


def test_the_texts_of_an_action_are_found_with_those_that_hang_on_it(ana: Small) -> None:
    update_actions(ana.session, ana.actions[0], Update(note="Sam Hill moved school", obstacle="Court", reason="Told"))
    found = {(trace.label, trace.words) for trace in traces(ana.session, ana.actions[0], parts=True)}
    assert {words for _, words in found} >= {"Sam Hill moved school", "Court"}
    assert ana.actions[0] not in {words for _, words in found}
    only = {trace.words for trace in traces(ana.session, ana.actions[0])}
    assert "Sam Hill moved school" not in only


def test_an_attached_file_goes_with_its_hash_and_never_comes_back(ana: Small, tmp_path: Path) -> None:
    session = ana.session
    evidence = attach_bytes(session, "letter.txt", SECRET, [ana.actions[0]])
    item = next(e for e in session.register().evidence if e.file_name == "letter.txt")
    assert evidence
    whole = copy_of(session, tmp_path / "whole.sendtracker")
    trace = next(t for t in traces(session, item.id) if t.field == "file_hash")
    assert trace.words == "the attached file itself"
    redact(session, [trace.change], "It names a family")
    assert session.file.evidence_files.names() == []
    assert SECRET[:30] not in session.path.read_bytes()
    combine(session, whole)
    assert session.file.evidence_files.names() == []
    assert check(session) == []
    with pytest.raises(Problem):
        session.file.evidence_files.get(item.file_hash or "")
    other = Session(TrackerFile.open(whole), "Ben")
    try:
        combine(other, copy_of(session, tmp_path / "ana2.sendtracker"))
        assert other.file.evidence_files.names() == []
        assert check(other) == []
    finally:
        other.close()


def test_no_single_word_stays_in_the_search_index_here_or_in_another_copy(ana: Small, tmp_path: Path) -> None:
    """The index keeps words in small letters one by one, and what was deleted until its parts are merged."""
    session = ana.session
    update_actions(session, ana.actions[0], Update(obstacle="Waiting for Quillfeather of Quennevais"))
    other = Session(TrackerFile.open(copy_of(session, tmp_path / "ben.sendtracker")), "Ben")
    with closing(other):
        assert other.file.find("quillfeather", 5)
        redact(session, [trace.change for trace in traces(session, ana.actions[0], "obstacle")], "It names a child")
        combine(other, copy_of(session, tmp_path / "sent.sendtracker"))
        for path in (session.path, other.path):
            content = path.read_bytes().lower()
            assert [word for word in (b"uillfeather", b"uennevais") if word in content] == []
        assert session.file.find("action", 9) and other.file.find("action", 9), "other words are found as before"


def test_bytes_that_another_item_still_names_stay(ana: Small) -> None:
    session = ana.session
    attach_bytes(session, "one.txt", SECRET, [ana.actions[0]])
    attach_bytes(session, "two.txt", SECRET, [ana.actions[1]])
    first, second = (e for e in session.register().evidence if e.file_hash)
    trace = next(t for t in traces(session, first.id) if t.field == "file_hash")
    redact(session, [trace.change], "Wrong file")
    assert session.file.evidence_files.get(second.file_hash or "") == SECRET
