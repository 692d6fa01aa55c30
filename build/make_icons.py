"""Render the program's icons from its own SVG drawings: PNG for Linux, ICO for Windows, ICNS for macOS.

Usage: ``python build/make_icons.py [FOLDER]``. Nothing of it is committed.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWINGS = ("send-tracker", "send-tracker-file")
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
ICO_SIZES = tuple(size for size in SIZES if size <= 256)
ICNS_TYPES: Mapping[int, Sequence[bytes]] = {
    16: (b"icp4",),
    32: (b"icp5", b"ic11"),
    64: (b"ic12",),
    128: (b"ic07",),
    256: (b"ic08", b"ic13"),
    512: (b"ic09", b"ic14"),
    1024: (b"ic10",),
}
"""Which entries of an ICNS file a picture of this size is for."""


def make_icons(folder: Path) -> list[Path]:
    """Write ``NAME-SIZE.png``, ``NAME.ico`` and ``NAME.icns`` for each drawing, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for name in DRAWINGS:
        pictures = render(ROOT / "resources" / "app" / f"{name}.svg")
        files = {f"{name}-{size}.png": data for size, data in pictures.items()}
        files[f"{name}.ico"] = ico({size: pictures[size] for size in ICO_SIZES})
        files[f"{name}.icns"] = icns(pictures)
        for file, data in files.items():
            (folder / file).write_bytes(data)
            made.append(folder / file)
    return made


def render(drawing: Path, sizes: Sequence[int] = SIZES) -> dict[int, bytes]:
    """Return a drawing as PNG files of these sizes, in pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawn = QSvgRenderer(str(drawing))
    if not drawn.isValid():
        raise SystemExit(f"{drawing} is not an SVG drawing")
    found = {}
    for size in sizes:
        picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        drawn.render(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub asks for bytes, its code for text
        found[size] = bytes(buffer.data().data())
    return found


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Return a Windows icon that holds PNG pictures: a directory of 16 bytes each, then the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    entries, body = b"", b""
    for size, data in sorted(pictures.items()):
        # A byte holds up to 255, and 0 stands for 256.
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at + len(body))
        body += data
    return head + entries + body


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """Return a macOS icon: a length, then each PNG picture after its type and length."""
    body = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
        for size, kinds in ICNS_TYPES.items()
        for kind in kinds
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main() -> None:
    """Write the icons into the folder that was named, else into ``dist/icons``."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "icons"
    print("\n".join(str(path) for path in make_icons(folder)))


if __name__ == "__main__":
    main()
