"""The text of PDF files, page by page."""

from __future__ import annotations

import io
import logging
from typing import Final

from send_tracker.domain.finding.attachment import Gathering
from send_tracker.exchange.reading.parsing import UnreadableError

_PAGES: Final = 2_000


def read_pdf(content: bytes, into: Gathering) -> None:
    """Read the words of a PDF; one that opens without a password, but may not be printed, can be read too.

    Raises:
        UnreadableError: it is protected, or its pages are pictures.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it grumbles about is nothing an officer can mend
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("password")
        pages = len(reader.pages)
    except (DependencyError, FileNotDecryptedError) as error:
        raise UnreadableError("password") from error
    found = failed = 0
    for number in range(min(pages, _PAGES)):
        try:
            text = reader.pages[number].extract_text()
        except (MemoryError, RecursionError):
            raise
        except Exception:
            failed += 1
            continue
        if text.strip():
            found += 1
            into.begin(f"page {number + 1}")
            into.add(text)
        if into.is_full:
            break
    into.is_cut = into.is_cut or bool(failed) or pages > _PAGES
    if not found:
        raise UnreadableError("damaged" if failed else "scan")
