"""Shipped files are found from a checkout and from an installed package alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from send_tracker import resource_files


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    resource_files.resources_folder.cache_clear()
    yield
    resource_files.resources_folder.cache_clear()


def test_checkout_reads_them_where_they_lie(root: Path) -> None:
    assert resource_files.resource("samples") == root / "resources" / "samples"


def test_installed_package_reads_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("resources", "send_tracker/resources"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "send_tracker" / "resources" / "note.txt").write_text("“Ours”", encoding="utf-8")
    monkeypatch.setattr(resource_files, "__file__", str(tmp_path / "send_tracker" / "resource_files.py"))
    assert resource_files.resource_text("note.txt") == "“Ours”"


def test_broken_installation_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource_files, "__file__", str(tmp_path / "send_tracker" / "resource_files.py"))
    with pytest.raises(FileNotFoundError):
        resource_files.resource("icons")
