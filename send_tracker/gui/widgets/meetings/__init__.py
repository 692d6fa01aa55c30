"""The parts of the Meetings page: registers with their forms, and the tabs of one meeting."""

from typing import Final

PAD: Final = 16
