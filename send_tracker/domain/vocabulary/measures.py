"""The kinds of the measures: what is counted, what was observed, what was aimed at and what others reach."""

from __future__ import annotations

from typing import Final

from send_tracker.domain.fields import DATE, DECIMAL, ENTITY, FLAG, INTEGER, TEXT, Field, fields_of

MEASURE_KINDS: Final[dict[str, dict[str, Field]]] = {
    "measure": fields_of(
        Field("ref", "Reference"),
        Field("title", "Measure"),
        Field("definition", "Definition", TEXT),
        Field("outcome", "Outcome", ENTITY, "outcome"),
        Field("section", "Part of the page"),
        Field("unit", "Unit"),
        Field("noun", "What is counted"),
        Field("kind", "Kind"),
        Field("direction", "Better is"),
        Field("frequency", "How often"),
        Field("period_type", "Period"),
        Field("cumulative", "Adds up over the year", FLAG),
        Field("decimals", "Decimal places", INTEGER),
        Field("plausible_low", "Plausible from", DECIMAL),
        Field("plausible_high", "Plausible to", DECIMAL),
        Field("source", "Source"),
        Field("owner", "Owner", ENTITY, "person"),
        Field("small_number", "Suppress counts below", INTEGER),
        Field("basis", "Basis", TEXT),
        Field("tolerance", "Tolerance", DECIMAL),
        Field("tolerance_kind", "Tolerance in"),
        Field("uses_travel", "Counts direction of travel", FLAG),
        Field("trajectory", "Shape of the trajectory"),
        Field("rating", "Rating set by a person"),
        Field("rating_reason", "Why the rating is set", TEXT),
        Field("next_due", "Next figure due", DATE),
        Field("note", "Note", TEXT),
    ),
    "measure_link": fields_of(
        Field("measure", "Measure", ENTITY, "measure"), Field("action", "Action", ENTITY, "action")
    ),
    "observation": fields_of(
        Field("measure", "Measure", ENTITY, "measure"),
        Field("period", "Period"),
        Field("source", "Source"),
        Field("value", "Value", DECIMAL),
        Field("numerator", "Numerator", DECIMAL),
        Field("denominator", "Denominator", DECIMAL),
        Field("low", "Lowest", DECIMAL),
        Field("high", "Highest", DECIMAL),
        Field("base", "Base", INTEGER),
        Field("state", "State"),
        Field("headline", "The figure quoted", FLAG),
        Field("note", "Note", TEXT),
        Field("basis", "Basis", TEXT),
    ),
    "target": fields_of(
        Field("measure", "Measure", ENTITY, "measure"),
        Field("period", "Period"),
        Field("value", "Target", DECIMAL),
        Field("stretch", "Stretch target", FLAG),
        Field("note", "Note", TEXT),
    ),
    "benchmark": fields_of(
        Field("measure", "Measure", ENTITY, "measure"),
        Field("name", "Compared with"),
        Field("period", "Period"),
        Field("value", "Value", DECIMAL),
        Field("basis", "Basis"),
        Field("source", "Source"),
    ),
    "series_mark": fields_of(
        Field("measure", "Measure", ENTITY, "measure"),
        Field("period", "From period"),
        Field("type", "What happens"),
        Field("note", "Why", TEXT),
    ),
    "feed": fields_of(
        Field("columns", "Columns of the file", TEXT),
        Field("source", "Source"),
        Field("mapping", "How the file is read", TEXT),
    ),
}
