"""How much of a strange file is read. Measured: within them a sheet takes under 5 seconds and 300 MB.

A plan has 60 to 120 actions; these leave room for registers a hundred times that size.
"""

from __future__ import annotations

from typing import Final

FILE_BYTES: Final = 64 * 1024 * 1024
"""The file as it lies on the disk."""

PARTS: Final = 2_000
"""Parts of the zip."""

UNPACKED_BYTES: Final = 400 * 1024 * 1024
"""All parts unpacked, pictures too. Only the parts that are needed are unpacked, and one at a time."""

PART_BYTES: Final = 120 * 1024 * 1024
"""The largest part that is read."""

SMALL_PART_BYTES: Final = 8 * 1024 * 1024
"""Styles, the theme and the list of sheets."""

ELEMENTS: Final = 2_500_000
"""Elements of one part, once rows of blank cells are left out."""

ROWS: Final = 20_000
"""Rows with a value, of one sheet."""

CELLS: Final = 250_000
"""Cells with a value or a fill, of one sheet: 5,000 rows of 50 columns."""

DEPTH: Final = 64
"""Elements within elements; a sheet has six."""

COLUMNS: Final = 256
"""Columns from the left. What stands further out is named and left out."""

TEXT: Final = 32_767
"""Characters of a cell: as many as Excel allows."""

ALL_TEXT: Final = 24_000_000
"""Characters of all cells of a book."""

SHEETS: Final = 60
