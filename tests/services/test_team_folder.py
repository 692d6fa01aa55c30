"""Officers in a synced folder with random delays, and one laptop lost at the end: no edit that was shared is missing.

Shared is what a sync client has uploaded. Everything is real but the client: files, working copies, sharing, and
combining. ``HYPOTHESIS_PROFILE=long`` runs a thousand of them, and says what they came to.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from send_tracker import bootstrap
from send_tracker.services.checking import check
from send_tracker.services.conflicts import conflicts
from send_tracker.services.evidence import attach_bytes
from send_tracker.services.session import Session
from send_tracker.services.sharing import Sharing
from send_tracker.services.status import Update, update_actions
from tests.builders import small_programme
from tests.services.sync_client import Client, Server

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
STEPS = 30
NAMES = ("Ana", "Ben", "Cat")
STATUSES = ("on_track", "obstacles", "at_risk", "complete")


class Laptop:
    """An officer, their copy, and the client that looks after the folder."""

    def __init__(self, name: str, folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch, team: bool) -> None:
        self.name, self.team, self._monkeypatch, self._home = name, team, monkeypatch, folder / "home"
        self.client = Client(server, folder / "OneDrive - County" / "SEND", name)
        self.said: set[str] = set()
        self.published: dict[bytes, frozenset[str]] = {}
        self.session = self._open()
        if team:
            self.sharing.work_as_team()

    def _open(self) -> Session:
        self._monkeypatch.setenv("XDG_DATA_HOME", str(self._home))
        return bootstrap.open_tracker(self.client.folder / "plan.sendtracker", author=self.name)

    @property
    def sharing(self) -> Sharing:
        assert self.session.sharing is not None
        return self.session.sharing

    def edits(self) -> frozenset[str]:
        return frozenset(edit.id for _, edit in self.session.file.log.read_since())

    def edit(self, dice: random.Random, words: str) -> None:
        actions = self.session.register().actions
        action = dice.choice(actions).id
        if dice.random() < 0.1:
            attach_bytes(self.session, f"{words}.txt", words.encode(), [action])
        else:
            update_actions(self.session, action, Update(status=dice.choice(STATUSES), obstacle=words))
        newest = self.session.file.log.count()
        self.said.add(self.session.file.log.edit(newest).id)

    def share(self) -> None:
        assert self.sharing.share().problems == ()
        content = self.sharing.target.read_bytes()
        self.published[hashlib.sha256(content).digest()] = self.edits()

    def restart(self) -> None:
        self.session.close()
        self.session = self._open()

    def sync(self, name: str) -> frozenset[str]:
        """Let the client move a file; return the edits that are on the server by that."""
        sent = self.client.move(name)
        return self.published.get(hashlib.sha256(sent).digest(), frozenset()) if sent else frozenset()


def live(seed: int, folder: Path, monkeypatch: pytest.MonkeyPatch, first: Path, *, team: bool) -> Counter[str]:
    """Let three officers work, lose one laptop, let the others come to rest, and see that nothing shared is missing."""
    dice, server, shared = random.Random(seed), Server(), set[str]()
    server.files["plan.sendtracker"] = (first.read_bytes(), first.stat().st_mtime_ns)
    laptops = [Laptop(name, folder / name, server, monkeypatch, team) for name in NAMES]
    for step in range(STEPS):
        laptop = dice.choice(laptops)
        what = dice.choices(("edit", "share", "sync", "restart"), (8, 4, 8, 1))[0]
        if what == "edit":
            laptop.edit(dice, f"{laptop.name} {step}")
        elif what == "share":
            laptop.share()
        elif what == "restart":
            laptop.restart()
        elif waiting := laptop.client.waiting():
            shared |= laptop.sync(dice.choice(waiting))
    lost = laptops.pop(dice.randrange(len(laptops)))
    lost.session.close()
    come_to_rest(laptops)
    assert not team or server.set_aside == 0, "each writes a file of their own"
    wanted = shared.union(*(laptop.said for laptop in laptops))
    for laptop in laptops:
        assert wanted <= laptop.edits()
        assert laptop.edits() == laptops[0].edits()
        assert conflicts(laptop.session) == conflicts(laptops[0].session)
        assert laptop.session.register().actions == laptops[0].session.register().actions
        assert check(laptop.session) == []
    for laptop in laptops:
        laptop.session.close()
    return Counter(edits=len(wanted), shared=len(shared), set_aside=server.set_aside, lost=len(lost.said - shared))


def come_to_rest(laptops: list[Laptop]) -> None:
    """Share and sync until nothing moves any more."""
    for _ in range(12):
        for laptop in laptops:
            laptop.share()
            while laptop.client.waiting():
                laptop.sync(laptop.client.waiting()[0])
        if not any(laptop.client.waiting() or laptop.sharing.news() or laptop.sharing.is_waiting for laptop in laptops):
            return
    raise AssertionError("they never come to rest")


@pytest.mark.parametrize("team", [True, False], ids=["own files", "one file"])
def test_nothing_shared_is_missing_when_a_laptop_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, team: bool
) -> None:
    first = tmp_path / "plan.sendtracker"
    with small_programme(first):
        pass
    total: Counter[str] = Counter()
    for seed in range((1_000 if team else 300) if LONG else 2):
        folder = tmp_path / str(seed)
        total += live(seed, folder, monkeypatch, first, team=team)
        shutil.rmtree(folder)
    assert total["shared"]
    print(dict(total))
