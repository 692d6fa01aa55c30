"""Evidence that comes in by dropping or pasting: files, links and pictures, on any page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from send_tracker.domain.dates import long_date
from send_tracker.domain.text import plural
from send_tracker.gui.workspace import Workspace
from send_tracker.services.evidence import attach_bytes, attach_file, keep_link


def can_take(mime: QMimeData | None) -> bool:
    """Tell whether there is anything in it that can be evidence."""
    return mime is not None and (mime.hasImage() or any(_is_known(u.scheme()) for u in mime.urls()))


def _is_known(scheme: str) -> bool:
    return scheme in ("file", "http", "https")


def take(workspace: Workspace, mime: QMimeData, targets: Iterable[str] = ()) -> list[str]:
    """Log what was dropped or pasted, one item each, and return the new ids. Problems go to the banner.

    Args:
        workspace: the open file.
        mime: what was dropped, or the clipboard.
        targets: the actions, outcomes or themes that the new items support.
    """
    chosen = list(targets)
    found: list[str | None] = []
    for url in mime.urls():
        if url.isLocalFile():
            found.append(_file(workspace, Path(url.toLocalFile()), chosen))
        elif _is_known(url.scheme()):
            found.append(workspace.attempt(keep_link, workspace.session, url.toString(), url.host(), chosen))
    if not mime.urls() and mime.hasImage():
        found.append(_picture(workspace, QImage(mime.imageData()), chosen))
    made = [id for id in found if id]
    if made:
        workspace.notice.emit(f"{plural(len(made), 'evidence item')} added.")
    return made


def _file(workspace: Workspace, path: Path, targets: list[str]) -> str | None:
    if path.is_dir():
        workspace.problem.emit(f"“{path.name}” is a folder. Drop the files in it instead; nothing was added.")
        return None
    return workspace.attempt(attach_file, workspace.session, path, targets)


def _picture(workspace: Workspace, image: QImage, targets: list[str]) -> str | None:
    """Keep a picture as PNG, named by the programme's today."""
    if image.isNull():
        workspace.problem.emit("The picture on the clipboard could not be read, so nothing was added.")
        return None
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    day = long_date(workspace.session.today)
    return workspace.attempt(
        attach_bytes,
        workspace.session,
        f"Screenshot {day}.png",
        bytes(kept.data()),
        targets,
        title=f"Screenshot of {day}",
    )


def paste(workspace: Workspace, targets: Iterable[str] = ()) -> list[str]:
    """Log what is on the clipboard; a sentence says so where that cannot be evidence."""
    mime = QGuiApplication.clipboard().mimeData()
    if not can_take(mime):
        workspace.problem.emit("There is no picture, file or link on the clipboard to add as evidence.")
        return []
    return take(workspace, mime, targets)
