"""Is Qt usable here, and is there a screen? Asked before the first Qt import, so that no answer is an abort."""

from __future__ import annotations

import builtins
import importlib
import os
import sys

from send_tracker.domain.problem import Problem

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""What PySide6-Essentials links to without bringing it, with the Debian package that holds it."""

WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window on X11 needs besides. Without one of them Qt ends the process with a message about plugins."""

_NO_SCREEN_PLATFORMS = ("offscreen", "minimal")


def require_qt() -> None:
    """Make sure that Qt can be imported.

    Raises:
        Problem: ``no-qt``, with the Debian packages to install where they are known.
    """
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        packages = missing_packages()
        if not packages:
            raise Problem(f"Qt could not be loaded, so nothing was opened. Python says: {error}", "no-qt") from error
        raise Problem(
            f"Qt cannot start because this machine lacks {_count(packages)}. "
            f"Install with: sudo apt-get install {' '.join(packages)}",
            "no-qt",
        ) from error
    _give_imports_back()


def _give_imports_back() -> None:
    """Have imports done by Python alone again, after Qt was imported.

    PySide6 puts a hook in their place, for programs that say ``from __feature__ import snake_case``. This one never
    does, and the hook reads the source of every module that is imported after Qt, to look for the word in it: of each
    page when it is first shown, and of all of the window before its first paint.
    """
    plain = getattr(builtins, "__orig_import__", None)  # where PySide6 keeps what was there before
    if plain is not None:
        builtins.__import__ = plain


def require_window() -> None:
    """Make sure that Qt can be imported and that a window can be shown.

    Raises:
        Problem: ``no-qt``, ``no-screen``, or ``no-window-libraries`` with the Debian packages to install.
    """
    require_qt()
    if not has_screen():
        raise Problem(
            "There is no screen here, so no window was opened. The command line works without one. "
            "See: send-tracker --help",
            "no-screen",
        )
    packages = missing_packages(WINDOW_LIBRARIES) if _on_x11() else []
    if packages:
        raise Problem(
            f"No window can be shown because this machine lacks {_count(packages)}. "
            f"Install with: sudo apt-get install {' '.join(packages)}",
            "no-window-libraries",
        )


def has_screen() -> bool:
    """Return whether a window would be seen by somebody."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform.startswith(_NO_SCREEN_PLATFORMS):
        return False
    if not _on_linux():
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _x11_answers()


def missing_packages(libraries: dict[str, str] = QT_LIBRARIES) -> list[str]:
    """Return the Debian packages of those ``libraries`` that this machine cannot load; none away from Linux."""
    if not _on_linux():
        return []
    return sorted({package for library, package in libraries.items() if not _loads(library)})


def _count(packages: list[str]) -> str:
    return "a system library" if len(packages) == 1 else f"{len(packages)} system libraries"


def _on_linux() -> bool:
    return sys.platform.startswith("linux")


def _on_x11() -> bool:
    return _on_linux() and not os.environ.get("WAYLAND_DISPLAY")


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _x11_answers() -> bool:
    """Return whether the X server in DISPLAY answers: Qt ends the process when it does not."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # nobody can tell; require_window() names the missing package
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers
