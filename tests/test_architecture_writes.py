"""Every write of the application goes through the change log: nothing else speaks SQL, and few modules may write."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|VACUUM|REINDEX)\b")
SPEAKS = {"execute", "executemany", "executescript", "connect", "cursor"}

MAY_WRITE = {
    "log.py": "appends edits",
    "names.py": "gives out the numbers of entities and fields, inside an edit",
    "derive.py": "spans and current tables",
    "plain_slots.py": "spans of the slots in which there is nothing to combine, for a rebuild",
    "current.py": "current tables",
    "trial.py": "temporary tables beside the derived ones, to compare them with",
    "computed.py": "computed columns and the search index",
    "blueprint.py": "the statements that make the tables",
    "guards.py": "the triggers that keep the log",
    "evidence_files.py": "attached files, by hash",
    "positions.py": "a cache of what was in force at frozen positions, of this copy",
    "file.py": "marks of this copy, which are no history",
    "backup.py": "VACUUM INTO another file",
    "past.py": "a copy in memory, as at a day",
    "slim.py": "another file, without the attached ones",
    "recover.py": "the rows of a damaged file in memory, and the name of the tracker in a new one",
    "combine.py": "the heads and the attached files of another copy",
    "redaction.py": "blanks what a redaction names",
    "full_text.py": "a table in memory of the few texts that are shown, to mark what was found",
    "search_index.py": "the words of the open file, in memory",
    "text_cache.py": "the words of attached files, in this user's folder",
}
LOG_TABLES = r"(edit|edit_parent|change|follows|strikes|entity|field)\b"
MAY_WRITE_LOG = {"log.py", "names.py", "redaction.py"}


def test_sql_is_spoken_in_storage_only(root: Path) -> None:
    guilty = []
    for path in sorted((root / "send_tracker").rglob("*.py")):
        if path.parent.name == "storage":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKS:
                receiver = ast.unparse(node.func.value)
                if node.func.attr in {"execute", "executemany", "executescript"} or "sqlite" in receiver:
                    guilty.append(f"{path.relative_to(root)}:{node.lineno}: {receiver}.{node.func.attr}")
            if isinstance(node, ast.Attribute) and node.attr == "_db":
                guilty.append(f"{path.relative_to(root)}:{node.lineno}: reaches for a connection")
    assert guilty == []


def test_only_named_modules_of_storage_write(root: Path) -> None:
    writers = {
        path.name
        for path in (root / "send_tracker" / "storage").glob("*.py")
        if any(WRITES.match(text) for text in _strings(path))
    }
    assert writers == set(MAY_WRITE)


def test_only_the_log_writes_the_log(root: Path) -> None:
    into_log = re.compile(rf"\s*(INSERT( OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+{LOG_TABLES}")
    writers = {
        path.name
        for path in (root / "send_tracker" / "storage").glob("*.py")
        if any(into_log.match(text) for text in _strings(path))
    }
    assert writers == MAY_WRITE_LOG


def _strings(path: Path) -> Iterator[str]:
    """Yield every string of a module; of an f-string, its beginning."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
