"""The parts of the detail panel."""

from typing import Final

PAD: Final = 16
"""Pixels between the panel's edge and what it shows."""
