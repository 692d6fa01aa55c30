"""The frozen program, really built and run where there is no Python: its steps, its installer, its portable archive.

Freezing takes a minute, so these are external, and one process runs them all.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

pytest.importorskip("PyInstaller")  # the extra "build"; .ci/run installs it

import freeze
import make_deb
import make_fonts
import make_installers

pytestmark = [
    pytest.mark.external,
    pytest.mark.xdist_group("frozen"),
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="the recipe of this system is in docs/hand-tests.md"
    ),
]
MOST_MEGABYTES = 200


@pytest.fixture(scope="module")
def program() -> Path:
    """The folder of the frozen program."""
    return freeze.freeze()


def run(program: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a frozen program with nothing of Python around it: no PATH, no variable of ours."""
    environment = {"HOME": str(home), "LANG": "C.UTF-8", "PATH": "/nonexistent"}
    command = [str(program), *words]
    return subprocess.run(
        command, env=environment, cwd=home, capture_output=True, encoding="utf-8", timeout=300, check=False
    )


def passes_self_test(program: Path, home: Path) -> None:
    done = run(program, "self-test", "--json", home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert said["works"] and {"Sample programme", "Board pack", "Window", "Plan page"} <= {
        step["step"] for step in said["steps"]
    }


def test_it_is_small_and_holds_nothing_that_connects(program: Path) -> None:
    assert freeze.megabytes(program) < MOST_MEGABYTES
    names = {path.name for path in program.rglob("*")}
    assert not [name for name in names if "Network" in name or name.startswith(("libssl", "_ssl", "libQt6Qml"))]
    assert {"send-tracker", "send-tracker-cli", "sbom.cdx.json"} <= names
    licences = program / "_internal" / "licences"
    shipped = {path.stem for path in (program / "_internal" / "send_tracker" / "resources" / "fonts").glob("Inter*")}
    assert shipped == {path.stem for place in make_fonts.PLACES for path in make_fonts.faces_in(place)}
    assert (licences / "LGPL-3.0.txt").is_file() and list(licences.glob("numpy-*/LICENSE*"))


def test_it_makes_the_sample_and_the_pack_with_no_python(program: Path, tmp_path: Path) -> None:
    done = run(program / "send-tracker-cli", "demo", "--no-window", "--to", "out", home=tmp_path)
    assert done.returncode == 0, done.stderr
    made = [tmp_path / line for line in done.stdout.splitlines()]
    assert all(path.is_file() for path in made) and {".sendtracker", ".xlsx", ".png"} <= {p.suffix for p in made}
    tracker = next(str(path) for path in made if path.suffix == ".sendtracker")
    counted = json.loads(run(program / "send-tracker-cli", "progress", tracker, "--json", home=tmp_path).stdout)
    assert counted["all"]["actions"] == 61
    register = tmp_path / "plan.xlsx"
    done = run(program / "send-tracker-cli", "export", tracker, "--what", "actions", "-o", str(register), home=tmp_path)
    assert done.returncode == 0, done.stderr
    back = run(program / "send-tracker-cli", "import", tracker, str(register), "--json", home=tmp_path)
    assert json.loads(back.stdout)["unchanged"] == 61, back.stderr


def test_it_opens_every_page(program: Path, tmp_path: Path) -> None:
    passes_self_test(program / "send-tracker-cli", tmp_path)
    assert not list(tmp_path.rglob("*.sendtracker")), "nothing of it is left"


def test_without_a_screen_the_window_says_so_in_one_line(program: Path, tmp_path: Path) -> None:
    done = run(program / "send-tracker", home=tmp_path)
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), done.stderr
    assert "no screen" in done.stderr


def test_the_debian_package_installs_and_works(program: Path, tmp_path: Path) -> None:
    """Installed by dpkg into a root of its own, so that this machine stays as it is."""
    package = make_deb.make_deb(program, tmp_path)
    root = tmp_path / "root"
    for folder in ("info", "updates", "triggers", "parts"):
        (root / "var/lib/dpkg" / folder).mkdir(parents=True)
    for name in ("status", "available"):
        (root / "var/lib/dpkg" / name).touch()
    force = ["--force-not-root", "--force-depends", f"--log={tmp_path / 'log'}"]
    command = ["dpkg", f"--root={root}", *force, "--install", str(package)]
    path = os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/sbin"])  # dpkg wants ldconfig on it
    done = subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr

    assert {"applications/send-tracker.desktop", "mime/packages/send-tracker.xml"} <= _under(root / "usr/share")
    assert "icons/hicolor/48x48/mimetypes/application-vnd.send-tracker.png" in _under(root / "usr/share")
    owners = subprocess.run(["dpkg-deb", "-c", str(package)], capture_output=True, encoding="utf-8", check=True).stdout
    assert all(" root/root " in line for line in owners.splitlines())
    passes_self_test(root / "usr/bin/send-tracker-cli", tmp_path)


def test_every_package_it_depends_on_exists_here() -> None:
    for wish in make_deb.depends():
        name = wish.split(" ")[0]
        assert subprocess.run(["dpkg-query", "-W", name], capture_output=True, check=False).returncode == 0, name


def test_the_portable_program_leaves_nothing_in_the_profile(program: Path, tmp_path: Path) -> None:
    archive = make_installers.make_portable(program, tmp_path, level=1)
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "stick", filter="data")
    archive.unlink()
    [folder] = (tmp_path / "stick").iterdir()
    home = tmp_path / "home"
    home.mkdir()
    tracker = tmp_path / "plan.sendtracker"
    assert run(folder / "send-tracker-cli", "new", str(tracker), home=home).returncode == 0
    (folder / "data").mkdir(exist_ok=True)
    shutil.copy(tracker, tmp_path / "copy.sendtracker")
    done = run(folder / "send-tracker-cli", "combine", str(tracker), str(tmp_path / "copy.sendtracker"), home=home)
    assert done.returncode == 0, done.stderr
    assert not list(home.rglob("*"))
    assert "backups/plan" in _under(folder / "data")


def _under(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
