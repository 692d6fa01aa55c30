"""Which action carries on another that left the plan: chains are followed, and a circle is none.

Source: domain notes 2.3 ("also: re-opened, superseded or merged, withdrawn with approval"); an action is never deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from send_tracker.domain.register import Register


def chain(successors: Mapping[str, str | None], action: str) -> list[str]:
    """Return the actions that carry one on, nearest first; it stops before it would come round again.

    Two officers who never saw each other's edits can make a circle that neither could make alone.
    """
    found: list[str] = []
    following = successors.get(action)
    while following and following not in found and following != action:
        found.append(following)
        following = successors.get(following)
    return found


def makes_circle(successors: Mapping[str, str | None], action: str, successor: str) -> bool:
    """Tell whether an action that is carried on by another would, in the end, be carried on by itself."""
    return action == successor or action in chain(successors, successor)


@dataclass(frozen=True, slots=True)
class Descent:
    """Who carries on whom in a register, by references."""

    refs: Mapping[str, str]
    successors: Mapping[str, str | None]
    before: Mapping[str, Sequence[str]]

    def later(self, action: str) -> list[str]:
        """Return the references of what carries an action on, nearest first."""
        return [self.refs.get(id, "") for id in chain(self.successors, action)]

    def earlier(self, action: str) -> list[str]:
        """Return the references of what an action carries on itself."""
        return [self.refs.get(id, "") for id in self.before.get(action, ())]


def descent(register: Register) -> Descent:
    """Return who carries on whom; only what has left the plan is carried on."""
    refs = {a.id: a.ref for a in (*register.actions, *register.withdrawn)}
    before: dict[str, list[str]] = defaultdict(list)
    for action in register.withdrawn:
        if action.successor:
            before[action.successor].append(action.id)
    return Descent(refs, {a.id: a.successor for a in register.withdrawn}, before)
