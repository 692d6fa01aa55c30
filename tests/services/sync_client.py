"""A sync client in small: each laptop has a folder of its own, and files come and go between it and the server, late.

As the real ones do, it looks at names only, moves whole files, keeps their times, never sends ``.tmp``, and sets the
local file aside under another name where both sides have changed it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

_Version = tuple[bytes, int]
"""Content and time of change."""


@dataclass
class Server:
    """What has been uploaded."""

    files: dict[str, _Version] = field(default_factory=dict)
    set_aside: int = 0


class Client:
    """The client of one laptop."""

    def __init__(self, server: Server, folder: Path, laptop: str) -> None:
        folder.mkdir(parents=True)
        self.server, self.folder, self.laptop = server, folder, laptop
        self._known: dict[str, _Version] = {}
        while self.waiting():
            self.move(self.waiting()[0])

    def waiting(self) -> list[str]:
        """Return the files that are not the same here and on the server, by path below the folder."""
        here = {p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()}
        names = sorted({*here, *self.server.files})
        return [n for n in names if not n.endswith(".tmp") and self._here(n) != self.server.files.get(n)]

    def move(self, name: str) -> bytes | None:
        """Bring one file up to date on the side that lags behind; return what was uploaded, if that is what it did."""
        here, there, known = self._here(name), self.server.files.get(name), self._known.get(name)
        if here is not None and there is not None and known not in (here, there):
            path = self.folder / name
            path.replace(path.with_name(f"{path.stem}-{self.laptop}{path.suffix}"))
            self.server.set_aside += 1
            here = None
        if here is not None and there in (None, known):
            self.server.files[name] = self._known[name] = here
            return here[0]
        if there is not None:
            self._download(name, there)
        return None

    def _here(self, name: str) -> _Version | None:
        path = self.folder / name
        return (path.read_bytes(), path.stat().st_mtime_ns) if path.exists() else None

    def _download(self, name: str, version: _Version) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        part = path.with_name(path.name + ".tmp")
        part.write_bytes(version[0])
        os.utime(part, ns=(version[1], version[1]))
        part.replace(path)
        self._known[name] = version
