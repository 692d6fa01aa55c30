"""The detail panel of a measure, part by part."""

from __future__ import annotations

from typing import Final

PAD: Final = 16
