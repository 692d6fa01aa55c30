"""How the columns of a small table share its width: each what its words need, and what is short is shared out."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def shared_widths(
    needs: Sequence[int], leasts: Sequence[int], elastic: Collection[int], yielding: Collection[int], room: int
) -> list[int]:
    """Return the width of each column.

    A column whose cells are empty needs its head alone, so that no words are cut while another column stands empty.
    Where all fits, what is left goes to the elastic columns in equal parts, or to the last column where there is none.
    Where it does not, the widest gives way first, elastic and yielding ones before the others, none below its least.

    Args:
        needs: what the longest words of each column need, its head included.
        leasts: what each column keeps, however little room there is.
        elastic: the columns that hold sentences. yielding: columns that may be cut before others are.
        room: the width of the table.
    """
    found = list(needs)
    spare = room - sum(found)
    if spare >= 0:
        takers = sorted(elastic) or [len(found) - 1]
        for place, column in enumerate(takers):
            found[column] += spare // len(takers) + (place < spare % len(takers))
        return found
    first = sorted({*elastic, *yielding})
    for columns in (first, [column for column in range(len(found)) if column not in first]):
        _give_way(found, leasts, columns, sum(found) - room)
    return found


def _give_way(found: list[int], leasts: Sequence[int], columns: Sequence[int], short: int) -> None:
    """Take what is missing from the widest of these columns, one level at a time."""
    while short > 0:
        open_ = [column for column in columns if found[column] > leasts[column]]
        if not open_:
            return
        widest = max(found[column] for column in open_)
        level = [column for column in open_ if found[column] == widest]
        below = [found[column] for column in open_ if found[column] < widest]
        floor = max([*below, *(leasts[column] for column in level)])
        cut = min(widest - floor, -(-short // len(level)))
        for column in level:
            taken = min(cut, short)
            found[column] -= taken
            short -= taken
