"""What other programs make of the documents: LibreOffice reads the Word files, axe-core in Chromium judges pages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from send_tracker.exchange.briefing import write_briefing
from send_tracker.exchange.paper import write_paper
from send_tracker.exchange.reader import write_reader
from send_tracker.gui.charts.svg_picture import svg_to_png
from send_tracker.services.session import Session

pytestmark = pytest.mark.external

AXE = Path("dist", "axe", "node_modules", "axe-core", "axe.min.js")
"""Where .ci/run puts it; the variable AXE_CORE names another place."""

QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
JUDGE = """axe.run().then(function (found) {
  var box = document.createElement("pre");
  box.textContent = "AXE" + JSON.stringify(
    [found.passes.length, found.violations.map(function (v) { return [v.id, v.help, v.nodes[0].html]; })]) + "EXA";
  document.body.append(box);
});"""


@pytest.mark.parametrize("write", [write_briefing, write_paper], ids=["briefing", "paper"])
def test_libreoffice_reads_the_word_file(sample: Session, tmp_path: Path, qapp: object, write: object) -> None:
    path = write(sample, tmp_path / "made.docx", draw=svg_to_png).path  # type: ignore[operator]
    program = shutil.which("libreoffice") or shutil.which("soffice")
    assert program, "LibreOffice is not installed"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(["pdftotext", "-layout", str(tmp_path / "made.pdf"), "-"], capture_output=True, check=True)
    words = " ".join(text.stdout.decode("utf-8").split())
    for wanted in ("Overall progress", "97% (59 of 61)", "52.86%", "199 days", "Page 1 of"):
        assert wanted in words


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("write", [write_briefing, write_paper, write_reader], ids=["briefing", "paper", "reader"])
def test_axe_finds_nothing(sample: Session, tmp_path: Path, write: object, dark: bool, root: Path) -> None:
    """The checker is put into a copy of the page whose policy would refuse it."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    axe = Path(os.environ.get("AXE_CORE") or root / AXE)
    if not chromium or not axe.is_file():
        pytest.skip("Chromium or axe-core is not installed")
    path = write(sample, tmp_path / "page.html").path  # type: ignore[operator]
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text(encoding="utf-8"))
    scripts = f"<script>{axe.read_text(encoding='utf-8')}</script><script>{JUDGE}</script></body>"
    judged = tmp_path / "judged.html"
    judged.write_text(text.replace("</body>", scripts), encoding="utf-8")
    scheme = [f"--blink-settings=preferredColorScheme={0 if dark else 1}"]
    command = [chromium, *QUIET, *scheme, f"--user-data-dir={tmp_path / 'chromium'}", "--virtual-time-budget=30000"]
    shown = subprocess.run([*command, "--dump-dom", judged.as_uri()], capture_output=True, check=True, timeout=120)
    found = re.search(r"AXE(\[.*\])EXA</pre>", shown.stdout.decode("utf-8"), re.DOTALL)
    assert found, "the checker did not end"
    passes, violations = json.loads(found[1])
    assert violations == []
    assert passes > 30


SEARCH = """
var field = document.querySelector(".tools input"), said = document.querySelector(".tools p"), found = [];
field.value = "speech"; field.dispatchEvent(new Event("input")); found.push(said.textContent);
document.querySelector(".tools button").click(); found.push(said.textContent);
var table = document.querySelector("table[data-tools]"), head = table.tHead.rows[0].cells[0];
head.querySelector("button").click(); head.querySelector("button").click();
found.push(head.getAttribute("aria-sort"), table.tBodies[0].rows[0].cells[0].textContent.trim());
document.body.innerHTML = "<pre>AXE" + JSON.stringify(found) + "EXA</pre>";
"""


def test_the_reader_searches_and_sorts(sample: Session, tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("Chromium is not installed")
    path = write_reader(sample, tmp_path / "reader.html").path
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", path.read_text(encoding="utf-8"))
    path.write_text(text.replace("</body>", f"<script>{SEARCH}</script></body>"), encoding="utf-8")
    command = [chromium, *QUIET, f"--user-data-dir={tmp_path / 'chromium'}", "--dump-dom", path.as_uri()]
    shown = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8")
    found = re.search(r"AXE(\[.*\])EXA", shown)
    assert found
    hidden, all_shown, order, first = json.loads(found[1])
    assert hidden == "58 of 61 rows are hidden." and all_shown == "All 61 rows are shown."
    assert (order, first.split(" ")[0]) == ("descending", "6.8")
