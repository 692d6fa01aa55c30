"""Which action carries on another that left the plan: chains are followed, and a circle is none.

Source: domain notes 2.3 ("also: re-opened, superseded or merged, withdrawn with approval"); an action is never deleted.
"""

from __future__ import annotations

from collections.abc import Mapping


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
