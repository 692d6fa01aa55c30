"""The house's own rules, checked: imports, build folder, generated code, Qt's reference counts, no network."""

from __future__ import annotations

import ast
import socket  # noqa: TID251
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

# logging.handlers is not listed: it imports socket, but the rotating handler we use opens none.
NETWORK_MODULES = {
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "xmlrpc",
}

REFERENCES_AFTER_VOID_CALLS = """
import sys
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(100):
    thing.blockSignals(False); thing.setObjectName("x")
before = sys.getrefcount(None)
for _ in range(5_000):
    thing.setObjectName("x")
print(sys.getrefcount(None) - before)
"""


def test_import_contracts_hold(root: Path) -> None:
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"]
    result = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_build_folder_is_no_package(root: Path) -> None:
    assert not [path.name for path in (root / "build").rglob("__*__.py")]
    ignored = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert not [line for line in ignored if line.strip("/*") == "build"]


def test_generated_forms_are_not_committed(root: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-c", "safe.directory=*", "ls-files", "send_tracker/gui/forms"]
    tracked = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True).stdout
    assert tracked == ""
    assert "/send_tracker/gui/forms/" in (root / ".gitignore").read_text(encoding="utf-8").split()


def test_no_reference_to_none_is_lost_by_void_calls() -> None:
    """PySide6 6.12 on Python 3.11 drops one for each call and dies: decisions/0004."""
    command = [sys.executable, "-c", REFERENCES_AFTER_VOID_CALLS]
    lost = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert abs(int(lost)) < 100


def test_tests_cannot_open_a_connection() -> None:
    with pytest.raises((SocketBlockedError, UserWarning)):  # pytest-socket warns first, and warnings are errors
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def test_no_module_imports_the_network(root: Path) -> None:
    guilty = [
        f"{path.relative_to(root)}: {name}"
        for path in sorted((root / "send_tracker").rglob("*.py"))
        for name in _imported(path)
        if _parents(name) & NETWORK_MODULES
    ]
    assert guilty == []


def test_versions_agree(root: Path) -> None:
    """The form compiler is the Qt that the constraints name, and every dependency is constrained."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lines = (root / "build" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    names = {name.lower().replace("_", "-"): version for name, version in pinned.items()}
    assert f"PySide6-Essentials=={names['pyside6-essentials']}" in project["build-system"]["requires"]
    extras = project["project"]["optional-dependencies"]
    wanted = [*project["project"]["dependencies"], *extras["dev"], *extras["build"]]
    assert not [wish for wish in wanted if wish.split(">")[0].lower() not in names]


def test_ci_runs_the_command_of_the_readme(root: Path) -> None:
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    readme = (root / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line for line in readme if line.startswith("python3 -m venv")]
    assert len(commands) == 2
    assert commands[1] in script.splitlines()


def test_no_package_source_is_named(root: Path) -> None:
    """Where packages come from is the machine's business, never the project's."""
    files = [root / "pyproject.toml", root / "build" / "constraints.txt", root / ".ci" / "run", root / "README.md"]
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not [word for word in ("--index-url", "--extra-index-url", "--find-links", "pypi.org") if word in text]


def _imported(path: Path) -> set[str]:
    """Return every module that ``path`` imports, with imported names joined on: ``from urllib import request``."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _parents(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
