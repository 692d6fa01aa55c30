"""Reading the text of one attached file, whatever it is and whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from send_tracker.domain.finding.attachment import Extracted, Gathering
from send_tracker.exchange.reading import limits
from send_tracker.exchange.reading.opening import decode_text
from send_tracker.exchange.reading.parsing import UnreadableError

Reader = Callable[[bytes, Gathering], None]

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_TEXTS: Final = (".txt", ".csv", ".tsv", ".md", ".json", ".log", ".xml", ".ics", ".vtt", ".srt")
_MAILS: Final = (".eml",)
_PAGES: Final = (".html", ".htm")
_CODES: Final = {"xml-bomb": "trap", "zip-bomb": "trap"}


def read_attachment(name: str, content: bytes) -> Extracted:
    """Return the text of a file, or why it has none that can be read. Nothing it holds can make this fail."""
    if len(content) > limits.FILE_BYTES:
        return Extracted(why_not="too-large")
    gathering = Gathering()
    try:
        _reader(name, content)(content, gathering)
        return gathering.finished()
    except UnreadableError as error:
        why = _CODES.get(error.code, error.code)
    except (MemoryError, RecursionError):
        why = "too-large"
    except Exception:
        why = "damaged"
    found = gathering.finished()
    return Extracted(found.passages, "" if found.passages else why, is_cut=bool(found.passages))


def _reader(name: str, content: bytes) -> Reader:
    """Return what reads a file: by what it begins with, and only then by its name."""
    ending, head = PurePath(name).suffix.lower(), content[:1024]
    if head.startswith(_OLE):
        raise UnreadableError("password" if _ENCRYPTED in content else "old")
    if head.startswith(b"PK"):
        from send_tracker.exchange.attachments.office import read_office

        return read_office
    if b"%PDF-" in head:
        from send_tracker.exchange.attachments.pdf import read_pdf

        return read_pdf
    if head.startswith(_PICTURES):
        raise UnreadableError("picture")
    if ending in (*_MAILS, *_PAGES):
        from send_tracker.exchange.attachments.mail import read_mail, read_page

        return read_mail if ending in _MAILS else read_page
    if ending in _TEXTS and (b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))):
        return _read_plain
    raise UnreadableError("kind" if content else "empty")


def _read_plain(content: bytes, into: Gathering) -> None:
    for line in decode_text(content).splitlines():
        into.add(line)
        if into.is_full:
            break
