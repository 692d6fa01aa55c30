"""Take the font of the design, Inter, into the frozen program, where the building machine has it.

No font file is committed. Debian's package ``fonts-inter`` has the three that are wanted; elsewhere lay them, as
``.otf`` or ``.ttf``, into ``dist/fonts``. Without them the program uses the font of the system, as it always may.

Usage: ``python build/make_fonts.py [FOLDER]``.
"""

from __future__ import annotations

import shutil
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FACES = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold")
PLACES = (ROOT / "dist" / "fonts", Path("/usr/share/fonts/opentype/inter"), Path("/usr/share/fonts/truetype/inter"))
COPYRIGHT, VERSION = 0, 5
"""Numbers of entries in a font's table of names (OpenType specification, "name")."""
_WINDOWS = 3


def make_fonts(target: Path, places: Iterable[Path] = PLACES) -> list[Path]:
    """Put the three faces, their version and their licence into a folder; return the faces, none where none is."""
    shutil.rmtree(target, ignore_errors=True)
    found = next((faces for place in places if (faces := faces_in(place))), [])
    if not found:
        return []
    target.mkdir(parents=True)
    data = found[0].read_bytes()
    version = name_of(data, VERSION).removeprefix("Version ").split(";")[0]
    licence = (ROOT / "resources" / "licences" / "OFL-1.1.txt").read_text(encoding="utf-8")
    for name, text in (("version.txt", version + "\n"), ("OFL.txt", f"{name_of(data, COPYRIGHT)}\n\n{licence}")):
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return [Path(shutil.copyfile(path, target / path.name)) for path in found]


def faces_in(place: Path) -> list[Path]:
    """Return the three faces that a folder holds; nothing unless it holds all of them."""
    found = [next((p for e in (".otf", ".ttf") if (p := place / f"{face}{e}").is_file()), None) for face in FACES]
    return [path for path in found if path] if all(found) else []


def name_of(font: bytes, wanted: int) -> str:
    """Return an entry of a font's table of names, in the words that Windows is given; "" if there is none."""
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(tables))
    start = next((at for tag, _sum, at, _length in entries if tag == b"name"), None)
    if start is None:
        return ""
    count, strings = struct.unpack_from(">HH", font, start + 2)
    for number in range(count):
        platform, _encoding, _language, name, length, at = struct.unpack_from(">6H", font, start + 6 + 12 * number)
        if (platform, name) == (_WINDOWS, wanted):
            begins = start + strings + at
            return font[begins : begins + length].decode("utf-16-be")
    return ""


def main() -> None:
    """Put them into the folder that was named, else into ``dist/made/fonts``, and say what was found."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "made" / "fonts"
    print("\n".join(map(str, make_fonts(folder))) or "Inter is not on this machine: the program will use the system's.")


if __name__ == "__main__":
    main()
