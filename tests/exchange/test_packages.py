"""The packages of workbooks and Word files: every part well-formed, declared and led to, nothing that leads outside."""

from __future__ import annotations

import posixpath
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from send_tracker.exchange.book_charts import ordered_fonts
from send_tracker.exchange.briefing import write_briefing
from send_tracker.exchange.pack import write_pack
from send_tracker.exchange.paper import write_paper
from send_tracker.gui.charts.svg_picture import svg_to_png
from send_tracker.services.session import Session

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module", params=["pack.xlsx", "briefing.docx", "paper.docx", "plain.docx"])
def package(
    request: pytest.FixtureRequest, sample: Session, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> Path:
    """Each file that leaves the building, and a briefing that was made where nothing can draw."""
    target = tmp_path_factory.mktemp("package") / str(request.param)
    match request.param:
        case "pack.xlsx":
            return write_pack(sample, target).path
        case "paper.docx":
            return write_paper(sample, target, draw=svg_to_png).path
    return write_briefing(sample, target, draw=svg_to_png if request.param == "briefing.docx" else None).path


def test_every_part_is_well_formed_and_declared(package: Path) -> None:
    with ZipFile(package) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len({n.casefold() for n in names}) == len(names)
        types = ET.fromstring(archive.read("[Content_Types].xml"))
        endings = {d.get("Extension", "").lower() for d in types.iter(f"{_TYPES}Default")}
        declared = {o.get("PartName", "") for o in types.iter(f"{_TYPES}Override")}
        assert {name.removeprefix("/") for name in declared} <= set(names)
        for name in names:
            if name.endswith((".xml", ".rels", ".svg")):
                ET.fromstring(archive.read(name))
            if name != "[Content_Types].xml":
                assert f"/{name}" in declared or name.rpartition(".")[2].lower() in endings, name


def test_every_relation_leads_to_a_part_and_every_part_is_led_to(package: Path) -> None:
    with ZipFile(package) as archive:
        names = set(archive.namelist())
        reached = {"[Content_Types].xml"}
        for name in (n for n in names if n.endswith(".rels")):
            folder, _, file = name.rpartition("_rels/")
            source = folder + file.removesuffix(".rels")
            assert not source or source in names, name
            ids = []
            for relation in ET.fromstring(archive.read(name)).iter(_RELATION):
                assert relation.get("TargetMode") != "External", "nothing leads out of a document of ours"
                target = relation.get("Target", "")
                found = target.lstrip("/") if target.startswith("/") else posixpath.normpath(folder + target)
                assert found in names, (name, target)
                ids.append(relation.get("Id"))
                reached |= {found, name}
            assert len(set(ids)) == len(ids)
        assert names - reached == set()


def test_nothing_of_the_librarys_template_is_left(package: Path) -> None:
    with ZipFile(package) as archive:
        assert not [n for n in archive.namelist() if "thumbnail" in n or "customXml" in n or "WithEffects" in n]
        about = archive.read("docProps/app.xml").decode()
    assert "SEND Tracker" in about and "Microsoft" not in about


def test_fonts_are_put_into_the_order_of_the_schema() -> None:
    font = '<font><name val="Arial"/><color rgb="1"/><b/></font>'
    styles = f'<styleSheet xmlns="{_MAIN[1:-1]}"><fonts>{font}</fonts></styleSheet>'
    made = next(ET.fromstring(ordered_fonts(styles)).iter(f"{_MAIN}font"))
    assert [part.tag.removeprefix(_MAIN) for part in made] == ["b", "color", "name"]


@pytest.mark.external
def test_an_open_xml_validator_finds_no_fault(package: Path) -> None:
    """openxml-audit holds the schemas and the rules of the Open XML SDK in Python; what it warns of is style."""
    audit = pytest.importorskip("openxml_audit")
    found = audit.OpenXmlValidator().validate(package)
    errors = [e for e in found.errors if e.severity is audit.ValidationSeverity.ERROR]
    assert [(str(e.part_uri), e.description) for e in errors] == []
