"""Drawings in a Word file: the SVG itself, sharp at any size, beside the picture for programs that cannot show it.

Word has shown SVG since 2016. It takes it from an extension of the picture ([MS-ODRAWXML], asvg:svgBlip), so that there
a chart needs no Qt to be drawn. LibreOffice 7.4 shows the picture beside it.
"""

from __future__ import annotations

import zlib
from struct import pack
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

_SVG: Final = "image/svg+xml"
_EXTENSION: Final = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{}"/>'
    "</a:ext></a:extLst>"
)


def add_vector(file: Any, shape: Any, svg: str) -> None:
    """Give a picture its drawing."""
    package = file.part.package
    name = PackURI(f"/word/media/drawing{sum(p.content_type == _SVG for p in package.iter_parts()) + 1}.svg")
    part = Part(name, _SVG, svg.encode("utf-8"), package)
    relation = file.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = next(shape._inline.iter(qn("a:blip")))
    blip.append(parse_xml(_EXTENSION.format(relation)))


def blank_png() -> bytes:
    """Return a picture of one white point, for where nothing can draw."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\x00\xff")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
