"""The board pack as an Excel workbook: one module a sheet, put together in ``writing``."""

from send_tracker.exchange.pack.writing import PackResult, write_pack

__all__ = ["PackResult", "write_pack"]
