"""A figure that is printed: what it is, by which rule, as at when, and what is behind it.

Documents print figures and cite them (F07). The register of sources, the figure ledger and the check formulas are
all made from the same figures, so that a number cannot be told in one way and accounted for in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Final

ALL: Final = "all"
"""The group of the whole plan; other groups are ids of areas and outcomes."""


@dataclass(frozen=True, slots=True)
class Recount:
    """How a reader counts a figure again.

    Attributes:
        group, statuses: actions of the group with one of these status codes; all of them where there are no codes.
        share: as a whole percentage of the actions of the group.
        listed: rows of a sheet, as (sheet, column, words in it), where it is not the plan that is counted.
        parts: the counts that a share of a measure is made of, with the decimal places it is printed with.
    """

    group: str = ""
    statuses: tuple[str, ...] = ()
    share: bool = False
    listed: tuple[str, str, str] | None = None
    parts: tuple[Decimal, Decimal, int] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        key: what it is a figure of, the same in every document; with ``source`` for figures by several sources.
        what, rule: in words. text: as printed. value: the number; None where it is told in words or hidden.
        unit, base: what is counted, and out of how many.
        as_at: ISO day or canonical period. as_at_words: the same as people read it.
        rows, evidence: references of the rows and items behind it.
        late: that its data are older than their rule allows; empty where they are not.
        revised_on: the ISO day on which an earlier number was replaced.
        part_of: what it is a rounded share of, whose parts should add up to 100; portion: (how many, of how many).
        number: its number in the document, 0 before it is cited.
    """

    key: str
    what: str
    rule: str
    text: str
    value: Decimal | None
    unit: str
    base: str = ""
    as_at: str = ""
    as_at_words: str = ""
    source: str = ""
    rows: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    recount: Recount | None = None
    late: str = ""
    revised_on: str = ""
    illustrative: bool = False
    part_of: str = ""
    portion: tuple[int, int] = (0, 0)
    number: int = 0

    @property
    def ref(self) -> str:
        """The reference under which the document prints it."""
        return f"F{self.number:02}" if self.number else ""

    @property
    def value_text(self) -> str:
        """The number as it is kept; empty where there is none."""
        return "" if self.value is None else format(self.value, "f")


def count_key(group: str, code: str) -> str:
    """Return the key of how many actions of a group have a status, or are counted under a headline."""
    return f"count:{group}:{code}"


def share_key(group: str, code: str) -> str:
    """Return the key of the share of a group's actions that have a status."""
    return f"share:{group}:{code}"


def total_key(group: str, what: str) -> str:
    """Return the key of a total of a group: ``actions``, ``done``, ``share`` or ``withdrawn``."""
    return f"total:{group}:{what}"


def figure_key(measure: str, period: str, source: str = "") -> str:
    """Return the key of a measure's figure for a period; another source than the quoted one is named."""
    return f"measure:{measure}:{period}" + (f":{source}" if source else "")


def beside_key(measure: str, what: str) -> str:
    """Return the key of what stands beside a measure's figure: ``previous``, ``year``, ``target`` or ``gap``."""
    return f"beside:{measure}:{what}"


class Citations:
    """The figures of one document. A figure gets its number when it is first cited, so that they rise as one reads."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._known = {f.key: f for f in figures}
        self._cited: dict[str, Figure] = {}

    def get(self, key: str) -> Figure | None:
        """Return a figure, cited or not; None for an unknown key."""
        return self._cited.get(key) or self._known.get(key)

    def ref(self, key: str) -> str:
        """Cite a figure and return its reference; empty for an unknown key."""
        if key not in self._known:
            return ""
        if key not in self._cited:
            self._cited[key] = replace(self._known[key], number=len(self._cited) + 1)
        return self._cited[key].ref

    def refs(self, *keys: str) -> str:
        """Cite several and return their references, runs of three and more as "F02 to F09"."""
        numbers = sorted({self._cited[k].number for k in keys if self.ref(k)})
        runs: list[list[int]] = []
        for number in numbers:
            if runs and runs[-1][-1] == number - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ", ".join(_run(run) for run in runs)

    def first(self, *keys: str) -> int:
        """Cite several and return the lowest of their numbers; 0 for none."""
        return min((self._cited[k].number for k in keys if self.ref(k)), default=0)

    @property
    def cited(self) -> tuple[Figure, ...]:
        """The figures that were cited, by number."""
        return tuple(self._cited.values())

    @property
    def known(self) -> Mapping[str, Figure]:
        """Every figure by its key."""
        return MappingProxyType(self._known)


def _run(run: list[int]) -> str:
    if len(run) > 2:
        return f"F{run[0]:02} to F{run[-1]:02}"
    return ", ".join(f"F{n:02}" for n in run)
