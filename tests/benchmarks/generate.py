"""A large tracker for measuring: 10,000 actions and 200,000 changes in 100,000 edits, written through the log.

``python tests/benchmarks/generate.py [FILE]`` writes one; benchmarks share one in the temporary folder, made
again when the file's layout changes.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from send_tracker.domain import kinds as kinds_module
from send_tracker.domain.kinds import EVIDENCE_TYPES, EXISTS, Value, link_id
from send_tracker.domain.log import Draft, EditRequest
from send_tracker.services import programme
from send_tracker.services.session import FixedClock, Session
from send_tracker.storage import blueprint, guards, schema
from send_tracker.storage.file import TrackerFile

ACTIONS, EDITS, CHANGES = 10_000, 100_000, 200_000
AREAS, OUTCOMES, PEOPLE, ORGANISATIONS, THEMES = 5, 50, 200, 20, 20
EVIDENCE, NOTES = 2_000, 5_000
FIRST = date(2022, 7, 4)
LAST = date(2025, 7, 4)
_WORDS = (
    *("pathway", "review", "plan", "training", "school", "health", "care", "family", "voice", "transition", "local"),
    *("offer", "quality", "assurance", "panel", "early", "years", "speech", "language", "autism", "support", "timely"),
    *("annual", "data", "report", "joint", "commissioning", "inclusion", "partner"),
)


class Writer:
    """Writes edits with derivation put off, on days that move forward."""

    def __init__(self, session: Session, seed: int = 20250704) -> None:
        self.session = session
        self.dice = random.Random(seed)
        self.edits = session.file.log.count()
        self.changes = 0
        self.ids = (f"{n:032x}" for n in range(1 << 64, 1 << 65))

    def write(self, verb: str, drafts: list[Draft], reason: str | None = None) -> None:
        """Append one edit; its day goes by how much of the history is written."""
        day = FIRST + (LAST - FIRST) * self.edits // EDITS
        recorded = f"{day.isoformat()}T{self.edits % 10 + 8:02}:00:00.000Z"
        self.session.file.log.append(EditRequest(verb, tuple(drafts), "Ana", recorded, day.isoformat(), reason))
        self.edits += 1
        self.changes += len(drafts)

    def text(self, least: int, most: int) -> str:
        """Return some words."""
        return " ".join(self.dice.choices(_WORDS, k=self.dice.randint(least, most))).capitalize()

    def new(self, kind: str, verb: str, **values: Value) -> str:
        """Write a new entity as one edit."""
        id = next(self.ids)
        self.write(verb, made(kind, id, values))
        return id


def made(kind: str, id: str, values: dict[str, Value]) -> list[Draft]:
    """Return the drafts of a new entity."""
    return [Draft(kind, id, EXISTS, True), *(Draft(kind, id, name, value) for name, value in values.items())]


def link(kind: str, **ends: str) -> list[Draft]:
    """Return the drafts of a link."""
    return made(kind, link_id(kind, *ends.values()), dict(ends))


def generate(path: Path) -> None:
    """Write the large tracker."""
    clock = FixedClock(datetime(2025, 7, 4, 10, tzinfo=UTC))
    session = Session(TrackerFile.create(path), "Ana", clock)
    with session.founding():
        programme.describe_programme(session, name="Large", cycle_weeks=6, sample_date=LAST.isoformat())
        programme.set_scale(session, "nottinghamshire")
    log = session.file.log
    log.deferred = True
    with session.batch():
        writer = Writer(session)
        actions = [*plan(writer)]
        _history(writer, actions)
    log.deferred = False
    log.derived.rebuild()
    session.close()


def plan(writer: Writer) -> Iterator[str]:
    """Write the frame and the actions with their leads; yield the actions."""
    dice = writer.dice
    areas = [writer.new("area", "add-area", ref=f"APA{n + 1}", title=writer.text(2, 5)) for n in range(AREAS)]
    outcomes = [
        writer.new("outcome", "add-outcome", ref=f"O{n + 1}", title=writer.text(3, 8), area=areas[n % AREAS])
        for n in range(OUTCOMES)
    ]
    people = [writer.new("person", "add-person", name=f"Head of {writer.text(1, 3)} {n}") for n in range(PEOPLE)]
    partners = [writer.new("organisation", "add-organisation", name=f"Trust {n}") for n in range(ORGANISATIONS)]
    for number in range(6 * 4):
        day = FIRST + timedelta(weeks=6 * number)
        writer.new("meeting", "add-meeting", date=day.isoformat(), type="board", title="Board")
    for n in range(ACTIONS):
        id, outcome = next(writer.ids), n % OUTCOMES
        values: dict[str, Value] = {
            "ref": f"{outcome + 1}.{n // OUTCOMES + 1}",
            "title": writer.text(6, 14),
            "outcome": outcomes[outcome],
            "status": "not_started",
            "approved_date": (FIRST + timedelta(days=dice.randrange(1_400))).isoformat(),
            "partner": dice.choice(partners),
        }
        drafts = made("action", id, values)
        if n % 2 == 0:
            drafts += link("lead", action=id, person=dice.choice(people))
        writer.write("add-action", drafts)
        yield id


def _history(writer: Writer, actions: list[str]) -> None:
    """Write ratings, notes and evidence until the log has its size."""
    dice = writer.dice
    extra = [*["evidence"] * EVIDENCE, *["note"] * NOTES]
    extra += ["rate"] * (EDITS - writer.edits - len(extra))
    dice.shuffle(extra)
    spare = CHANGES - writer.changes - EVIDENCE * 8 - NOTES * 3 - (len(extra) - EVIDENCE - NOTES)
    for what in extra:
        action = dice.choice(actions)
        if what == "evidence":
            id = next(writer.ids)
            type_ = dice.choice(list(EVIDENCE_TYPES))
            drafts = made("evidence", id, {"ref": f"E{writer.edits}", "title": writer.text(3, 8), "type": type_})
            drafts.append(Draft("evidence", id, "shows", writer.text(5, 12)))
            writer.write("add-evidence", [*drafts, *link("evidence_link", evidence=id, target=action)])
        elif what == "note":
            writer.write(
                "update", made("progress_update", next(writer.ids), {"action": action, "note": writer.text(5, 30)})
            )
        else:
            code = dice.choice(("on_track", "on_track", "obstacles", "at_risk", "complete", "embedded"))
            drafts = [Draft("action", action, "status", code)]
            if spare > 0:
                drafts.append(Draft("action", action, "obstacle", writer.text(4, 12)))
                spare -= 1
            writer.write("set-status", drafts, writer.text(3, 8))


def large_tracker() -> Path:
    """Return the shared large tracker, made first if there is none of this layout. Copy it before you open it."""
    parts = [
        Path(m.__file__ or "").read_bytes() for m in (kinds_module, schema, blueprint, guards, sys.modules[__name__])
    ]
    parts.append(repr([(kind, *blueprint.columns_of(kind)) for kind in kinds_module.KINDS]).encode())
    layout = hashlib.sha256(b"".join(parts)).hexdigest()[:12]
    path = Path(tempfile.gettempdir()) / f"send-tracker-large-{layout}.sendtracker"
    if not path.exists():
        part = path.with_suffix(".part.sendtracker")
        part.unlink(missing_ok=True)
        generate(part)
        part.replace(path)
    return path


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    started = time.perf_counter()
    if target:
        generate(target)
    print(target or large_tracker(), f"{time.perf_counter() - started:.1f} s")
