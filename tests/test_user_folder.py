"""Where this user's own things lie: in the profile, or beside a portable program, and backups where they chose."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from send_tracker import bootstrap, crash_log, settings, user_folder, window
from send_tracker.cli import run, self_test
from send_tracker.domain.problem import Problem


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program that this process takes itself for."""
    folder = tmp_path / "program"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "send-tracker.exe"))
    return folder


def test_a_checkout_keeps_its_things_in_the_profile(own_home: Path) -> None:
    assert user_folder.data_folder().is_relative_to(own_home)
    assert user_folder.how_installed() == "Python package"
    assert window.command_line() == [sys.executable, "-m", "send_tracker"]


def test_the_frozen_window_starts_the_second_program(frozen: Path) -> None:
    assert window.command_line() == [str(frozen / "send-tracker-cli.exe")]
    assert user_folder.how_installed() == "installed program"


def test_a_mark_beside_the_program_makes_everything_local(frozen: Path, own_home: Path) -> None:
    assert user_folder.data_folder().is_relative_to(own_home)
    (frozen / user_folder.PORTABLE_MARK).touch()
    assert user_folder.how_installed() == "portable"
    plan = Path("plan.sendtracker")
    for place in (settings.settings_file(), crash_log.log_folder(), bootstrap.backup_folder(plan)):
        assert place.is_relative_to(frozen / "data")


def test_backups_go_where_the_officer_chose_and_older_ones_are_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, chosen = tmp_path / "plan.sendtracker", tmp_path / "drive"
    session = bootstrap.create_tracker(path)
    before = bootstrap.back_up_now(session)
    settings.write_settings(settings.settings_file(), {"backup_place": str(chosen)})
    after = bootstrap.back_up_now(session)
    session.close()
    assert after.parent == chosen / "plan" and before.parent != after.parent
    assert set(bootstrap.listed_backups(path)) == {before, after}
    assert bootstrap.last_backup(path) in (before, after)
    assert run(["backups", str(path)]) == 0
    said = capsys.readouterr().out
    assert before.stem in said and after.stem in said
    assert run(["restore", str(path), before.name, "-o", str(tmp_path / "again.sendtracker")]) == 0


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", '{"theme": "pink", "text_percent": "big", "unknown": 1, "text_percent": 101}']
)
def test_a_damaged_settings_file_gives_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / settings.FILE_NAME
    path.write_text(text, encoding="utf-8")
    assert settings.read_settings(path) == {}


def test_settings_are_typed_and_those_with_a_title_can_be_chosen() -> None:
    for name, setting in settings.SETTINGS.items():
        assert setting.name == name and setting.accepts(setting.default)
        json.dumps(setting.default)
    assert {"theme", "text_percent", "week_start", "officer", "backup_place"} == {s.name for s in settings.SHOWN}
    assert all(s.title and s.kind is not settings.SettingKind.REMEMBERED for s in settings.SHOWN)


# send-tracker self-test


def test_the_self_test_goes_on_after_a_step_that_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> bool:
        raise Problem("There is no room.", "no-space")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(self_test, "_make", refuse)
    monkeypatch.setattr(self_test, "_pack", lambda *_: True)
    monkeypatch.setattr(self_test, "_charts", lambda *_: False)
    monkeypatch.setattr(window, "walk_window", lambda *_: iter([("Window", True)]))
    assert run(["self-test"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "FAILS  Sample programme: There is no room."
    assert lines[1:3] == ["works  Board pack", "FAILS  Charts"] and lines[-1] == "works  Window"
    assert run(["self-test", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["works"] is False
