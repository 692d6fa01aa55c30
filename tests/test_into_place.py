"""Moving into place: with patience for whoever holds the file, and for nothing else; and everywhere the same way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from send_tracker import bootstrap
from send_tracker.domain.problem import Problem
from send_tracker.into_place import WAITS, move_into_place
from send_tracker.settings import read_settings, settings_file, write_settings
from tests.builders import small_programme

OWN_WAY = {"into_place.py"}


def windows(number: int) -> PermissionError:
    """An error as Windows raises it, whatever this computer is."""
    error = PermissionError(13, "The process cannot access the file")
    error.winerror = number  # type: ignore[attr-defined, unused-ignore]
    return error


class Holder:
    """Another program that holds a file for so many tries."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tries: int, error: OSError) -> None:
        self.left, self._error, self._move = tries, error, Path.replace

        def replace(part: Path, target: Path) -> Path:
            return self.replace(part, target)

        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr("send_tracker.into_place.time.sleep", lambda _seconds: None)

    def replace(self, part: Path, target: Path) -> Path:
        if self.left:
            self.left -= 1
            raise self._error
        return self._move(part, target)


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_is_held_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    Holder(monkeypatch, 3, windows(number))
    part, target = tmp_path / "part", tmp_path / "target"
    part.write_bytes(b"new")
    waited: list[float] = []
    move_into_place(part, target, sleep=waited.append)
    assert target.read_bytes() == b"new"
    assert waited == list(WAITS[:3])


def test_what_waiting_does_not_mend_is_raised_at_once(tmp_path: Path) -> None:
    waited: list[float] = []
    with pytest.raises(FileNotFoundError):
        move_into_place(tmp_path / "nothing", tmp_path / "target", sleep=waited.append)
    assert waited == []


def test_a_backup_and_the_settings_are_kept_though_a_scanner_looks_at_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_programme(tmp_path / "plan.sendtracker") as small:
        Holder(monkeypatch, 2, windows(32))
        assert bootstrap.back_up_now(small.session).is_file()
    Holder(monkeypatch, 2, windows(32))
    write_settings(settings_file(), {"page": "overview"})
    assert read_settings(settings_file()) == {"page": "overview"}


def test_a_backup_that_is_held_to_the_end_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_programme(tmp_path / "plan.sendtracker") as small:
        Holder(monkeypatch, 99, windows(32))
        with pytest.raises(Problem, match=r"The file was not changed\."):
            bootstrap.back_up_now(small.session)
        assert not list(bootstrap.backup_folder(small.session.home).glob("*.tmp"))


def test_nothing_is_moved_in_another_way(root: Path) -> None:
    """A bare rename fails on Windows now and then, for no reason that an officer could see."""
    moved = [
        f"{path.name}:{node.lineno}"
        for path in sorted((root / "send_tracker").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and path.name not in OWN_WAY
        if node.func.attr in ("rename", "replace") and len(node.args) == 1 and _is_a_path(node)
    ]
    assert moved == []


def _is_a_path(call: ast.Call) -> bool:
    """Tell whether a call moves a file: ``x.replace(y)`` with one plain argument is no other method of ours."""
    return not call.keywords and isinstance(call.args[0], ast.Name | ast.Attribute | ast.BinOp)
