"""Writing a document to a file: Word or a web page by the ending of its name, whole or not at all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from send_tracker.domain.problem import Problem
from send_tracker.exchange.document.blocks import Document
from send_tracker.exchange.document.word import Draw
from send_tracker.exchange.safe_write import replacing

ENDINGS: Final = (".docx", ".html")


def check_ending(target: Path) -> None:
    """Refuse a name that says neither Word nor web page.

    Raises:
        Problem: the ending is another one.
    """
    if target.suffix.lower() not in ENDINGS:
        raise Problem(f"“{target.name}” ends in neither .docx nor .html. Nothing was written.", "bad-ending")


def write_document(
    document: Document, target: Path, made_at: datetime, *, force: bool = False, draw: Draw | None = None
) -> Path:
    """Write a document, and return its path.

    Args:
        document: what it says. target: where to; its ending says how.
        made_at: stands in the properties of a Word file.
        force: replace a file of that name. draw: makes pictures of charts for Word.

    Raises:
        Problem: the ending is unknown, a file is in the way, or the place cannot be written to.
    """
    check_ending(target)
    with replacing(target, force=force) as file:
        if target.suffix.lower() == ".html":
            from send_tracker.exchange.document.page import page_text

            file.write(page_text(document).encode("utf-8"))
        else:
            from send_tracker.exchange.document.word import write_word

            write_word(document, file, made_at, draw)
    return target
