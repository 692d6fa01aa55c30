"""Keeping this process within bounds while it reads what strangers sent."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

MEMORY = 1024 * 1024 * 1024
"""Bytes. A document of 25 MB takes a tenth of it."""

_PROCESS_MEMORY, _EXTENDED_LIMITS = 0x100, 9


def confine(memory: int = MEMORY) -> bool:
    """Let this process, and no other, have no more memory than so much; tell whether the system agreed.

    Where it does not, the limits on sizes and time hold by themselves.
    """
    if sys.platform == "win32":
        with suppress(Exception):
            return _confine_on_windows(memory)
        return False
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        return True
    return False


def _confine_on_windows(memory: int) -> bool:
    """Put this process into a job of its own that may have only so much memory."""
    import ctypes
    from ctypes import wintypes

    basic: list[tuple[str, Any]] = [
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", wintypes.DWORD),
        ("least_set", ctypes.c_size_t),
        ("most_set", ctypes.c_size_t),
        ("processes", wintypes.DWORD),
        ("affinity", ctypes.c_size_t),
        ("priority", wintypes.DWORD),
        ("scheduling", wintypes.DWORD),
    ]
    counters: list[tuple[str, Any]] = [(f"io{n}", ctypes.c_uint64) for n in range(6)]
    memories: list[tuple[str, Any]] = [
        (name, ctypes.c_size_t) for name in ("process", "job", "peak_process", "peak_job")
    ]
    basics = type("Basic", (ctypes.Structure,), {"_fields_": basic})
    limits = type("Limits", (ctypes.Structure,), {"_fields_": [("basic", basics), *counters, *memories]})
    wanted: Any = limits()
    wanted.basic.flags, wanted.process = _PROCESS_MEMORY, memory
    kernel = vars(ctypes)["WinDLL"]("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
    told = kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted))
    return bool(told and kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess())))
