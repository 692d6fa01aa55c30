"""Reading a typed search: words, "an exact phrase", -without, and the last word by its beginning.

Case and accents do not matter, and what stands between letters and digits separates words: an apostrophe too, so that
``children's`` is the two words ``children`` and ``s``, one after the other, whichever apostrophe was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LEAST: Final = 2
"""Characters that the beginning of a word needs before it is searched for: one letter begins everything, and who
types "stage 1" does not mean stage 17."""

_PIECE = re.compile(r'(-?)(?:"([^"]*)("?)|(\S+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "–": "-"})


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other, the last of them perhaps only begun."""

    words: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What must be there, and what must not."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to look for; what must not be there is not enough."""
        return not self.wanted


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text: runs of letters and digits."""
    return tuple("".join(c if c.isalnum() else " " for c in text).split())


def read_query(typed: str) -> Query:
    """Return what a typed text asks for.

    The last word is taken by its beginning as long as nothing follows it, so that results come while one types.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    text = typed.translate(_QUOTES)
    for found in _PIECE.finditer(text):
        minus, phrase, closed, bare = found.groups()
        words = words_of(phrase if phrase is not None else bare)
        if not words:
            continue
        is_last = found.end() == len(text) and not closed
        if minus:
            unwanted.append(Term(words))
        elif not (is_last and len(words) == 1 and len(words[0]) < LEAST and words[0].isalpha()):
            wanted.append(Term(words, is_last and len(words[-1]) >= LEAST))
    return Query(tuple(wanted), tuple(unwanted))
