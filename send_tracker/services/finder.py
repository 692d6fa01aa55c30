"""The search over everything of one open file: its index is made a piece at a time, and follows each edit."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import islice

from send_tracker.domain.dates import show
from send_tracker.domain.finding.found import Findings, FoundGroup, Hit
from send_tracker.domain.finding.marked import Marked, excerpt, variety
from send_tracker.domain.finding.query import Query, read_query
from send_tracker.domain.finding.sources import SOURCES, Group
from send_tracker.services.attachment_texts import texts_of
from send_tracker.services.session import Edited, Session
from send_tracker.storage.search_index import Indexed, SearchIndex
from send_tracker.storage.search_rows import SearchRows

FEW = 5
"""Hits of a group while all groups are shown."""
MOST = 200
"""Hits of a group that is shown by itself."""
COUNTED = 1_000
"""How far the hits of a group are counted."""

_AT_ONCE = 200
_GROUPS = tuple(Group)
_BUILT_ANEW = frozenset({"organisation", "person", "meeting", "redaction"})
"""Kinds whose names are searched with other entities, and what takes words out of them."""
_SHOWN_ITSELF = frozenset({"statement", "agenda_item"})
"""Parts of something else that have a place of their own to be shown in."""
_TOO_MANY = 500


class Finder:
    """Finds things by their words. Ask :meth:`work` until it is ready, or have it built at once by a search."""

    def __init__(self, session: Session) -> None:
        """Begin with nothing indexed."""
        self._session = session
        self._rows = session.file.search_rows
        self._index: SearchIndex | None = None
        self._building: Iterator[None] | None = None
        self._touched: set[str] = set()

    def close(self) -> None:
        """Drop the index."""
        if self._index is not None:
            self._index.close()
        self._index = self._building = None
        self._touched.clear()

    # The index

    @property
    def is_ready(self) -> bool:
        """Tell whether all is indexed but what was edited since."""
        return self._index is not None and self._building is None

    def work(self, seconds: float) -> bool:
        """Index for about so long, and tell whether all is done."""
        if self._index is None:
            self._index = SearchIndex()
            self._building = _build(self._index, self._rows)
        until = time.perf_counter() + seconds
        while self._building is not None and time.perf_counter() < until:
            try:
                if next(self._building, self) is self:
                    self._building = None
            except BaseException:
                self.close()  # half of the words would look like all of them
                raise
        return self._building is None

    def build(self) -> None:
        """Index all that is not yet."""
        while not self.work(1):
            pass

    def note(self, edited: Edited) -> None:
        """Take in at the next search what an edit changed."""
        if self._index is None:
            return
        kinds = {kind for kind, _ in edited.touched}
        self._touched |= {id for _, id in edited.touched}
        if kinds & _BUILT_ANEW or len(self._touched) > _TOO_MANY:
            self.close()

    def _follow(self) -> None:
        """Index again what was edited."""
        assert self._index is not None
        numbers = [n for id in sorted(self._touched) if (n := self._rows.number(id)) is not None]
        kinds = {n: self._rows.kind(n) for n in numbers}
        self._touched.clear()
        self._index.remove(numbers)
        for number, kind in kinds.items():
            if kind in SOURCES:
                self._index.add(_place_of(kind), list(self._rows.documents(kind, number)))

    # Searching

    def search(self, typed: str, group: Group | None = None, few: int = FEW) -> Findings:
        """Return what is found for a typed search: some of every group, or many of one."""
        query = read_query(typed)
        if query.is_empty:
            return Findings(query)
        self.build()
        if self._touched:
            self._follow()
        groups = []
        for one in _GROUPS:
            most = few if group is None else MOST if one is group else 0
            found = self._attachments(query, most) if one is Group.ATTACHMENT else self._group(query, one, most)
            if found.count:
                groups.append(found)
        return Findings(query, tuple(groups))

    def _group(self, query: Query, group: Group, most: int) -> FoundGroup:
        assert self._index is not None
        number = _GROUPS.index(group)
        count = self._index.count(query, number, COUNTED + 1)
        places = self._index.find(query, number, most) if count and most else []
        hits = tuple(self._hit(group, found) for found in self._index.read(query, places))
        return FoundGroup(group, min(count, COUNTED), count > COUNTED, tuple(sorted(hits, key=lambda hit: hit.is_gone)))

    def _hit(self, group: Group, found: Indexed) -> Hit:
        assert self._index is not None
        owner = self._index.entity(found.owner) if found.owner is not None else None
        goes_to, ref, title = (found.kind, found.id), found.ref, Marked.read(found.marked_title)
        is_gone = found.gone
        if owner is not None:
            kind, id, ref, name, owner_gone = owner
            goes_to = goes_to if found.kind in _SHOWN_ITSELF else (kind, id)
            title, is_gone = Marked(name), is_gone or owner_gone
        where, text = _best(found.parts)
        if found.kind == "meeting" and not title:
            title = Marked("Meeting")
        return Hit(group, found.kind, found.id, goes_to, ref, title, text, where, _day(found), is_gone)

    def _attachments(self, query: Query, most: int) -> FoundGroup:
        """Return the evidence in whose files the words stand."""
        texts = texts_of(self._session)
        found = texts.find(query) if texts is not None else {}
        assert self._index is not None
        items = [item for item in self._index.with_files() if item[0] in found] if found else []
        shown = items[:most]
        read = texts.read(query, [found[item[0]] for item in shown]) if texts is not None and shown else {}
        hits = []
        for file, id, ref, title, gone in shown:
            where, text = read.get(found[file], ("", ""))
            goes_to, name, words = ("evidence", id), Marked(title), excerpt(text)
            hits.append(Hit(Group.ATTACHMENT, "evidence", id, goes_to, ref, name, words, where, "", gone))
        return FoundGroup(Group.ATTACHMENT, len(items), False, tuple(hits))


def _build(index: SearchIndex, rows: SearchRows) -> Iterator[None]:
    """Index every kind, some of its documents at a time."""
    for kind in SOURCES:
        documents = rows.documents(kind)
        while some := list(islice(documents, _AT_ONCE)):
            index.add(_place_of(kind), some)
            yield


def _place_of(kind: str) -> int:
    return _GROUPS.index(SOURCES[kind].group)


def _best(parts: Iterable[tuple[str, str]]) -> tuple[str, Marked]:
    """Return the name of the field with the most words that were found, and the words around them.

    Where only the title has them, the beginning of the first field says what the thing is about.
    """
    listed = list(parts)
    if not listed:
        return "", Marked("")
    label, text = max(listed, key=lambda part: variety(part[1]))
    return label, excerpt(text)


def _day(found: Indexed) -> str:
    words = SOURCES[found.kind].day_words
    return f"{words} {show(found.date)}".strip() if found.date else ""
