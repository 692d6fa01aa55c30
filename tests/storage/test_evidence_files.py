"""The bytes of attached files: kept once, taken out whole, brought from a folder, and gone when nothing names them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from send_tracker.domain.log import Draft
from send_tracker.domain.problem import Problem
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.redaction import redact, traces
from send_tracker.storage.evidence_files import EvidenceFiles, bring, drop_unnamed, fingerprint, named_files
from tests.builders import Small, small_programme


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    with small_programme(tmp_path / "plan.sendtracker") as found:
        yield found


def name_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def attached(small: Small, *contents: bytes) -> list[str]:
    for content in contents:
        attach_bytes(small.session, f"{content.decode()}.txt", content, [small.actions[0]])
    return [name_of(content) for content in contents]


def test_the_same_bytes_are_kept_once_and_come_out_whole(small: Small) -> None:
    kept = small.session.file.evidence_files
    one, two = kept.put(b"one"), kept.put(b"two")
    assert (one, two) == (name_of(b"one"), name_of(b"two"))
    assert kept.put(b"one") == one
    assert kept.names() == sorted([one, two])
    assert (kept.get(one), kept.raw(two)) == (b"one", b"two")
    assert kept.has(one) and not kept.has(name_of(b"three"))
    sizes = small.session.file._db.execute("SELECT hash, size FROM stored_file").fetchall()
    assert sorted(sizes) == sorted([(one, 3), (two, 3)])
    assert kept.damaged() == []


def test_bytes_that_are_not_here_or_not_what_they_were_are_told_apart(small: Small) -> None:
    kept = small.session.file.evidence_files
    one, two = kept.put(b"one"), kept.put(b"two")
    small.session.file._db.execute("UPDATE stored_file SET bytes = x'00' WHERE hash = ?", (one,))
    assert kept.damaged() == [one]
    for name, code, sentence in (
        (one, "file-damaged", "The attached file is damaged: its bytes are not those that were attached."),
        (name_of(b"no"), "file-missing", "The attached file is not in this tracker. It may be in another copy of it."),
    ):
        with pytest.raises(Problem) as raised:
            kept.get(name)
        assert (raised.value.code, raised.value.sentence) == (code, sentence)
    assert kept.get(two) == b"two"


def test_of_a_backup_they_lie_in_one_of_the_folders_beside_it_and_nowhere_else(small: Small, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    second.mkdir()
    name = name_of(b"beside")
    (second / name).write_bytes(b"beside")
    (second / name_of(b"other")).write_bytes(b"forged")
    (second / "plain").write_bytes(b"not by hash")
    kept = EvidenceFiles(small.session.file._db, [first, second])
    assert kept.get(name) == b"beside"
    for wrong, code in (
        (name_of(b"other"), "file-damaged"),
        ("plain", "file-missing"),
        ("../plan.sendtracker", "file-missing"),
    ):
        with pytest.raises(Problem) as raised:
            kept.get(wrong)
        assert raised.value.code == code


def test_what_the_log_names_is_brought_from_a_folder_and_nothing_else(small: Small, tmp_path: Path) -> None:
    db, folder = small.session.file._db, tmp_path / "files"
    folder.mkdir()
    one, two, three = attached(small, b"one", b"two", b"three")
    assert named_files(db) == {one, two, three}
    db.execute("DELETE FROM stored_file WHERE hash != ?", (three,))
    for name, content in ((one, b"one"), (two, b"not two"), (name_of(b"stray"), b"stray")):
        (folder / name).write_bytes(content)
    assert bring(db, folder) == 1
    assert small.session.file.evidence_files.names() == sorted([one, three])
    (folder / two).write_bytes(b"two")
    assert bring(db, tmp_path / "none") == 0
    assert bring(db, folder) == 1
    assert bring(db, folder) == 0
    assert small.session.file.evidence_files.names() == sorted([one, two, three])


def test_a_name_in_the_log_that_is_a_path_is_never_followed(small: Small, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (name,) = attached(small, b"one")
    evil = "../plan.sendtracker"
    (item,) = small.session.register().evidence
    small.session.edit("x", [Draft("evidence", item.id, "file_hash", evil)])
    db = small.session.file._db
    db.execute("DELETE FROM stored_file")
    (folder / name).write_bytes(b"one")
    assert evil in named_files(db)
    assert bring(db, folder) == 1, "and what comes after it is brought all the same"


def test_bytes_go_with_the_last_text_that_names_them(small: Small) -> None:
    one, two = attached(small, b"one", b"two")
    kept, db = small.session.file.evidence_files, small.session.file._db
    stray = kept.put(b"stray")
    drop_unnamed(db, [one])
    assert kept.names() == sorted([one, two, stray]), "it is named still"
    drop_unnamed(db, [one, stray])
    assert kept.names() == sorted([one, two])
    item = next(e for e in small.session.register().evidence if e.file_hash == one)
    redact(small.session, [t.change for t in traces(small.session, item.id, "file_hash")], "Personal data")
    assert named_files(db) == {two}
    assert kept.names() == [two]


def test_a_fingerprint_is_of_the_content_and_never_of_an_open_tracker(small: Small, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"report")
    assert fingerprint(path) == name_of(b"report")
    assert fingerprint(tmp_path / "none.pdf") is None
    assert fingerprint(small.session.path) is None
