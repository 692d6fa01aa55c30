"""Pack the frozen program for this system: installer and portable archive.

Usage: ``python build/make_installers.py``, after ``build/freeze.py``. Windows needs Inno Setup 6.3 (``ISCC``), Linux
``dpkg-deb``; macOS gets its bundle as an archive.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import frozen_parts as parts
from make_deb import make_deb
from send_tracker import __version__
from send_tracker.components import PROJECT
from send_tracker.user_folder import PORTABLE_MARK

ROOT = Path(__file__).resolve().parent.parent
PLATFORM: str = sys.platform
PORTABLE_WORDS = """This file makes SEND Tracker portable: settings, backups and logs are kept in the folder "data"
beside it, and nothing is left on the computer. Take the file away, and they are kept in your profile as usual.
"""


def make_portable(program: Path, target: Path, level: int = 6) -> Path:
    """Pack a frozen program with the mark that keeps settings beside it; a zip for Windows, tar.gz elsewhere.

    Args:
        program: the folder of the frozen program.
        target: where the archive goes.
        level: how hard it is packed, 1 to 9.
    """
    name = f"{PROJECT}-{__version__}-portable"
    words = PORTABLE_WORDS.encode()
    if PLATFORM == "win32":
        path = target / f"{name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as packed:
            packed.writestr(f"{name}/{PORTABLE_MARK}", words)
            for file in sorted(program.rglob("*")):
                packed.write(file, Path(name, file.relative_to(program)))
        return path
    path = target / f"{name}.tar.gz"
    with tarfile.open(path, "w:gz", compresslevel=level) as archive:
        archive.add(program, name)
        mark = tarfile.TarInfo(f"{name}/{PORTABLE_MARK}")
        mark.size = len(words)
        archive.addfile(mark, io.BytesIO(words))
    return path


def inno_command(compiler: str, program: Path, target: Path) -> list[str]:
    """Return the call of Inno Setup with all that its script asks for."""
    icons = ROOT / "dist" / "made" / "icons"
    values = {
        "Version": __version__,
        "Numbers": ".".join(str(number) for number in parts.version_numbers()),
        "Source": program,
        "Target": target,
        "Icon": icons / f"{PROJECT}.ico",
        "FileIcon": icons / f"{PROJECT}-file.ico",
    }
    script = ROOT / "build" / "windows" / f"{PROJECT}.iss"
    return [compiler, "/Qp", *(f"/D{name}={value}" for name, value in values.items()), str(script)]


def make_installer(program: Path, target: Path) -> Path:
    """Make this system's installer and return its path.

    Raises:
        SystemExit: a program that makes it is missing.
    """
    if PLATFORM == "win32":
        compiler = shutil.which("ISCC") or shutil.which("iscc")
        if compiler is None:
            raise SystemExit("Inno Setup 6.3 is needed: put the folder of ISCC.exe on the PATH.")
        subprocess.run(inno_command(compiler, program, target), check=True)
        return target / f"{PROJECT}-{__version__}-setup.exe"
    if PLATFORM == "darwin":
        path = target / f"{PROJECT}-{__version__}-macos.zip"
        subprocess.run(["ditto", "-c", "-k", "--keepParent", str(target / "SEND Tracker.app"), str(path)], check=True)
        return path
    return make_deb(program, target)


def main() -> None:
    """Make both and say where they are."""
    target = ROOT / "dist"
    program = target / PROJECT
    if not program.is_dir():
        raise SystemExit("Freeze the program first: python build/freeze.py")
    print(make_installer(program, target))
    if PLATFORM != "darwin":
        print(make_portable(program, target))


if __name__ == "__main__":
    main()
