"""Names of evidence files: cleaned for showing and saving on Windows too, and never used as a path."""

from __future__ import annotations

import unicodedata

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")}
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_FORBIDDEN = set('<>:"/\\|?*')
_MOST = 120

_DOCUMENTS = ("pdf", "docx", "doc", "xlsx", "xls", "pptx", "ppt", "odt", "ods", "odp", "csv", "txt", "md", "rtf")
_MEDIA = ("png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "eml", "msg", "html", "htm", "mp3", "mp4")

OPENABLE = frozenset((*_DOCUMENTS, *_MEDIA))
"""Endings that may be handed to the system to open: documents and pictures, nothing that runs."""


def clean_name(name: str) -> str:
    """Return a display name that is legal everywhere: NFC, no control or direction marks, 120 characters."""
    base = name.replace("\\", "/").rpartition("/")[2]
    base = unicodedata.normalize("NFC", base)
    base = "".join(c for c in base if unicodedata.category(c) not in _DROPPED)
    base = "".join("_" if c in _FORBIDDEN else c for c in base).strip(" .")
    stem, dot, ending = base.rpartition(".")
    if not dot:
        stem, ending = base, ""
    if stem.split(".")[0].strip().lower() in _RESERVED:
        stem = f"_{stem}"
    ending = ending.strip()[:12].strip()
    room = _MOST - len(ending) - (1 if ending else 0)
    cut = stem[:room].rstrip(" .") or "file"
    return f"{cut}.{ending}" if ending else cut


def ending(name: str) -> str:
    """Return a name's ending in lower case, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def may_open(name: str) -> bool:
    """Tell whether a file of this name may be handed to the system to open."""
    return ending(name) in OPENABLE


def size_words(size: int) -> str:
    """Return a size as people read it: "184 KB", "2.1 MB"."""
    return f"{max(1, round(size / 1024)):,} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
