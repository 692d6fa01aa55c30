"""The board paper: a cover sheet, a summary, exceptions, the decisions asked for, and appendices."""

from send_tracker.exchange.paper.writing import Cover, write_paper

__all__ = ["Cover", "write_paper"]
