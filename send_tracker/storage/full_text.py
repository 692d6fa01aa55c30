"""What the two indexes of the search have in common: how words are told apart, and how a search is put to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from send_tracker.domain.finding.marked import BEGIN, END
from send_tracker.domain.finding.query import Query, Term

_PLAIN: Final = "tokenize='unicode61 remove_diacritics 2'"
TOKENS: Final = f"{_PLAIN}, prefix='2 3'"
"""Words are runs of letters and digits; case and accents do not matter. Words that are only begun have an index."""


def expression(query: Query, column: str = "") -> str:
    """Return the full text expression of a search: all that is wanted and nothing that is not.

    Args:
        query: with something that is wanted. column: where the wanted words must be; empty for anywhere.
    """
    where = f"{{{column}}} : " if column else ""
    wanted = where + "(" + " AND ".join(map(_term, query.wanted)) + ")"
    return f"({wanted}) NOT ({any_of(query.unwanted)})" if query.unwanted else wanted


def any_of(terms: Iterable[Term]) -> str:
    """Return the expression for one of several terms."""
    return " OR ".join(map(_term, terms))


def _term(term: Term) -> str:
    """Return one term. Its words are letters and digits only, so that nothing in them is an operator."""
    return f'"{" ".join(term.words)}"' + ("*" if term.begun else "")


class Marker:
    """Marks what was found in the few texts that are shown, by the rules of the index and no others.

    The index itself could do so, but it looks for each of them from the beginning of its lists.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.execute(f"CREATE VIRTUAL TABLE temp.shown USING fts5(title, body, {_PLAIN})")

    def mark(self, query: Query, texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return pairs of texts with every word that was asked for marked."""
        self._db.execute("DELETE FROM temp.shown")
        self._db.executemany("INSERT INTO temp.shown (rowid, title, body) VALUES (?, ?, ?)", _numbered(texts))
        rows = self._db.execute(
            f"SELECT rowid, highlight(shown, 0, '{BEGIN}', '{END}'), highlight(shown, 1, '{BEGIN}', '{END}') "
            "FROM temp.shown WHERE shown MATCH ?",
            (any_of(query.wanted),),
        )
        found = {n: (str(title), str(body)) for n, title, body in rows}
        return [found.get(n, text) for n, text in enumerate(texts)]


def _numbered(texts: Sequence[tuple[str, str]]) -> list[tuple[int, str, str]]:
    return [(n, title, body) for n, (title, body) in enumerate(texts)]
