"""The command line, as a person or a script uses it: names, keys and exit codes are a contract."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from send_tracker import bootstrap
from send_tracker.cli import commands, run
from send_tracker.services import programme
from send_tracker.services.session import Session
from tests.builders import small_programme

REPOSITORY = Path(__file__).resolve().parents[1]
Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sample(pristine_sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(pristine_sample, tmp_path / "plan.sendtracker"))


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    def call(*words: object) -> tuple[int, str, str]:
        code = run([str(w) for w in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def progress(cli: Cli, file: Path, *more: str) -> dict[str, Any]:
    code, out, err = cli("progress", file, "--json", *more)
    assert (code, err) == (0, "")
    document: dict[str, Any] = json.loads(out)
    return document


class TestProgress:
    def test_the_sample_gives_the_published_figures(self, cli: Cli, sample: Path) -> None:
        """Rows P01 to P05 of the published figures, as at the end of May 2025."""
        found = progress(cli, sample, "--as-at", "2025-05-31")
        apa1, apa2 = found["areas"]
        assert (apa1["ref"], apa1["done_percent"], apa1["done"], apa1["actions"]) == ("APA1", 100, 36, 36)
        assert (apa2["ref"], apa2["done_percent"], apa2["done"], apa2["actions"]) == ("APA2", 92, 23, 25)
        obstacles = apa2["counts"]["obstacles"]
        assert (200 * obstacles + apa2["actions"]) // (2 * apa2["actions"]) == 8
        assert found["all"]["counts"]["at_risk"] == found["all"]["counts"]["not_started"] == 0
        assert found["all"]["done_percent"] == 97

    @pytest.mark.parametrize(
        ("day", "apa1", "apa2"),
        [
            ("2023-06-30", (0, 0, 12, 2, 0, 22), (0, 0, 6, 2, 0, 17)),
            ("2023-09-30", (0, 3, 18, 4, 1, 10), (0, 1, 10, 4, 2, 8)),
            ("2024-01-31", (1, 9, 17, 6, 2, 1), (0, 4, 11, 5, 3, 2)),
            ("2024-05-31", (4, 14, 14, 4, 0, 0), (1, 8, 10, 5, 1, 0)),
            ("2024-09-30", (8, 17, 9, 2, 0, 0), (3, 10, 8, 4, 0, 0)),
            ("2025-01-31", (11, 20, 4, 1, 0, 0), (5, 13, 4, 3, 0, 0)),
            ("2025-05-31", (15, 21, 0, 0, 0, 0), (8, 15, 0, 2, 0, 0)),
            ("2025-07-04", (15, 21, 0, 0, 0, 0), (8, 15, 0, 2, 0, 0)),
        ],
    )
    def test_every_day_of_the_status_history(
        self, cli: Cli, sample: Path, day: str, apa1: tuple[int, ...], apa2: tuple[int, ...]
    ) -> None:
        codes = ("embedded", "complete", "on_track", "obstacles", "at_risk", "not_started")
        areas = progress(cli, sample, "--as-at", day)["areas"]
        assert [tuple(a["counts"][c] for c in codes) for a in areas] == [apa1, apa2]

    def test_the_shape_of_the_document(self, cli: Cli, sample: Path) -> None:
        found = progress(cli, sample)
        assert found["as_at"] == "2025-07-04"
        assert found["statuses"][0] == {"code": "not_started", "label": "Not started", "letter": "N", "group": "open"}
        codes = [s["code"] for s in found["statuses"]]
        groups = (found["all"], *found["areas"], *found["outcomes"])
        assert all(set(g["counts"]) == {*codes, "withdrawn"} for g in groups)
        assert [o["ref"] for o in found["outcomes"]] == ["O1", "O2", "O3", "O4", "O5", "O6"]
        assert {o["area"] for o in found["outcomes"][3:]} == {"APA2"}
        assert sum(o["actions"] for o in found["outcomes"]) == found["all"]["actions"] == 61

    def test_lines_for_people(self, cli: Cli, sample: Path) -> None:
        code, out, _ = cli("progress", sample)
        assert code == 0
        assert "APA2 Health and commissioning: 92% (23 of 25) done" in out
        assert "Illustrative sample" in out


class TestUpdate:
    def test_one_edit_of_one_action(self, cli: Cli, sample: Path) -> None:
        code, out, err = cli(
            "update", sample, "4.3", "--status", "at_risk", "--reason", "Money refused", "--author", "Jo"
        )
        assert code == 0
        assert len(out.strip()) == 64
        assert err == "", "4.3 has its obstacle, path, date and ask already"
        assert progress(cli, sample)["all"]["counts"]["at_risk"] == 1
        assert cli("check", sample)[0] == 0

    def test_a_gate_warns_and_does_not_stop(self, cli: Cli, sample: Path) -> None:
        code, _, err = cli("update", sample, "1.1", "--status", "at_risk")
        assert code == 0
        assert "asks for a reason" in err
        assert "asks for a path to green" in err

    def test_a_late_entry_changes_the_past_and_not_the_present(self, cli: Cli, sample: Path) -> None:
        assert cli("update", sample, "1.1", "--status", "obstacles", "--reason", "x", "--as-at", "2023-06-02")[0] == 0
        assert progress(cli, sample, "--as-at", "2023-06-03")["all"]["counts"]["obstacles"] == 1
        assert progress(cli, sample)["all"]["counts"]["obstacles"] == 2

    @pytest.mark.parametrize(
        ("words", "part"),
        [
            (("9.9", "--note", "x"), "No action has the reference 9.9"),
            (("4.3", "--status", "puce"), "is not a status of this programme"),
            (("4.3",), "nothing to record"),
            (("4.3", "--note", "x", "--as-at", "2025-07-05"), "in the future"),
            (("4.3", "--note", "x", "--as-at", "5/7/25"), "is not a date"),
            (("4.3", "--recovery-date", "soon"), "is not a date"),
            (("4.3", "--note", "x" * 32_001), "32,001 characters"),
        ],
    )
    def test_what_cannot_be_done_is_one_line_and_changes_nothing(
        self, cli: Cli, sample: Path, words: tuple[str, ...], part: str
    ) -> None:
        before = sample.read_bytes()
        code, out, err = cli("update", sample, *words)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert part in err
        assert sample.read_bytes() == before

    def test_a_doubled_reference_names_both(self, cli: Cli, sample: Path) -> None:
        from send_tracker.services.plan import change_action, find_action

        session = bootstrap.open_tracker(sample)
        change_action(session, find_action(session, "1.2").id, ref="1.1")
        session.close()
        code, _, err = cli("update", sample, "1.1", "--note", "x")
        assert code == 2
        assert "Recruit educational psychologists" in err
        assert "Recruit pathway officers" in err


def challenged(cli: Cli, file: Path, *more: str) -> dict[str, Any]:
    code, out, err = cli("challenges", file, "--json", *more)
    assert (code, err) == (0, "")
    document: dict[str, Any] = json.loads(out)
    return document


class TestChallenges:
    def test_the_shape_of_the_document(self, cli: Cli, sample: Path) -> None:
        found = challenged(cli, sample)
        assert found["as_at"] == "2025-07-04"
        for row in found["challenges"]:
            assert {"rule", "severity", "subject", "sentence", "waived"} <= set(row)
            assert row["severity"] in ("high", "medium", "low")
            assert row["sentence"].startswith(row["subject"])
            assert row["waived"] is False
        assert ("verifier_is_lead", "3.7") in {(r["rule"], r["subject"]) for r in found["challenges"]}

    def test_lines_for_people_go_by_severity(self, cli: Cli, sample: Path) -> None:
        code, out, err = cli("challenges", sample)
        lines = out.splitlines()
        assert (code, err) == (0, "")
        assert "as at 4 July 2025: 8 challenges" in lines[0]
        assert lines.index("High") < lines.index("Medium")
        assert "  Verified by its own lead: 3.7 is rated Embedded" in out
        assert "Low" not in lines

    def test_as_at_an_earlier_day(self, cli: Cli, sample: Path) -> None:
        found = challenged(cli, sample, "--as-at", "2024-03-28")
        assert found["as_at"] == "2024-03-28"
        assert ("long_obstacle", "1.1") in {(r["rule"], r["subject"]) for r in found["challenges"]}

    @pytest.mark.parametrize(("day", "part"), [("2025-07-05", "in the future"), ("5/7/25", "is not a date")])
    def test_a_day_that_cannot_be_used(self, cli: Cli, sample: Path, day: str, part: str) -> None:
        code, out, err = cli("challenges", sample, "--as-at", day)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert part in err

    def test_an_empty_programme_is_not_questioned(self, cli: Cli, tmp_path: Path) -> None:
        cli("new", tmp_path / "a.sendtracker")
        assert challenged(cli, tmp_path / "a.sendtracker")["challenges"] == []
        assert "0 challenges" in cli("challenges", tmp_path / "a.sendtracker")[1]

    def test_a_waived_challenge_says_so(self, cli: Cli, sample: Path) -> None:
        from send_tracker.services.challenges import waive
        from send_tracker.services.plan import find_action

        session = bootstrap.open_tracker(sample)
        person = session.register().people[0]
        action = find_action(session, "5.8").id
        waive(session, "not_evidenced", action, reason="Returns follow", person=person.id, expires="2025-09-30")
        session.close()
        waived = [r for r in challenged(cli, sample)["challenges"] if r["waived"]]
        assert [(r["rule"], r["subject"]) for r in waived] == [("not_evidenced", "5.8")]
        out = cli("challenges", sample)[1]
        assert "7 challenges, and 1 waived" in out
        assert f"Waived by {person.name} until 30 September 2025: Returns follow" in out


class TestFiles:
    def test_new_refuses_to_overwrite(self, cli: Cli, tmp_path: Path) -> None:
        path = tmp_path / "a.sendtracker"
        assert cli("new", path, "--preset", "brag")[0] == 0
        before = path.read_bytes()
        code, _, err = cli("new", path)
        assert (code, path.read_bytes()) == (2, before)
        assert "exists already" in err

    def test_new_with_an_unknown_preset_leaves_no_file(self, cli: Cli, tmp_path: Path) -> None:
        assert cli("new", tmp_path / "a.sendtracker", "--preset", "puce")[0] == 2
        assert list(tmp_path.iterdir()) == []

    def test_an_empty_programme_has_no_percentage(self, cli: Cli, tmp_path: Path) -> None:
        cli("new", tmp_path / "a.sendtracker")
        assert progress(cli, tmp_path / "a.sendtracker")["all"]["done_percent"] is None

    def test_pack_and_export_do_not_overwrite_without_force(self, cli: Cli, sample: Path, tmp_path: Path) -> None:
        for words in (("pack", sample), ("export", sample, "--what", "actions")):
            target = tmp_path / f"{words[0]}.xlsx"
            assert cli(*words, "-o", target)[0] == 0
            before = target.read_bytes()
            assert cli(*words, "-o", target)[0] == 2
            assert target.read_bytes() == before
            assert cli(*words, "-o", target, "--force")[0] == 0

    def test_export_to_csv_reads_back(self, cli: Cli, sample: Path, tmp_path: Path) -> None:
        target = tmp_path / "actions.csv"
        assert cli("export", sample, "--what", "actions", "-o", target)[0] == 0
        with target.open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == 61

    def test_charts_are_written_once(self, cli: Cli, sample: Path, tmp_path: Path) -> None:
        folder = tmp_path / "charts"
        code, out, _ = cli("charts", sample, "-o", folder)
        assert code == 0
        assert {Path(line).suffix for line in out.splitlines()} == {".png", ".svg"}
        assert all(Path(line).stat().st_size > 1000 for line in out.splitlines())
        assert cli("charts", sample, "-o", folder)[0] == 2
        assert cli("charts", sample, "-o", folder, "--force")[0] == 0

    @pytest.mark.parametrize("command", ["progress", "check"])
    def test_what_is_not_a_tracker(self, cli: Cli, tmp_path: Path, command: str) -> None:
        (tmp_path / "a.txt").write_text("hello " * 100, encoding="utf-8")
        for name in ("a.txt", "none.sendtracker", "."):
            code, out, err = cli(command, tmp_path / name)
            assert (code, out, err.count("\n")) == (2, "", 1)

    def test_check_finds_a_changed_value(self, cli: Cli, sample: Path) -> None:
        content = sample.read_bytes()
        sample.write_bytes(content.replace(b"ICB finance schedule not received", b"ICB finance schedule was received"))
        code, out, _ = cli("check", sample, "--json")
        found = json.loads(out)
        assert (code, found["sound"]) == (1, False)
        assert {"code", "sentence"} <= set(found["findings"][0])

    def test_check_of_a_sound_file(self, cli: Cli, sample: Path) -> None:
        code, out, _ = cli("check", sample, "--json")
        assert (code, json.loads(out)) == (0, {"sound": True, "findings": []})


class TestBriefing:
    def test_a_draft_says_where_it_is_and_changes_nothing(self, cli: Cli, sample: Path, tmp_path: Path) -> None:
        before = sample.read_bytes()
        for name in ("b.docx", "b.html"):
            code, out, _ = cli("briefing", sample, "--meeting", "2025-07-03", "-o", tmp_path / name)
            assert (code, out.splitlines()[-1]) == (0, str(tmp_path / name))
            assert (tmp_path / name).stat().st_size > 20_000
            assert cli("briefing", sample, "-o", tmp_path / name)[0] == 2, "nothing is overwritten without --force"
        assert sample.read_bytes() == before

    def test_what_cannot_be_is_said_in_one_line(self, cli: Cli, sample: Path, tmp_path: Path) -> None:
        code, _, err = cli("briefing", sample, "--meeting", "2025-07-02", "-o", tmp_path / "b.html")
        assert code == 2 and len(err.strip().splitlines()) == 1
        assert not (tmp_path / "b.html").exists()


class TestDemo:
    def test_again_never_touches_an_edited_sample(
        self, cli: Cli, tmp_path: Path, pristine_sample: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The sample is copied here and not replayed; the test of the wheel replays it."""

        def copied(path: Path) -> Session:
            return bootstrap.open_tracker(Path(shutil.copy(pristine_sample, path)))

        monkeypatch.setattr("send_tracker.demo.create_sample", copied)
        code, out, _ = cli("demo", "--to", tmp_path / "demo", "--no-window")
        assert code == 0
        first = [Path(line) for line in out.splitlines()]
        assert all(path.is_file() for path in first)
        assert {p.suffix for p in first} == {".sendtracker", ".xlsx", ".docx", ".html", ".png"}
        assert first[0].name == "nottinghamshire-demo.sendtracker"
        assert cli("demo", "--to", tmp_path / "demo", "--no-window")[1] == out, "an untouched one is used again"
        cli("update", first[0], "4.3", "--note", "Mine")
        kept = first[0].read_bytes()
        code, out, _ = cli("demo", "--to", tmp_path / "demo", "--no-window")
        assert (code, first[0].read_bytes()) == (0, kept)
        assert out.splitlines()[0].endswith("nottinghamshire-demo-2.sendtracker")


class TestFreeze:
    def test_a_position_is_frozen_once_and_says_on_what_it_stands(self, cli: Cli, tmp_path: Path) -> None:
        file = tmp_path / "plan.sendtracker"
        with small_programme(file) as small:
            programme.add(small.session, "meeting", date="2025-01-06", type="board", title="Board")
        code, out, err = cli("freeze", file, "--meeting", "2025-01-06", "--json")
        assert (code, err) == (0, "")
        found = json.loads(out)
        assert (found["meeting"], found["cut_off"], len(found["heads"])) == ("2025-01-06", "2025-01-06", 1)
        assert cli("check", file, "--json")[0] == 0
        code, out, err = cli("freeze", file, "--meeting", "2025-01-06")
        assert (code, out) == (2, "")
        assert "frozen already" in err
        assert cli("freeze", file, "--meeting", "2025-01-07")[0] == 2


class TestCompare:
    def test_two_boards_of_the_sample(self, cli: Cli, sample: Path) -> None:
        code, out, err = cli("compare", sample, "2025-05-22", "2025-07-03", "--json")
        assert (code, err) == (0, "")
        found = json.loads(out)
        assert (found["from"], found["to"]) == ("2025-05-22", "2025-07-03")
        assert {"ref": "4.3", "from": "on_track", "to": "obstacles"} in found["worse"]
        assert {"ref": "1.6", "from": "complete", "to": "embedded"} in found["better"]
        assert len(found["better"]) + len(found["worse"]) + found["unchanged"] == 61
        assert (found["added"], found["withdrawn"], found["reworded"]) == ([], [], [])
        assert found["dates_moved"] == ["4.3", "6.2"]
        assert "E93" in found["evidence_added"]
        back = json.loads(cli("compare", sample, "2025-07-03", "2025-05-22", "--json")[1])
        assert [(m["ref"], m["to"], m["from"]) for m in back["worse"]] == [
            (m["ref"], m["from"], m["to"]) for m in found["better"]
        ]

    def test_a_day_is_not_a_position(self, cli: Cli, sample: Path) -> None:
        found = json.loads(cli("compare", sample, "2025-07-03", "asat:2025-07-03", "--json")[1])
        assert (found["to"], found["better"], found["worse"], found["unchanged"]) == ("asat:2025-07-03", [], [], 61)
        code, out, _ = cli("compare", sample, "asat:2023-06-08", "2025-07-03")
        assert code == 0
        assert "From the plan as at 8 June 2023 to the position frozen for 3 July 2025:" in out
        for wrong in ("tomorrow", "asat:2026-01-01"):
            assert cli("compare", sample, wrong, "2025-07-03")[0] == 2

    def test_minutes_of_a_meeting(self, cli: Cli, sample: Path, tmp_path: Path) -> None:
        target = tmp_path / "minutes.docx"
        assert cli("minutes", sample, "--meeting", "2025-07-03", "-o", target)[0] == 0
        assert target.read_bytes()[:2] == b"PK"
        assert cli("minutes", sample, "--meeting", "2025-07-03", "-o", target)[0] == 2, "it is there already"
        assert cli("minutes", sample, "--meeting", "2025-07-04", "-o", tmp_path / "none.docx")[0] == 2

    def test_a_binder_and_a_calendar(self, cli: Cli, sample: Path, tmp_path: Path) -> None:
        assert cli("binder", sample, "-o", tmp_path / "binder.zip")[:2] == (0, f"{tmp_path / 'binder.zip'}\n")
        assert cli("binder", sample, "-o", tmp_path / "binder.zip")[0] == 2
        assert cli("calendar", sample, "-o", tmp_path / "dates.ics")[0] == 0
        assert b"BEGIN:VEVENT\r\n" in (tmp_path / "dates.ics").read_bytes()
        assert cli("calendar", sample, "--meeting", "2025-07-05", "-o", tmp_path / "none.ics")[0] == 2


class TestWords:
    @pytest.mark.parametrize("words", [("progress",), ("pack", "x"), ("nothing", "here"), ("--puce",)])
    def test_wrong_usage_is_one_line(self, cli: Cli, words: tuple[str, ...]) -> None:
        code, out, err = cli(*words)
        assert (code, out, err.count("\n")) == (2, "", 1)

    def test_the_window_without_a_screen_names_the_commands(self, cli: Cli) -> None:
        code, _, err = cli()
        assert code == 2
        assert "no screen" in err
        assert all((name in err) is not command.hidden for name, command in commands.commands.items())

    def test_as_a_program_of_its_own(self, sample: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "send_tracker", "progress", str(sample), "--json"],
            capture_output=True, cwd=REPOSITORY, check=True, encoding="utf-8",
        )  # fmt: skip
        assert json.loads(done.stdout)["all"]["actions"] == 61
        assert done.stderr == ""
