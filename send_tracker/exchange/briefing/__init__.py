"""The partner briefing: what it says (``content``), and how it is written to Word or to a web page (``writing``)."""

from send_tracker.exchange.briefing.writing import issue_briefing, write_briefing

__all__ = ["issue_briefing", "write_briefing"]
