from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_tracker.domain.file_names import OPENABLE, clean_name, ending, may_open


@given(st.text(max_size=300))
def test_a_clean_name_is_legal_everywhere(name: str) -> None:
    clean = clean_name(name)
    assert 0 < len(clean) <= 120
    assert not set(clean) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for c in clean)
    assert clean == clean.strip(" .")
    assert clean.split(".")[0].strip().lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9", "com¹"}
    assert clean_name(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("..\\..\\windows\\system32\\evil.dll", "evil.dll"),
        ("/etc/passwd", "passwd"),
        ("con.txt", "_con.txt"),
        ("NUL", "_NUL"),
        ("com1 .pdf", "_com1.pdf"),
        ("LPT¹.doc", "_LPT¹.doc"),
        ("cod\u202efdp.exe", "codfdp.exe"),
        ("a<b>:c?.docx", "a_b__c_.docx"),
        ("line\nbreak\u2028.txt", "linebreak.txt"),
        (" . ", "file"),
        ("", "file"),
        ("trailing. . ", "trailing"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_names_from_other_machines(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@pytest.mark.parametrize(
    "name",
    [
        "setup.exe",
        "report.pdf.exe",
        "x.bat",
        "x.ps1",
        "x.lnk",
        "x.js",
        "x.docm",
        "x.svg",
        "noending",
        "x.",
        ".pdf.scr",
        "x.url",
    ],
)
def test_what_could_run_is_not_opened(name: str) -> None:
    assert not may_open(name)


def test_documents_and_pictures_are_opened_whatever_the_case() -> None:
    assert may_open("Report.PDF")
    assert all(may_open(f"x.{e}") for e in OPENABLE)
    assert ending("Report.PDF") == "pdf"
