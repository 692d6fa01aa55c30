"""What a field of an entity is: its name, the words people read, its type, and which values it takes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from send_tracker.domain.dates import PartialDate
from send_tracker.domain.problem import Problem
from send_tracker.domain.text import clean_text

Value = str | int | bool | None
"""What a field can hold. No floats: their text form differs from machine to machine, and it is hashed."""

NAMESPACE: Final = uuid.UUID("6a1f0c52-7d3b-4e55-9a61-0f6f2f7b1c11")
"""Namespace of the ids that are made from what they link, so that two copies make the same link once."""

EXISTS: Final = "exists"
MOST: Final = 2**53
"""The largest whole number that every program reads back as it was written."""


class FieldType(StrEnum):
    """How a field's value is checked, stored in its table and shown."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    FLAG = "flag"
    ENTITY = "entity"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind: its name in the file, the words people read, its type, and what it names."""

    name: str
    label: str
    type: FieldType = FieldType.LINE
    of: str = ""
    whole_day: bool = False

    def check(self, value: Value) -> Value:
        """Return ``value`` as it is stored.

        Raises:
            Problem: it is of the wrong type, too long or not a date.
        """
        if value is None and self.name != EXISTS:
            return None
        match self.type:
            case FieldType.FLAG if isinstance(value, bool):
                return value
            case FieldType.INTEGER if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST:
                return value
            case FieldType.LINE if isinstance(value, str):
                return " ".join(clean_text(value, self.label).split()) or None
            case FieldType.TEXT if isinstance(value, str):
                return clean_text(value, self.label) or None
            case FieldType.DATE if isinstance(value, str):
                return self._date(value) if value else None
            case FieldType.ENTITY if isinstance(value, str):
                return self._entity(value) if value else None
            case FieldType.DECIMAL if isinstance(value, str):
                return self._decimal(value) if value else None
        raise self._refusal(value)

    def _date(self, text: str) -> str:
        found = PartialDate.parse(text)
        if self.whole_day and found.first != found.last:
            raise Problem(f"{self.label} needs a day, such as 3 July 2025; “{found}” is not one.", "bad-date")
        return found.text

    def _entity(self, id: str) -> str:
        try:
            return entity_id(id)
        except ValueError:
            raise self._refusal(id) from None

    def _decimal(self, text: str) -> str:
        try:
            return decimal_text(Decimal(text))
        except (InvalidOperation, ValueError):
            raise self._refusal(text) from None

    def _refusal(self, value: Value) -> Problem:
        return Problem(f"{self.label} cannot hold {value!r}.", "bad-value")


def fields_of(*fields: Field) -> dict[str, Field]:
    """Return the fields of a kind by their names."""
    return {f.name: f for f in fields}


LINE, TEXT, DATE, INTEGER, FLAG, ENTITY, DECIMAL = FieldType

EXISTS_FIELD: Final = Field(EXISTS, "In the plan", FieldType.FLAG)


def entity_id(text: str) -> str:
    """Return an entity id in its one form, 32 small hexadecimal digits: ids are hashed as text.

    Raises:
        ValueError: it is not an id.
    """
    found = bytes.fromhex(text)
    if len(found) != 16:
        raise ValueError("an entity id has 32 hexadecimal digits")
    return found.hex()


def new_id() -> str:
    """Return a fresh entity id: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def link_id(kind: str, *ends: str) -> str:
    """Return the id of a link, made from its kind and its ends (UUIDv5), the same in every copy."""
    return uuid.uuid5(NAMESPACE, "\n".join((kind, *ends))).hex


def decimal_text(number: Decimal) -> str:
    """Return the one text of an exact number as it is hashed: plain digits, no exponent, the places it was given with.

    Raises:
        ValueError: it is not finite, or has more than 15 digits.
    """
    if not number.is_finite() or len(number.as_tuple().digits) > 15 or abs(number.adjusted()) > 15:
        raise ValueError(f"{number} is not a number that can be kept")
    return format(number if number else abs(number), "f")
