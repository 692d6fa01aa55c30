"""The board paper and the reader, made from the sample and read back."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from send_tracker.domain.problem import Problem
from send_tracker.exchange.paper import Cover, write_paper
from send_tracker.exchange.reader import write_reader
from send_tracker.services.session import Session
from tests.exchange.briefing.documents import Page, word_lines
from tests.exchange.conftest import SECRET


def read(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def path(sample: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reader of the sample."""
    return write_reader(sample, tmp_path_factory.mktemp("reader") / "reader.html").path


class TestPaper:
    def test_from_cover_to_appendices(self, sample: Session, tmp_path: Path) -> None:
        cover = Cover("Halfway", "Programme manager", "decision", ("Agree the new date of 4.3.",), date(2025, 7, 3))
        made = write_paper(sample, tmp_path / "paper.docx", cover=cover)
        found = word_lines(made.path)
        top = "\n".join(found[""])
        for words in (
            "Halfway",
            "Meeting: 3 July 2025",
            "Author: Programme manager",
            "Purpose: For decision",
            "Digest",
        ):
            assert words in top
        assert found["Recommendation"] == ["The board is asked to:", "Agree the new date of 4.3."]
        assert any(
            "97% (59 of 61) of actions are rated Complete or Embedded" in line for line in found["Executive summary"]
        )
        assert any(line.startswith("4.3 ") and "A ▲ Obstacles" in line for line in found["Exceptions"])
        assert sum(line.startswith(("4.3 ", "6.2 ")) for line in found["Decisions asked for"]) == 2
        titles = [s.title for s in made.document.sections]
        assert [t.partition(":")[0] for t in titles if t.startswith("Appendix")] == [
            "Appendix A", "Appendix B", "Appendix C", "Appendix D",
        ]  # fmt: skip

    def test_the_next_board_is_meant_where_none_is_named(self, sample: Session, tmp_path: Path) -> None:
        made = write_paper(sample, tmp_path / "paper.html")
        facts = dict(made.document.facts)
        assert facts["Meeting"].startswith("14 August 2025") and facts["Plan as at"] == "4 July 2025"
        assert "Position" not in facts
        assert facts["Purpose"] == "For decision", "two actions ask the board for something"

    def test_the_board_gets_its_own_wording_and_no_internal_note(self, sample: Session, tmp_path: Path) -> None:
        text = str(read(write_paper(sample, tmp_path / "paper.html").path).lines)
        assert "More educational psychologists and pathway officers" in text
        assert "agree one before the next update" not in text

    def test_an_unknown_purpose_is_refused(self, sample: Session, tmp_path: Path) -> None:
        with pytest.raises(Problem, match="is not a purpose"):
            write_paper(sample, tmp_path / "paper.html", cover=Cover(purpose="fun"))
        assert list(tmp_path.iterdir()) == []


class TestReader:
    def test_every_action_reads_without_script(self, sample: Session, path: Path) -> None:
        rows = read(path).lines["Plan"]
        register = sample.register()
        for action in register.actions:
            wanted = (f"{action.ref} {action.title}", register.scale[action.status].text)
            assert any(all(part in row for part in wanted) for row in rows), action.ref
        assert not any(u.internal_note in str(rows) for u in register.updates if u.internal_note)

    def test_only_our_own_script_may_run(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        page = Page(text)
        scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        assert len(scripts) == 1
        policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv"))
        digest = b64encode(sha256(scripts[0].encode("utf-8")).digest()).decode()
        assert f"script-src 'sha256-{digest}'" in policy
        assert "default-src 'none'" in policy

    def test_dates_and_statuses_carry_what_they_are_sorted_by(self, path: Path) -> None:
        keys = [cell["data-key"] for cell in read(path).all("td") if "data-key" in cell]
        assert "2025-06-30" in keys or any(k.startswith("2025-") for k in keys)
        assert all(re.fullmatch(r"\d{4}(-\d\d-\d\d)?|\d\d", key) for key in keys)

    def test_hostile_text_stays_text(self, hostile: Session, tmp_path: Path) -> None:
        page = read(write_reader(hostile, tmp_path / "r.html").path)
        assert page.all("img") == [] and page.unclosed == []
        assert SECRET not in str(page.lines)
        assert any("<img src=x onerror=alert(1)>" in row for row in page.lines["Plan"])

    def test_another_ending_is_refused(self, sample: Session, tmp_path: Path) -> None:
        with pytest.raises(Problem, match="does not end in"):
            write_reader(sample, tmp_path / "r.docx")
