"""The dialog that shows a bug's report, and the way to it from any thread."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from send_tracker import APP_NAME
from send_tracker.crash import Notice
from send_tracker.crash_log import forget_pending
from send_tracker.gui.focus_order import EyeOrder

_UNSEEN_PLATFORMS = {"offscreen", "minimal"}


class CrashDialog(EyeOrder, QDialog):
    """One sentence of comfort, and a report to copy and send."""

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = notice.report

        # Window
        self.setWindowTitle(f"{APP_NAME}: something went wrong")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(680, 420)

        # Words
        sentence = _plain_label(notice.sentence, self)
        where = f"A copy is kept in {notice.log}" if notice.log else "It could not be written to the log."
        advice = _plain_label(
            "The report below holds versions and program lines, and nothing from your file. "
            f"Copy it and send it to whoever looks after {APP_NAME} for you. {where}",
            self,
        )

        # Report
        self.report = QPlainTextEdit(notice.report, self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setAccessibleName("Report")
        advice.setBuddy(self.report)

        # Buttons
        buttons = QDialogButtonBox(self)
        self.copy_button = buttons.addButton("&Copy report", QDialogButtonBox.ButtonRole.ActionRole)
        self.close_button = buttons.addButton("C&lose", QDialogButtonBox.ButtonRole.RejectRole)
        self.copy_button.setAccessibleName("Copy report")
        self.close_button.setAccessibleName("Close")
        self.copy_button.clicked.connect(self.copy_report)
        buttons.rejected.connect(self.reject)

        # Layout
        layout = QVBoxLayout(self)
        layout.addWidget(sentence)
        layout.addWidget(advice)
        layout.addWidget(self.report, 1)
        layout.addWidget(buttons)
        self.copy_button.setFocus()

    def copy_report(self) -> None:
        """Put the report on the clipboard and say so on the button."""
        QGuiApplication.clipboard().setText(self._report)
        forget_pending()  # it was taken, so the next start does not offer it again
        self.copy_button.setText("&Copied")
        self.copy_button.setAccessibleName("Report copied")


class _Relay(QObject):
    """Carries a notice to the window's thread, and out of the paint event or slot that failed."""

    wanted = Signal(object)

    def __init__(self, home: QThread) -> None:
        super().__init__()
        self._open: set[QDialog] = set()  # a dialog without a parent lives as long as Python holds it
        self.moveToThread(home)
        self.wanted.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _show(self, notice: Notice) -> None:
        dialog = _dialog(notice)
        if dialog is not None:
            self._open.add(dialog)
            dialog.finished.connect(lambda _result: self._open.discard(dialog))
            dialog.open()


def present(notice: Notice, wait: bool) -> bool:
    """Show ``notice`` in a window, from any thread.

    Args:
        notice: what to show.
        wait: return only when it was closed, because no event loop is left to show it later.

    Returns:
        False if this process has no window that somebody could see.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication) or QGuiApplication.platformName() in _UNSEEN_PLATFORMS:
        return False
    if not wait or QThread.currentThread() != application.thread():
        _relay(application).wanted.emit(notice)
        return True
    dialog = _dialog(notice)
    if dialog is not None:
        dialog.exec()
    return True


@cache
def _relay(application: QApplication) -> _Relay:
    return _Relay(application.thread())


def _dialog(notice: Notice) -> QDialog | None:
    """Return the dialog for ``notice``, or None while another report is on the screen: it is in the log anyway."""
    parent = QApplication.activeWindow()
    if not notice.report:
        return _message(notice.sentence, parent)
    if any(isinstance(window, CrashDialog) and window.isVisible() for window in QApplication.topLevelWidgets()):
        return None
    return CrashDialog(notice, parent)


def _message(sentence: str, parent: QWidget | None) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(APP_NAME)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.setAccessibleDescription(sentence)
    return box


def _plain_label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    return label
