"""The viewport of a table or a header that is in the first paint."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(view: QAbstractScrollArea, role: QPalette.ColorRole) -> None:
    """Give a view a viewport like its own one, but made here.

    Of one that Qt made PySide does not know which kind of widget it is. Asked for it, it loads every class of
    widgets there is to find out, which takes as long as painting the rows.
    """
    port = QWidget()
    port.setBackgroundRole(role)
    port.setAutoFillBackground(True)
    port.setMouseTracking(True)
    view.setViewport(port)
