"""The evidence binder: a folder or a zip file with an index that opens in any browser, and the files it lists.

It holds what is marked public or official and nothing else; what is left out is counted, not named.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from send_tracker.domain.binder import Binder, Chapter, Section, bind
from send_tracker.domain.dates import long_date, show
from send_tracker.domain.file_names import clean_name
from send_tracker.domain.kinds import EVIDENCE_TYPES, SENSITIVITIES
from send_tracker.domain.problem import Problem
from send_tracker.domain.register import Evidence, Register
from send_tracker.domain.text import plural
from send_tracker.exchange.register_names import RegisterNames
from send_tracker.exchange.safe_write import replacing
from send_tracker.into_place import move_into_place
from send_tracker.services.session import Session

INDEX = "index.html"
_FILES = "files"
_HEADS = ("Reference", "Title", "Type", "Date", "From", "Actions", "What it shows", "Sensitivity", "File", "SHA-256")
_STYLE = """
body { font: 16px/1.5 Arial, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #111; }
table { border-collapse: collapse; width: 100%; margin-bottom: 1.5rem; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { border: 1px solid #767676; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
td a { overflow-wrap: anywhere; }
td.hash { font-family: monospace; font-size: 0.75rem; word-break: break-all; min-width: 6rem; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; } }
"""


@dataclass(frozen=True, slots=True)
class BinderResult:
    """What was written: the folder or the zip file, the items listed, the files put in, and how many were left out."""

    path: Path
    items: int
    files: int
    withheld: int


def write_binder(
    session: Session, target: Path, *, as_at: date | None = None, force: bool = False, made_at: datetime | None = None
) -> BinderResult:
    """Write the evidence binder, as a zip file where the name ends in .zip and as a folder otherwise.

    Args:
        session: the open file. target: what to make.
        as_at: the evidence register at the end of this day; now if left out.
        force: replace what is there. made_at: the moment printed; the session's clock if left out.

    Raises:
        Problem: the day is in the future, the target is there already, or it cannot be written.
    """
    if as_at is not None and as_at > session.today:
        raise Problem(f"{long_date(as_at)} is in the future; a binder shows a day up to today.", "future")
    register = session.register(as_at)
    binder = bind(register)
    names = _file_names(binder)
    page = _page(register, binder, names, made_at or session.clock.now())
    content = session.present.file.evidence_files.get
    if target.suffix.lower() == ".zip":
        with replacing(target, force=force) as file:
            _write_zip(file, page, binder, names, content)
    else:
        _write_folder(target, page, binder, names, content, force)
    return BinderResult(target, len(binder.items), len(names), binder.withheld)


def _file_names(binder: Binder) -> dict[str, str]:
    """Return what the file of each item is called in the binder: its reference first, legal on every system, once."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for item in binder.items:
        if not item.file_hash:
            continue
        name = clean_name(f"{item.ref}-{item.file_name or 'file'}".replace("/", "_").replace("\\", "_"))
        stem, dot, ending = name.rpartition(".")
        number = 2
        while name.lower() in taken:
            name = f"{stem} {number}.{ending}" if dot else f"{ending} {number}"
            number += 1
        taken.add(name.lower())
        found[item.id] = name
    return found


_Content = Callable[[str], bytes]


def _write_zip(file: BinaryIO, page: str, binder: Binder, names: dict[str, str], content: _Content) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(INDEX, page.encode())
        for item in binder.items:
            if item.id in names and item.file_hash:
                book.writestr(f"{_FILES}/{names[item.id]}", content(item.file_hash))


def _write_folder(
    target: Path, page: str, binder: Binder, names: dict[str, str], content: _Content, force: bool
) -> None:
    """Write the folder beside its place and move it there whole."""
    if target.exists() and not force:
        raise Problem(f"“{target.name}” exists already and was left as it is. Choose another name.", "exists")
    if target.exists() and not _is_a_binder(target):
        raise Problem(f"“{target.name}” holds something else than a binder and was left as it is.", "exists")
    part = target.with_name(f"{target.name}.tmp")
    try:
        shutil.rmtree(part, ignore_errors=True)
        (part / _FILES).mkdir(parents=True)
        (part / INDEX).write_text(page, encoding="utf-8", newline="\n")
        for item in binder.items:
            if item.id in names and item.file_hash:
                (part / _FILES / names[item.id]).write_bytes(content(item.file_hash))
        _swap_folders(part, target)
    except OSError as error:
        raise Problem(f"“{target.name}” was not written: {error.strerror or error}.", "cannot-write") from error
    finally:
        with suppress(OSError):
            shutil.rmtree(part)


def _swap_folders(part: Path, target: Path) -> None:
    """Put a finished folder in the place of an older one, which goes only when the new one is there."""
    old = target.with_name(f"{target.name}.old.tmp")
    shutil.rmtree(old, ignore_errors=True)
    if not target.exists():
        move_into_place(part, target)
        return
    move_into_place(target, old)
    try:
        move_into_place(part, target)
    except OSError:
        move_into_place(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _is_a_binder(folder: Path) -> bool:
    """Tell whether a folder holds a binder and nothing beside it, so that it may be replaced."""
    return folder.is_dir() and {p.name for p in folder.iterdir()} <= {INDEX, _FILES}


# The page


def _page(register: Register, binder: Binder, files: dict[str, str], made_at: datetime) -> str:
    """Return the index: plain HTML that needs no script and reads well aloud and on paper."""
    programme, names = register.programme, RegisterNames(register)
    title = f"Evidence binder: {programme.name}"
    made = made_at.astimezone()
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(title)}</h1>",
        f"<p>As at {escape(long_date(register.as_at))}. Made on {escape(long_date(made.date()))}.</p>",
        *([f"<p>{escape(programme.sample_note)}</p>"] if programme.sample_note else []),
        f"<p>{escape(_counts(binder, files))}</p>",
        *_contents(binder),
        *(line for number, chapter in enumerate(binder.chapters) for line in _chapter(number, chapter, names, files)),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _counts(binder: Binder, files: dict[str, str]) -> str:
    sentences = [f"{plural(len(binder.items), 'item')}, with {plural(len(files), 'file')}."]
    for number, why in ((binder.withheld, "Not marked as shareable"), (binder.rejected, "Rejected by a reviewer")):
        if number:
            sentences.append(f"{why} and left out: {plural(number, 'item')}.")
    return " ".join(sentences)


def _contents(binder: Binder) -> Iterator[str]:
    yield '<nav aria-label="Contents">'
    yield "<ul>"
    for number, chapter in enumerate(binder.chapters):
        yield f'<li><a href="#c{number}">{escape(chapter.title)}</a></li>'
    yield "</ul>"
    yield "</nav>"


def _chapter(number: int, chapter: Chapter, names: RegisterNames, files: dict[str, str]) -> Iterator[str]:
    yield f'<h2 id="c{number}">{escape(chapter.title)}</h2>'
    for section in chapter.sections:
        yield f"<h3>{escape(_heading(section))}</h3>"
        if not section.items:
            yield "<p>There is no evidence here that may be shared.</p>"
            continue
        yield "<table>"
        yield f"<caption>{escape(_heading(section))}: {plural(len(section.items), 'item')}</caption>"
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in _HEADS)
        yield f"<thead><tr>{heads}</tr></thead>"
        yield "<tbody>"
        yield from (_row(item, names, files) for item in section.items)
        yield "</tbody>"
        yield "</table>"


def _heading(section: Section) -> str:
    return f"{section.ref} {section.title}".strip()


def _row(item: Evidence, names: RegisterNames, files: dict[str, str]) -> str:
    cells = (
        item.title,
        EVIDENCE_TYPES.get(item.type, item.type),
        show(item.about_date or item.logged_date),
        names.organisation(item.source),
        ", ".join(names.refs(item.targets)),
        item.shows,
        SENSITIVITIES.get(item.sensitivity, item.sensitivity),
    )
    plain = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    digest = item.file_hash or item.link_hash or ""
    return (
        f'<tr><th scope="row">{escape(item.ref)}</th>{plain}<td>{_file(item, files)}</td>'
        f'<td class="hash">{escape(digest)}</td></tr>'
    )


def _file(item: Evidence, files: dict[str, str]) -> str:
    """Return the link to a file of the binder, or where else the item is, as plain text."""
    name = files.get(item.id)
    if name is not None:
        return f'<a href="{_FILES}/{quote(name)}">{escape(item.file_name or name)}</a>'
    return escape(item.link or "No file")
