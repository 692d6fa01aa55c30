"""Make the Debian package of the frozen program. Usage: ``python build/make_deb.py``, after ``build/freeze.py``."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from send_tracker import APP_NAME, __version__  # noqa: E402
from send_tracker.components import PROJECT  # noqa: E402
from send_tracker.qt_check import QT_LIBRARIES, WINDOW_LIBRARIES  # noqa: E402

FILE_TYPE_ICON = "application-vnd.send-tracker"
CONTROL = """Package: {package}
Version: {version}
Architecture: {architecture}
Section: misc
Priority: optional
Maintainer: SEND Tracker contributors <nobody@localhost>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: libcups2
Description: offline tracker for a local area's SEND improvement plan
 SEND Tracker keeps an improvement plan with its priority areas, outcomes,
 actions, ratings, reasons and evidence in one file, with every change and
 its date, and writes the board pack from it. It makes no network connection.
"""


def make_deb(program: Path = ROOT / "dist" / PROJECT, target: Path = ROOT / "dist") -> Path:
    """Build the package of a frozen program into a folder and return its path."""
    staging = ROOT / "dist" / "work" / "deb"
    shutil.rmtree(staging, ignore_errors=True)
    stage(program, ROOT / "dist" / "made" / "icons", staging)
    path = target / f"{PROJECT}_{debian_version()}_{architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build", str(staging), str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


def stage(program: Path, icons: Path, staging: Path) -> None:
    """Lay everything out as it will lie on the system."""
    shutil.copytree(program, staging / "usr" / "lib" / PROJECT, symlinks=True)
    programs = staging / "usr" / "bin"
    programs.mkdir(parents=True)
    for name in (PROJECT, f"{PROJECT}-cli"):
        (programs / name).symlink_to(Path("..", "lib", PROJECT, name))
    share = staging / "usr" / "share"
    _copy(ROOT / "build" / "linux" / f"{PROJECT}.desktop", share / "applications" / f"{PROJECT}.desktop")
    _copy(ROOT / "build" / "linux" / f"{PROJECT}.xml", share / "mime" / "packages" / f"{PROJECT}.xml")
    _copy(ROOT / "LICENSE", share / "doc" / PROJECT / "copyright")
    for drawing, kind, name in ((PROJECT, "apps", PROJECT), (f"{PROJECT}-file", "mimetypes", FILE_TYPE_ICON)):
        _icons(drawing, kind, name, icons, share / "icons" / "hicolor")
    control = staging / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(control_text(staging), encoding="utf-8", newline="\n")
    for path in staging.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _icons(drawing: str, kind: str, name: str, made: Path, theme: Path) -> None:
    _copy(ROOT / "resources" / "app" / f"{drawing}.svg", theme / "scalable" / kind / f"{name}.svg")
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        _copy(made / f"{drawing}-{size}.png", theme / f"{size}x{size}" / kind / f"{name}.png")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def control_text(staging: Path) -> str:
    """Return the package's own description."""
    size = sum(path.stat().st_size for path in staging.rglob("*") if path.is_file() and not path.is_symlink())
    return CONTROL.format(
        package=PROJECT,
        version=debian_version(),
        architecture=architecture(),
        kilobytes=size // 1024,
        depends=", ".join(depends()),
        name=APP_NAME,
    )


def depends() -> list[str]:
    """Return what must be installed: the C library of this system or newer, and what Qt links to."""
    libc = platform.libc_ver()[1]
    listed = sorted({*QT_LIBRARIES.values(), *WINDOW_LIBRARIES.values()})
    return [f"libc6 (>= {libc})" if libc else "libc6", "libstdc++6", *listed]


def debian_version(version: str = __version__) -> str:
    """Return a semantic version as Debian sorts it: what comes before a release has a tilde."""
    return re.sub(r"-", "~", version, count=1)


def architecture() -> str:
    """Return Debian's word for this machine."""
    return subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    print(make_deb())
