"""Where both frozen programs start: the window's and the command line's."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from send_tracker.__main__ import main

LEFT_OUT = ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets")


def stand_in(name: str) -> ModuleType:
    """Return a module whose every name is a plain widget, for parts of Qt that are named and never used.

    pyqtgraph derives classes from them when it is imported, and makes one only where OpenGL was asked for, which we
    never do. Ten megabytes stay out by it.
    """
    made = ModuleType(name)

    def found(_name: str) -> Any:
        from PySide6.QtWidgets import QWidget

        return QWidget

    made.__getattr__ = found  # type: ignore[method-assign]
    return made


if __name__ == "__main__":
    for left_out in LEFT_OUT:
        sys.modules[left_out] = stand_in(left_out)
    sys.exit(main())
