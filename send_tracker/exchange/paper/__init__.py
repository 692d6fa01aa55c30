"""The board paper: a cover sheet, a summary, exceptions, the decisions asked for, and appendices."""

from send_tracker.exchange.paper.content import Cover
from send_tracker.exchange.paper.writing import issue_paper, write_paper

__all__ = ["Cover", "issue_paper", "write_paper"]
