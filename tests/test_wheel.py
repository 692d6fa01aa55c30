"""The wheel holds everything, and works where there is no checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest
from packaging.version import Version

from send_tracker import __version__


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source package and the wheel made from it, as a release makes them."""
    root = Path(__file__).resolve().parent.parent
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(root)]
    _run(command, folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    [path] = built.glob("*.whl")
    return path


def test_wheel_holds_the_package_its_forms_and_its_resources(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    forms = {f"send_tracker/gui/forms/ui_{form.stem}.py" for form in (root / "ui").glob("*.ui")}
    shipped = {
        f"send_tracker/{path.relative_to(root).as_posix()}"
        for path in (root / "resources").rglob("*")
        if path.is_file() and path.name != "README.md" and path.suffix != ".qrc"
    }
    modules = {path.relative_to(root).as_posix() for path in (root / "send_tracker").rglob("*.py")}
    assert not (forms | shipped | modules) - names
    assert "send_tracker/gui/forms/__init__.py" in names


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"send_tracker"}
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "__pycache__" in name]


def test_source_package_holds_no_generated_code(built: Path) -> None:
    [path] = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert not [name for name in names if name.startswith("send_tracker/gui/forms")]
    assert {"build/compile_forms.py", "build/hatch_hook.py", "build/constraints.txt", "README.md", "LICENSE"} <= set(
        names
    )


def test_neither_package_holds_anything_of_this_machine(built: Path, wheel: Path, root: Path) -> None:
    [source] = built.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        texts = {entry.name: archive.extractfile(entry) for entry in archive.getmembers() if entry.isfile()}
        contents = {name: file.read() for name, file in texts.items() if file is not None}
    with zipfile.ZipFile(wheel) as packed:
        contents |= {name: packed.read(name) for name in packed.namelist()}
    places = [str(path).encode() for path in (root, Path.home(), Path(sys.prefix)) if len(path.parts) > 2]
    assert not [name for name, data in contents.items() if any(place in data for place in places)]
    endings = (".pyc", ".so", ".pyd", ".sendtracker", ".db", ".exe", ".ico", ".icns", ".deb", ".log")
    assert not [name for name in contents if name.endswith(endings)]
    assert not [name for name in contents if {"dist", ".venv", "work", "made"} & set(Path(name).parts[1:-1])]
    assert any(name.endswith("/build/send_tracker.spec") for name in contents), "a release can be made from it"


def test_both_bear_the_one_version(built: Path) -> None:
    version = Version(__version__)  # as pip writes it: 1.0.0-rc.1 is 1.0.0rc1 there
    assert {path.name for path in built.iterdir()} == {
        f"send_tracker-{version}.tar.gz",
        f"send_tracker-{version}-py3-none-any.whl",
    }


def test_demo_runs_from_the_wheel_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    programs = _install(wheel, tmp_path / "environment")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    where = _run([str(python), "-c", "import send_tracker; print(send_tracker.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(tmp_path)

    target = tmp_path / "out"
    said = _run([str(programs / "send-tracker"), "demo", "--no-window", "--to", str(target)], tmp_path)

    written = [Path(line) for line in said.splitlines()]
    assert all((tmp_path / path).is_file() for path in written), said
    assert {".sendtracker", ".xlsx", ".png"} <= {path.suffix for path in written}


def _install(wheel: Path, environment: Path) -> Path:
    """Install ``wheel`` alone into a new environment and return its folder of programs.

    The libraries are lent from this environment by a path file. Python does not follow the path files that lie in a
    folder so lent, so the editable install is not lent with them and no checkout can be found.
    """
    _run([sys.executable, "-m", "venv", "--without-pip", str(environment)], environment.parent)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    _run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], environment.parent)
    packages = _run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], environment.parent)
    lent = Path(packages.strip(), "lent.pth")
    lent.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def _run(command: list[str], folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
