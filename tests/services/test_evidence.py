from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from send_tracker.domain.evidence_filter import LinkState
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Evidence
from send_tracker.services.checking import check
from send_tracker.services.evidence import (
    add_evidence,
    attach_bytes,
    attach_file,
    change_evidence,
    keep_link,
    link_evidence,
    link_state,
    next_evidence_reference,
    prepare_opening,
    save_file_copy,
    withdraw_evidence,
)
from send_tracker.services.evidence_view import evidence_view, linked_files
from send_tracker.services.programme import describe_programme
from send_tracker.services.undo import undo
from tests.builders import Small

MB = 1024 * 1024


def items(small: Small) -> dict[str, Evidence]:
    return {e.id: e for e in small.session.register().evidence}


def item_of(small: Small, id: str) -> Evidence:
    return items(small)[id]


def code_of(raised: pytest.ExceptionInfo[Problem]) -> str:
    return raised.value.code


def test_a_file_is_kept_whole_and_once(small: Small, tmp_path: Path) -> None:
    path = tmp_path / "Parent survey_May.pdf"
    path.write_bytes(bytes(range(256)) * 100)
    first = attach_file(small.session, path, [small.actions[0], small.outcomes[1], small.themes[0]], type="survey")
    second = attach_file(small.session, path, title="The same again")
    found = items(small)
    assert found[first].title == "Parent survey May"
    assert (found[first].type, found[first].file_name, found[first].file_size) == ("survey", path.name, 25_600)
    assert set(found[first].targets) == {small.actions[0], small.outcomes[1], small.themes[0]}
    assert found[first].file_hash == found[second].file_hash
    assert small.session.file._db.execute("SELECT count(*) FROM stored_file").fetchone() == (1,)
    path.unlink()
    small.reopen()
    opened = prepare_opening(small.session, items(small)[first], tmp_path / "out")
    assert opened.path
    assert opened.path.read_bytes() == bytes(range(256)) * 100
    assert opened.path.parent == tmp_path / "out"


def test_references_are_given_and_never_twice(small: Small) -> None:
    first = add_evidence(small.session, "One")
    second = add_evidence(small.session, "Two")
    assert [items(small)[i].ref for i in (first, second)] == ["E1", "E2"]
    withdraw_evidence(small.session, second)
    assert next_evidence_reference(small.session) == "E3", "an old paper may still name E2"
    change_evidence(small.session, first, ref="E40")
    assert next_evidence_reference(small.session) == "E41"
    assert items(small)[first].logged_date == "2025-01-06"


def test_size_limit_with_a_clear_message(small: Small, tmp_path: Path) -> None:
    path = tmp_path / "video.mp4"
    path.write_bytes(b"x" * (MB + 1))
    before = small.session.file.log.heads()
    attempts: list[Callable[[], object]] = [
        lambda: attach_file(small.session, path),
        lambda: attach_bytes(small.session, "v", b"x" * (MB + 1)),
    ]
    for attempt in attempts:
        with pytest.raises(Problem) as raised:
            attempt()
        assert code_of(raised) == "file-too-large"
        assert "1 MB" in raised.value.sentence
    assert small.session.file.log.heads() == before
    describe_programme(small.session, file_limit_mb=2)
    attach_file(small.session, path)
    path.write_bytes(b"")
    with pytest.raises(Problem) as raised:
        attach_file(small.session, path)
    assert code_of(raised) == "empty-file"
    with pytest.raises(Problem) as raised:
        attach_file(small.session, tmp_path / "gone.pdf")
    assert code_of(raised) == "unreadable"


@pytest.mark.parametrize("name", ["setup.exe", "report.pdf.exe", "run.bat", "macro.docm", "cod\u202efdp.exe"])
def test_what_could_run_is_kept_but_not_opened(small: Small, tmp_path: Path, name: str) -> None:
    item = item_of(small, attach_bytes(small.session, name, b"MZ"))
    with pytest.raises(Problem) as raised:
        prepare_opening(small.session, item, tmp_path / "out")
    assert code_of(raised) == "not-openable"
    assert not (tmp_path / "out").exists()
    assert save_file_copy(small.session, item, tmp_path / "copy.bin").read_bytes() == b"MZ"


def test_a_name_never_becomes_a_path(small: Small, tmp_path: Path) -> None:
    item = item_of(small, attach_bytes(small.session, "../../con\u202e.pdf", b"x"))
    assert item.file_name == "_con.pdf"
    opened = prepare_opening(small.session, item, tmp_path / "out").path
    assert opened
    assert opened.parent == tmp_path / "out"
    assert opened.name.endswith("-_con.pdf")


def test_a_linked_file_that_changed_or_went_missing_is_shown_as_such(small: Small, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("a,b\n")
    item = item_of(small, keep_link(small.session, str(path), "Data"))
    assert link_state(item) is LinkState.PRESENT
    assert prepare_opening(small.session, item, tmp_path).path == path
    path.write_text("a,c\n")
    assert link_state(item) is LinkState.CHANGED
    path.unlink()
    assert link_state(item) is LinkState.MISSING
    with pytest.raises(Problem) as raised:
        prepare_opening(small.session, item, tmp_path)
    assert code_of(raised) == "link-missing"
    program = tmp_path / "tool.sh"
    program.write_text("x")
    with pytest.raises(Problem) as raised:
        prepare_opening(small.session, item_of(small, keep_link(small.session, str(program), "Tool")), tmp_path)
    assert code_of(raised) == "not-openable"


def test_no_server_is_asked_for_a_linked_file_by_itself(small: Small, tmp_path: Path) -> None:
    here = tmp_path / "here.txt"
    here.write_text("x", encoding="utf-8")
    for link in (str(here), "\\\\server\\share\\a.pdf", "//server/share/b.pdf", "https://example.org/c.pdf"):
        keep_link(small.session, link, "Report")
    assert [item.link for item in linked_files(evidence_view(small.session))] == [str(here)]


def test_a_web_address_shows_its_host(small: Small, tmp_path: Path) -> None:
    address = "https://www.example.gov.uk@files.example.org/report.pdf"
    item = item_of(small, keep_link(small.session, address, "Report"))
    assert link_state(item) is LinkState.WEB
    assert prepare_opening(small.session, item, tmp_path).host == "files.example.org"
    for strange in ("http://[bad", "javascript:alert(1)", "file:///etc/passwd"):
        odd = item_of(small, keep_link(small.session, strange, "Odd"))
        assert link_state(odd) is LinkState.MISSING
        with pytest.raises(Problem):
            prepare_opening(small.session, odd, tmp_path)
    bare = item_of(small, add_evidence(small.session, "Heard at a meeting"))
    assert link_state(bare) is LinkState.NONE
    with pytest.raises(Problem) as raised:
        prepare_opening(small.session, bare, tmp_path)
    assert code_of(raised) == "nothing-to-open"


def test_links_to_any_number_of_things_on_and_off(small: Small) -> None:
    item = add_evidence(small.session, "Audit", [small.actions[0]])
    assert link_evidence(small.session, item, [small.actions[0]]) is None
    assert link_evidence(small.session, item, [small.actions[0], small.actions[1], small.themes[1]])
    assert set(items(small)[item].targets) == {small.actions[0], small.actions[1], small.themes[1]}
    link_evidence(small.session, item, [small.actions[0], small.themes[1]], on=False)
    assert items(small)[item].targets == (small.actions[1],)
    assert link_evidence(small.session, item, [small.actions[0]], on=False) is None
    assert link_evidence(small.session, item, [small.actions[0]])
    assert set(items(small)[item].targets) == {small.actions[0], small.actions[1]}


def test_a_title_is_needed(small: Small) -> None:
    for title in ("", "  ", "\x00\x07"):
        with pytest.raises(Problem) as raised:
            add_evidence(small.session, title)
        assert code_of(raised) == "no-title"
    item = add_evidence(small.session, "Kept")
    with pytest.raises(Problem):
        change_evidence(small.session, item, title=" ")
    assert items(small)[item].title == "Kept"


def test_withdrawn_evidence_comes_back_with_an_undo(small: Small) -> None:
    item = attach_bytes(small.session, "photo.png", b"png", [small.actions[0]])
    withdraw_evidence(small.session, item, "Names a child")
    assert item not in items(small)
    undo(small.session)
    assert items(small)[item].targets == (small.actions[0],)


def test_damaged_bytes_are_found_and_not_opened(small: Small, tmp_path: Path) -> None:
    item = item_of(small, attach_bytes(small.session, "photo.png", b"png"))
    db = small.session.file._db
    db.execute("UPDATE stored_file SET bytes = ?", (b"PNG",))
    assert [f.code for f in check(small.session)] == ["evidence-file"]
    with pytest.raises(Problem) as raised:
        prepare_opening(small.session, item, tmp_path)
    assert code_of(raised) == "file-damaged"
    db.execute("DELETE FROM stored_file")
    with pytest.raises(Problem) as raised:
        prepare_opening(small.session, item, tmp_path)
    assert code_of(raised) == "file-missing"
    db.execute("INSERT INTO stored_file VALUES (?, 3, ?)", (item.file_hash, b"png"))


def test_the_open_tracker_is_never_read_as_evidence(small: Small, tmp_path: Path) -> None:
    """Opening and closing it would drop the lock that keeps other programs out."""
    path = small.session.path
    other = tmp_path / "shortcut.pdf"
    other.symlink_to(path)
    item = item_of(small, attach_bytes(small.session, "photo.png", b"png"))
    for attempt in (
        lambda: attach_file(small.session, path),
        lambda: attach_file(small.session, other),
        lambda: keep_link(small.session, str(path), "Itself"),
        lambda: save_file_copy(small.session, item, path),
    ):
        with pytest.raises(Problem) as raised:
            attempt()
        assert code_of(raised) == "own-file"
    assert link_state(Evidence("x", "E9", "Made elsewhere", link=str(other))) is LinkState.MISSING
    script = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('SELECT 1 FROM edit')"
    result = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert "locked" in result.stderr


@pytest.mark.parametrize("link", [r"\\\\files.example.org\share\minutes.pdf", "//files.example.org/share/minutes.pdf"])
def test_a_path_on_a_server_is_not_asked_for_before_its_host_was_shown(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str
) -> None:
    item = next(iter(items(small).values()), None)
    id = item.id if item else add_evidence(small.session, "Minutes", [small.actions[0]])
    change_evidence(small.session, id, link=link)

    def is_file(path: Path) -> bool:
        raise AssertionError(f"{path} was asked for")

    monkeypatch.setattr(Path, "is_file", is_file)
    assert prepare_opening(small.session, item_of(small, id), tmp_path).host == "files.example.org"


@pytest.mark.parametrize(
    "name",
    [
        "../../out.txt",
        r"..\..\out.txt",
        "/etc/out.txt",
        "C:\\out.txt",
        "a/../../out.txt",
        "con.txt",
        "..",
        "x\u202etxt.exe",
    ],
)
def test_no_name_escapes_the_folder_that_files_are_put_out_to(small: Small, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    id = attach_bytes(small.session, name, b"content", [small.actions[0]])
    before = {p.name for p in tmp_path.iterdir()}
    try:
        put_out = prepare_opening(small.session, item_of(small, id), folder).path
    except Problem as problem:
        put_out, code = None, problem.code
    assert put_out.resolve().parent == folder.resolve() if put_out else code == "not-openable"
    assert {p.name for p in tmp_path.iterdir()} - before <= {"out"}


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a" * 63, "A" * 64, "..\\secret", "x" * 64])
def test_only_a_hash_is_looked_for_beside_a_copy(small: Small, name: str) -> None:
    beside = small.session.path.parent / "files"
    beside.mkdir()
    (beside.parent / "secret").write_bytes(b"not ours")
    with pytest.raises(Problem) as raised:
        small.session.file.evidence_files.get(name)
    assert raised.value.code == "file-missing"
