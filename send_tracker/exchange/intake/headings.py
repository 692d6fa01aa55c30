"""Rows that are headings: they say to which priority area and outcome the rows below belong."""

from __future__ import annotations

from send_tracker.domain.intake.incoming import Part, heading_kind, part_of
from send_tracker.exchange.intake.layout import View


class Headings:
    """Follows the headings down a sheet. ``area`` and ``outcome`` are those in force."""

    def __init__(self, view: View, title: int, ref: int, coloured: int) -> None:
        self._view = view
        self._title = title
        self._ref = ref
        self._coloured = coloured
        self._fills: dict[str, str] = {}
        self._last = 0
        self.area = Part()
        self.outcome = Part()

    def take(self, number: int) -> bool:
        """Take a row in if it is a heading; tell whether it was."""
        own = {c: cell for c, cell in self._view.sheet.rows[number].items() if cell.value is not None}
        if not own or any(cell.error for cell in self._view.sheet.rows[number].values()) or len(own) > 2:
            return False
        first = min(own)
        text = " ".join(" ".join(own[c].text.split()) for c in sorted(own))
        kind = heading_kind(own[first].text)
        if not self._is_heading(number, first, kind, len(own)):
            return False
        fill = own[first].fill
        kind = kind or self._fills.get(fill or "-", "") or self._guess(number)
        if fill:
            self._fills.setdefault(fill, kind)
        self._enter(kind, part_of(text, kind), number)
        return True

    def _is_heading(self, number: int, first: int, kind: str, cells: int) -> bool:
        if cells == 2:
            # "Outcome 4" in one cell and its title in the next, with nothing about an action beside them.
            return bool(kind) and self._only_names(number)
        cell = self._view.sheet.cell(number, first)
        if not isinstance(cell.value, str) or not any(c.isalpha() for c in cell.text):
            return False
        if kind or self._view.width(number, first) >= 3:
            return True
        if first == self._title:
            return bool(cell.fill) and self._coloured != self._title
        letters = sum(c.isalpha() for c in cell.text)
        return first < self._title and letters > 3

    def _only_names(self, number: int) -> bool:
        last = max(self._title, self._ref)
        return all(c <= last for c, cell in self._view.sheet.rows[number].items() if cell.value is not None)

    def _guess(self, number: int) -> str:
        """Return what a heading is that does not say it: the first of two in a row is the wider one."""
        if self._last and self._last == self._before(number) and self.outcome and not self.area:
            self.area, self.outcome = self.outcome, Part()
        return "outcome"

    def _before(self, number: int) -> int:
        return max((n for n in self._view.sheet.rows if n < number), default=0)

    def _enter(self, kind: str, part: Part, number: int) -> None:
        if kind == "area":
            self.area, self.outcome = part, Part()
        else:
            self.outcome = part
        self._last = number
