"""Is a process of this computer still at work? Asked without touching it."""

from __future__ import annotations

import os
import sys

_QUERY = 0x1000
_STILL_ACTIVE = 259
_DENIED = 5


def is_running(process: int) -> bool:
    """Tell whether a process of this computer runs; True where that cannot be told."""
    if process <= 0:
        return False
    if sys.platform == "win32":
        return _runs_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is another user's
    return True


def _runs_on_windows(process: int) -> bool:
    """Ask Windows; ``os.kill`` would end the process there."""
    import ctypes

    kernel = vars(ctypes)["WinDLL"]("kernel32", use_last_error=True)
    handle = kernel.OpenProcess(_QUERY, False, process)
    if not handle:
        return bool(vars(ctypes)["get_last_error"]() == _DENIED)
    code = ctypes.c_ulong()
    told = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return not told or code.value == _STILL_ACTIVE
