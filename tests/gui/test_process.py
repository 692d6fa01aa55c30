"""The program as a process of its own: it opens its window, shows every page, is closed, and ends cleanly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from send_tracker import bootstrap
from send_tracker.gui import app
from send_tracker.gui.opener import Opener

make = app.open_window

def watched(path, opener, preferences):
    window = make(path, opener, preferences)
    for wait, key in ((300, "overview"), (900, "evidence"), (1300, "plan")):
        QTimer.singleShot(wait, window, lambda key=key: window.show_page(key))
    QTimer.singleShot(1700, window, window.close)
    return window

app.open_window = watched
data, back_up = Path(sys.argv[2]), bootstrap.back_up_now
opener = Opener(bootstrap.open_tracker, bootstrap.create_tracker, None, bootstrap.last_backup, data, [], back_up)
sys.exit(app.run(Path(sys.argv[1]), opener))
"""


def test_it_ends_cleanly(sample_file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(sample_file), str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Traceback" not in done.stderr
