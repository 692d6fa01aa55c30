"""What goes into a release: icons, version, licences, bill of materials, installers' recipes."""

from __future__ import annotations

import ast
import configparser
import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

import frozen_parts
import make_deb
import make_fonts
import make_icons
import make_installers
import make_notices
from send_tracker import __version__
from send_tracker.components import NOT_SHIPPED, components, font_component


@pytest.fixture(scope="module")
def icons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    make_icons.make_icons(folder)
    return folder


def test_icons_are_drawn_in_every_size(icons: Path) -> None:
    for name in make_icons.DRAWINGS:
        for size in make_icons.SIZES:
            picture = QImage(str(icons / f"{name}-{size}.png"))
            assert (picture.width(), picture.height()) == (size, size)
            assert picture.pixelColor(size // 2, size // 2).alpha() > 0 and picture.pixelColor(0, 0).alpha() == 0


def test_the_windows_icon_holds_each_size_once(icons: Path) -> None:
    data = (icons / "send-tracker.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", data)
    entries = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * number) for number in range(count)]
    assert kind == 1 and [entry[0] or 256 for entry in entries] == sorted(make_icons.ICO_SIZES)
    for *_, length, at in entries:
        assert QImage.fromData(data[at : at + length]).width() in make_icons.ICO_SIZES


def test_the_macos_icon_adds_up(icons: Path) -> None:
    data = (icons / "send-tracker.icns").read_bytes()
    assert data[:4] == b"icns" and struct.unpack(">I", data[4:8])[0] == len(data)


@pytest.mark.parametrize(
    ("target", "source", "wanted"),
    [
        ("PySide6/Qt/lib/libQt6Network.so.6", "", False),
        ("PySide6\\Qt6Qml.dll", "", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", "", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", "", False),
        ("PySide6/plugins/tls/qschannelbackend.dll", "", False),
        ("PySide6/plugins/platforms/qwindows.dll", "", True),
        ("PySide6/Qt/translations/qtbase_de.qm", "", False),
        ("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6", False),
        ("libsqlite3.so.0", "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0", True),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", True),
        ("send_tracker/resources/icons/plus.svg", "", True),
    ],
)
def test_what_is_left_out_of_the_frozen_program(target: str, source: str, wanted: bool) -> None:
    assert frozen_parts.is_wanted(target, source) is wanted


def test_the_version_comes_from_one_place() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?", __version__)
    assert frozen_parts.version_numbers("1.20.3-rc.1") == (1, 20, 3, 0)
    assert make_deb.debian_version("1.2.0-rc.1") == "1.2.0~rc.1"
    text = frozen_parts.version_text("send-tracker-cli")
    ast.parse(text)
    assert __version__ in text and "send-tracker-cli.exe" in text
    assert frozen_parts.info_plist()["CFBundleShortVersionString"] == __version__


def test_every_shipped_library_has_a_licence_and_its_text(tmp_path: Path) -> None:
    shipped = components()
    names = {one.name for one in shipped}
    assert {"pyside6-essentials", "shiboken6", "numpy", "openpyxl", "et-xmlfile", "click"} <= names
    assert not names & {"pytest", "ruff", "pyinstaller", *NOT_SHIPPED}
    assert not [one.name for one in shipped if not one.licence]
    make_notices.make_notices(tmp_path)
    for one in shipped:
        assert list((tmp_path / "licences" / f"{one.name}-{one.version}").iterdir()), one.name


def test_the_bill_of_materials_is_whole_and_the_same_each_time() -> None:
    shipped = components()
    bill = make_notices.bill_of_materials(shipped)
    assert bill == make_notices.bill_of_materials(shipped)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    references = {one["bom-ref"] for one in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    assert len(references) == len(shipped) + 1
    named = {ref for entry in bill["dependencies"] for ref in (entry["ref"], *entry["dependsOn"])}
    assert named == references
    text = json.dumps(bill)
    assert str(Path.cwd()) not in text and not re.search(r"\d\d:\d\d:\d\d", text), "no place and no time"


def font_file(names: dict[int, str]) -> bytes:
    """Return as much of a font as its table of names needs."""
    strings = b"".join(text.encode("utf-16-be") for text in names.values())
    entries, at = b"", 0
    for number, text in names.items():
        entries += struct.pack(">6H", 3, 1, 0x809, number, len(text) * 2, at)
        at += len(text) * 2
    table = struct.pack(">3H", 0, len(names), 6 + len(entries)) + entries + strings
    return b"OTTO" + struct.pack(">4H", 1, 0, 0, 0) + struct.pack(">4s3L", b"name", 0, 28, len(table)) + table


def test_the_font_of_the_design_goes_along_with_its_licence_where_it_is(tmp_path: Path) -> None:
    empty, kept, made = tmp_path / "empty", tmp_path / "kept", tmp_path / "made" / "fonts"
    assert make_fonts.make_fonts(made, [empty]) == [] and not font_component(made)
    kept.mkdir()
    for face in make_fonts.FACES[:2]:
        (kept / f"{face}.otf").write_bytes(font_file({0: "Copyright of its authors", 5: "Version 4.1;more"}))
    assert make_fonts.make_fonts(made, [kept]) == [], "all three or none"
    (kept / "Inter-SemiBold.ttf").write_bytes(b"\0\1\0\0" + bytes(8))
    assert [path.stem for path in make_fonts.make_fonts(made, [empty, kept])] == list(make_fonts.FACES)
    [font] = font_component(made)
    assert (font.name, font.version, font.licence) == ("inter", "4.1", "OFL-1.1")
    assert font.texts[0][1].startswith("Copyright of its authors\n\nSIL OPEN FONT LICENSE")

    make_notices.make_notices(made.parent)
    assert (made.parent / "licences" / "inter-4.1" / "OFL.txt").is_file()
    bill = json.loads((made.parent / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert "pkg:generic/inter@4.1" in {one["bom-ref"] for one in bill["components"]}
    assert {Path(source).name for source, _to in frozen_parts.fonts(made.parent)} >= {"OFL.txt", "Inter-Regular.otf"}


def test_the_windows_installer_asks_for_no_administrator(root: Path) -> None:
    script = (root / "build" / "windows" / "send-tracker.iss").read_text(encoding="utf-8")
    assert "PrivilegesRequired=lowest" in script and "HKLM" not in script and "{localappdata}" in script
    assert r"Software\Classes\.sendtracker" in script
    given = {
        word[2:].partition("=")[0]
        for word in make_installers.inno_command("ISCC", Path("a"), Path("b"))
        if word.startswith("/D")
    }
    assert set(re.findall(r"\{#(\w+)\}", script)) == given


def test_the_desktop_knows_the_file_type(root: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(root / "build" / "linux" / "send-tracker.desktop", encoding="utf-8")
    desktop = entry["Desktop Entry"]
    assert desktop["MimeType"] == f"{frozen_parts.FILE_TYPE};" and desktop["Exec"].endswith("%f")
    kinds = ElementTree.parse(root / "build" / "linux" / "send-tracker.xml").getroot()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    [kind] = kinds.findall(f"{space}mime-type")
    glob = kind.find(f"{space}glob")
    assert kind.get("type") == frozen_parts.FILE_TYPE
    assert glob is not None and glob.get("pattern") == f"*.{frozen_parts.ENDING}"
