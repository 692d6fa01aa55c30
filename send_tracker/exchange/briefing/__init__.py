"""The partner briefing: what it says (``content``), and how it is written to Word or to a web page (``writing``)."""

from send_tracker.exchange.briefing.writing import write_briefing

__all__ = ["write_briefing"]
