"""The board pack as an Excel workbook: one module a sheet, put together in ``writing``."""

from send_tracker.exchange.pack.options import PackOptions
from send_tracker.exchange.pack.writing import PackOf, PackResult, check_pack, issue_pack, write_pack

__all__ = ["PackOf", "PackOptions", "PackResult", "check_pack", "issue_pack", "write_pack"]
