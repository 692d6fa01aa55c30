"""Make the frozen program: one folder with two programs in it, under ``dist/send-tracker``.

Usage: ``python build/freeze.py``, on the system that it is for. PyInstaller comes with the extra ``build``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import compile_forms
import make_fonts
import make_icons
import make_notices

ROOT = Path(__file__).resolve().parent.parent
MOST_MEGABYTES = 200
PLATFORM: str = sys.platform


def freeze(target: Path = ROOT / "dist") -> Path:
    """Build the program into a folder and return the program's own folder.

    Raises:
        SystemExit: PyInstaller failed, or the program became too large.
    """
    compile_forms.compile_all(ROOT)
    made = ROOT / "dist" / "made"
    make_icons.make_icons(made / "icons")
    make_fonts.make_fonts(made / "fonts")
    make_notices.make_notices(made)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--workpath", str(ROOT / "dist" / "work"), "--distpath", str(target)]
    subprocess.run([*command, str(ROOT / "build" / "send_tracker.spec")], check=True, cwd=ROOT)
    folder = target / "send-tracker"
    slim(folder)
    if megabytes(folder) > MOST_MEGABYTES:
        raise SystemExit(f"{folder} has {megabytes(folder):.0f} MB; at most {MOST_MEGABYTES} are wanted.")
    return folder


def slim(folder: Path) -> None:
    """On Linux, leave out Python's debugging notes, and keep one program under two names: they are the same there."""
    if PLATFORM.startswith("linux"):
        internal = folder / "_internal"
        found = [*internal.glob("libpython*.so*"), *internal.glob("python3*/lib-dynload/*.so")]
        subprocess.run(["strip", "--strip-debug", *(str(path) for path in found)], check=True)
        (folder / "send-tracker-cli").unlink()
        (folder / "send-tracker-cli").symlink_to("send-tracker")


def megabytes(folder: Path) -> float:
    """Return how much a folder holds; a link counts as nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def main() -> None:
    """Build it and say where it is and how large."""
    folder = freeze()
    print(f"{folder}: {megabytes(folder):.0f} MB")


if __name__ == "__main__":
    main()
