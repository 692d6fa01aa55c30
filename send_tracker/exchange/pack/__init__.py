"""The board pack as an Excel workbook: one module a sheet, put together by :mod:`send_tracker.exchange.pack.writing`."""

from send_tracker.exchange.pack.writing import PackResult, write_pack

__all__ = ["PackResult", "write_pack"]
