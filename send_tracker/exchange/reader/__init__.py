"""The reader: a position of a board as one web page that can be searched, filtered and sorted, and read without."""

from send_tracker.exchange.reader.writing import write_reader

__all__ = ["write_reader"]
