"""Run by test_kill.py: kills an editing child again and again, and prints what each had been told was saved.

A process of its own, so that forking does not touch pytest. One line a cycle: ids of acknowledged edits.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from pathlib import Path

from send_tracker.services.session import Session
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import undo
from send_tracker.storage.file import TrackerFile


def edit_for_ever(path: Path, pipe: int, seed: int) -> None:
    """Edit, and say so after each edit that came back as saved."""
    dice = random.Random(seed)
    session = Session(TrackerFile.open(path), "Ana")
    actions = [a.id for a in session.register().actions]
    codes = session.scale.codes
    while True:
        if dice.random() < 0.2 and (undone := undo(session)):
            edited = undone
        else:
            update = Update(status=dice.choice(codes), reason="because", note="x" * dice.choice([0, 10, 20_000]))
            edited = update_actions(session, dice.sample(actions, dice.choice([1, 1, 3])), update)
        os.write(pipe, f"{edited.id}\n".encode())


def cycle(path: Path, seed: int, seconds: float) -> list[str]:
    """Let a child edit for a moment after its first edit, kill it, and return what it had been told."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            edit_for_ever(path, write, seed)
        finally:
            os._exit(3)
    os.close(write)
    said = b""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        ready, _, _ = select.select([read], [], [], max(0.0, deadline - time.monotonic()))
        got = os.read(read, 65_536) if ready else b""
        if not said and got:
            deadline = time.monotonic() + seconds
        if ready and not got:
            break
        said += got
    os.kill(child, signal.SIGKILL)
    while got := os.read(read, 65_536):
        said += got
    os.close(read)
    _, status = os.waitpid(child, 0)
    if os.WTERMSIG(status) != signal.SIGKILL:
        raise SystemExit(f"the child of cycle {seed} ended by itself: {status}")
    return said.decode().split()


def main() -> None:
    """Kill as often as asked, at random moments of an edit."""
    path, cycles = Path(sys.argv[1]), int(sys.argv[2])
    dice = random.Random(20250704)
    for seed in range(cycles):
        print(" ".join(cycle(path, seed, dice.uniform(0.0, 0.04))), flush=True)


if __name__ == "__main__":
    main()
