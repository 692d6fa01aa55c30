"""What the sample holds, counted from its text files without making it: for the welcome page."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass

from send_tracker.domain.dates import MONTHS
from send_tracker.domain.presets import PRESETS
from send_tracker.domain.progress import PlanProgress, Progress, plan_progress
from send_tracker.domain.references import sort_key
from send_tracker.domain.status import StatusScale
from send_tracker.exchange.sample import Row, read_rows, sample_folder


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One area or outcome of the sample."""

    ref: str
    title: str
    is_area: bool
    progress: Progress


@dataclass(frozen=True, slots=True)
class Outline:
    """The sample in short. ``month`` reads "July 2025"."""

    name: str
    area: str
    month: str
    note: str
    scale: StatusScale
    rows: tuple[OutlineRow, ...]
    areas: int
    outcomes: int
    actions: int
    evidence: int
    boards: int


def sample_outline() -> Outline:
    """Count the rows of the sample and the last status of each action."""
    folder = sample_folder()
    head = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))["programme"]
    scale = PRESETS[head.get("preset", "nottinghamshire")]
    areas, outcomes, actions = (read_rows(folder, name) for name in ("areas", "outcomes", "actions"))
    statuses = _last_statuses(read_rows(folder, "events"))
    tally = Counter((row["outcome"], statuses.get(row["ref"], scale.first.code)) for row in actions)
    area_of = {row["ref"]: row["area"] for row in outcomes}
    found = plan_progress([(outcome, status, n) for (outcome, status), n in tally.items()], area_of, scale)
    year, month, _ = str(head["sample_date"]).split("-")
    boards = sum(r["type"] == "board" and r["date"] <= str(head["sample_date"]) for r in read_rows(folder, "meetings"))
    return Outline(
        head["name"],
        head["area"],
        f"{MONTHS[int(month) - 1]} {year}",
        head["sample_note"],
        scale,
        tuple(_rows(areas, outcomes, found)),
        len(areas),
        len(outcomes),
        len(actions),
        len(read_rows(folder, "evidence")),
        boards,
    )


def _last_statuses(events: list[Row]) -> dict[str, str]:
    """Return the last status of each action; a later line of the same day wins."""
    dated = sorted((row for row in events if row["status"]), key=lambda row: row["date"])
    return {row["ref"]: row["status"] for row in dated}


def _rows(areas: list[Row], outcomes: list[Row], found: PlanProgress) -> list[OutlineRow]:
    rows = []
    for area in sorted(areas, key=lambda r: sort_key(r["ref"])):
        rows.append(OutlineRow(area["ref"], area["short"] or area["title"], True, found.areas[area["ref"]]))
        for outcome in sorted(outcomes, key=lambda r: sort_key(r["ref"])):
            if outcome["area"] == area["ref"]:
                counted = found.outcomes[outcome["ref"]]
                rows.append(OutlineRow(outcome["ref"], outcome["short"] or outcome["title"], False, counted))
    return rows
