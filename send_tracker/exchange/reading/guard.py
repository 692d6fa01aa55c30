"""A look at a file before anything parses it: what it really is, and whether its zip is what it should be."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Final
from zipfile import BadZipFile, ZipFile

from send_tracker.domain.problem import Problem
from send_tracker.exchange.reading import limits
from send_tracker.exchange.reading.parsing import UnreadableError

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_TEXT_ENDINGS: Final = (".csv", ".tsv", ".txt", ".json")
_SAFE: Final = "The tracker was not changed."


def look(path: Path) -> str:
    """Return what a file is: ``xlsx``, ``csv``, ``tsv`` or ``json``.

    Raises:
        Problem: it is missing, empty, too large, or something that is not read.
    """
    head = _head(path)
    ending = path.suffix.lower()
    if head.startswith(_OLE):
        raise _old_office(path)
    if head.startswith(b"PK"):
        _look_into_zip(path)
        return "xlsx"
    if refusal := _other_kind(head):
        raise Problem(f"“{path.name}” {refusal} {_SAFE}", "not-a-workbook")
    if ending in _TEXT_ENDINGS and b"\0" not in head.removeprefix(b"\xff\xfe"):
        return {".json": "json", ".csv": "csv"}.get(ending, "tsv")
    raise Problem(
        f"“{path.name}” is not an Excel workbook, whatever its name says. {_SAFE} "
        "Open it in Excel, save it as an Excel workbook (.xlsx) and choose that.",
        "not-a-workbook",
    )


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Problem(f"“{path.name}” is a folder. Choose a workbook in it.", "is-folder")
        if size > limits.FILE_BYTES:
            most = limits.FILE_BYTES // 1024 // 1024
            raise Problem(f"“{path.name}” is larger than {most} MB, the most that is read. {_SAFE}", "too-large")
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise Problem(f"There is no file “{path.name}”. {_SAFE}", "no-such-file") from None
    except OSError as error:
        raise Problem(f"“{path.name}” cannot be read: {error.strerror or error}. {_SAFE}", "unreadable") from error
    if not head:
        raise Problem(f"“{path.name}” is empty, so there is nothing to import. {_SAFE}", "empty-file")
    return head


def _old_office(path: Path) -> Problem:
    """Tell a workbook with a password from one of before 2007: both lie in the same old container."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Problem(
            f"“{path.name}” is protected by a password, so nothing in it can be read. {_SAFE} "
            "Open it in Excel, take the password off under File, Info, and choose it again.",
            "password",
        )
    return Problem(
        f"“{path.name}” is of the old kind that Excel wrote before 2007 (.xls). {_SAFE} "
        "Open it in Excel, save it as an Excel workbook (.xlsx) and choose that.",
        "old-workbook",
    )


def _other_kind(head: bytes) -> str:
    """Return what a file is that is plainly something else."""
    if head.lstrip().startswith(b"%PDF"):
        return "is a PDF, not a workbook. Ask for the workbook that it was printed from."
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return "is a picture, not a workbook."
    if head.startswith(b"SQLite format 3"):
        return "is a database, not a workbook. Another copy of this tracker is combined, not imported."
    if head.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "is a web page with the name of a workbook. Open it in Excel and save it as .xlsx."
    return ""


def zip_parts(source: Path | IO[bytes]) -> tuple[dict[str, int], bytes]:
    """Return the sizes that a zip declares of its parts, and what it says it is; nothing of it is unpacked.

    Python's zipfile never unpacks more of a part than was declared, so a declaration that lies small is only a
    damaged part later.

    Raises:
        UnreadableError: it is damaged, is protected by a password, or would unpack to far more than documents hold.
    """
    try:
        with ZipFile(source) as archive:
            parts = {i.filename: i.file_size for i in archive.infolist()[: limits.PARTS + 1]}
            encrypted = any(i.flag_bits & 1 for i in archive.infolist()[: limits.PARTS])
            mimetype = archive.read("mimetype")[:80] if parts.get("mimetype", 1000) < 200 else b""
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise UnreadableError("damaged") from error
    if len(parts) > limits.PARTS or sum(parts.values()) > limits.UNPACKED_BYTES:
        raise UnreadableError("zip-bomb")
    if encrypted:
        raise UnreadableError("password")
    return parts, mimetype


def _look_into_zip(path: Path) -> None:
    """Look at what kind of document a zip is."""
    try:
        parts, mimetype = zip_parts(path)
    except UnreadableError as error:
        if error.code == "zip-bomb":
            raise Problem(
                f"“{path.name}” would unpack to far more than a workbook holds, as a trap would, and was not opened. "
                f"{_SAFE} Copy the sheet into a new workbook and choose that.",
                "zip-bomb",
            ) from error
        if error.code == "password":
            raise Problem(
                f"“{path.name}” is protected by a password, so nothing in it can be read. {_SAFE}", "password"
            ) from error
        raise damaged(path) from error
    _look_at_kind(path, set(parts), mimetype)


def _look_at_kind(path: Path, parts: set[str], mimetype: bytes) -> None:
    if b"opendocument" in mimetype:
        raise Problem(
            f"“{path.name}” is an OpenDocument file (.ods). {_SAFE} "
            "Save it as an Excel workbook (.xlsx) and choose that.",
            "open-document",
        )
    if "xl/workbook.bin" in parts:
        raise Problem(
            f"“{path.name}” is a binary workbook (.xlsb). {_SAFE} "
            "Open it in Excel, save it as an Excel workbook (.xlsx) and choose that.",
            "binary-workbook",
        )
    if "word/document.xml" in parts or "ppt/presentation.xml" in parts:
        raise Problem(
            f"“{path.name}” is a Word or PowerPoint document, not a workbook. {_SAFE} "
            "Copy its table into a new workbook and choose that.",
            "not-a-workbook",
        )
    if "[Content_Types].xml" not in parts:
        raise Problem(f"“{path.name}” is a zip file, not a workbook. {_SAFE} Unpack it first.", "not-a-workbook")


def damaged(path: Path) -> Problem:
    """Return the sentence for a workbook that cannot be read to its end."""
    return Problem(
        f"“{path.name}” is damaged and cannot be read. {_SAFE} Open it in Excel, which may mend it, and save it anew.",
        "damaged",
    )
