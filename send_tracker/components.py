"""What the program is made of: the libraries shipped with it, their versions, licences and licence texts.

It is read from the notes that each installed distribution brings along, in a checkout and in the frozen program
alike, so that Help, the licences in the build and the bill of materials cannot differ.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

PROJECT = "send-tracker"
FONT = "inter"
NOT_SHIPPED = frozenset({"pip"})
"""Needed by a library for something that we do not use, and left out of the frozen program."""

_EXTRA = re.compile(r"\bextra\s*==")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TEXT_NAMES = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE)
_CLASSIFIER = "License :: "


@dataclass(frozen=True, slots=True)
class Component:
    """One library as it is installed.

    Attributes:
        name: its name in the package index, normalised.
        version: its version.
        licence: what it says its licence is; empty if it does not say.
        needs: names of those that it needs in turn.
        texts: its licence files, each with its name inside the distribution.
    """

    name: str
    version: str
    licence: str
    needs: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


def components() -> tuple[Component, ...]:
    """Return every library that the installed program needs, by name; extras for developers are left out."""
    found: dict[str, Component] = {}
    waiting = list(_needs(PROJECT))
    while waiting:
        name = waiting.pop()
        if name in found or name in NOT_SHIPPED:
            continue
        try:
            found[name] = component(name)
        except metadata.PackageNotFoundError:  # needed on another system only, such as colorama on Windows
            continue
        waiting += found[name].needs
    return tuple(found[name] for name in sorted(found))


def python_component() -> Component:
    """Return the Python that runs this; a frozen program ships it too."""
    return Component("python", platform.python_version(), "PSF-2.0")


def font_component(folder: Path) -> tuple[Component, ...]:
    """Return the font that ``build/make_fonts.py`` put into a folder of the frozen program; nothing where none is."""
    licence, version = folder / "OFL.txt", folder / "version.txt"
    if not licence.is_file() or not version.is_file():
        return ()
    texts = ((licence.name, licence.read_text(encoding="utf-8")),)
    return (Component(FONT, version.read_text(encoding="utf-8").strip(), "OFL-1.1", texts=texts),)


def component(name: str) -> Component:
    """Return one installed library.

    Raises:
        PackageNotFoundError: it is not installed.
    """
    distribution = metadata.distribution(name)
    return Component(
        name, distribution.version, _licence(distribution), tuple(_needs(name)), tuple(_texts(distribution))
    )


def _needs(name: str) -> Iterator[str]:
    try:
        wishes = metadata.distribution(name).requires or []
    except metadata.PackageNotFoundError:
        return
    for wish in wishes:
        found = _NAME.match(wish)
        if found and not _EXTRA.search(wish):
            yield normal_name(found[0])


def normal_name(name: str) -> str:
    """Return a distribution's name as the package index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(distribution: metadata.Distribution) -> str:
    """Return the licence expression; older packages have a free text, or only a classifier."""
    notes = distribution.metadata
    for value in (*(notes.get_all("License-Expression") or []), *(notes.get_all("License") or [])):
        if value and "\n" not in value and len(value) < 100:
            return str(value).strip()
    named = [c.rsplit(" :: ", 1)[-1] for c in notes.get_all("Classifier") or [] if c.startswith(_CLASSIFIER)]
    return ", ".join(named)


def _texts(distribution: metadata.Distribution) -> Iterator[tuple[str, str]]:
    for file in distribution.files or []:
        path = file.as_posix()
        if ".dist-info/" in path and _TEXT_NAMES.search(path):
            try:
                yield path.partition(".dist-info/")[2], file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
