"""Help > User guide (F1): pages at the left, the page at the right, a field that searches all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from send_tracker import APP_NAME
from send_tracker.gui import theme
from send_tracker.gui.focus_order import EyeOrder
from send_tracker.gui.help.guide import fill_commands, page, pages, search
from send_tracker.gui.help.guide_view import GuideView
from send_tracker.gui.opener import Opener
from send_tracker.gui.widgets.buttons import IconButton
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.search_field import SearchField

_KEY = Qt.ItemDataRole.UserRole
_open: HelpWindow | None = None


class HelpWindow(EyeOrder, QWidget):
    """A window of its own, so that it can be read beside a dialog that holds the main window."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.setWindowTitle(f"User guide – {APP_NAME}")
        self.setAccessibleName("User guide")
        self._been: list[str] = []
        self._shown = ""
        self._root: QWidget | None = None

        # Parts
        self.field = SearchField("Search the guide", "Ctrl+F")
        self.back_button = IconButton("arrow-left", "Back (Alt+Left)", self.back)
        self.list = QListWidget()
        self.list.setAccessibleName("Pages of the guide")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = Label("No page has all of these words.", token="muted", wrap=True)
        self.none.hide()
        self.view = GuideView()
        self._lay_out()

        # Ways
        self.field.changed.connect(self._list)
        self.field.returnPressed.connect(self._to_list)
        self.list.currentItemChanged.connect(self._chosen)
        self.list.itemActivated.connect(lambda _item: self.view.setFocus())
        self.view.wanted.connect(self.show_page)
        for keys, verb in (("Ctrl+F", self._to_find), ("Ctrl+K", self._to_find), ("Alt+Left", self.back)):
            QShortcut(QKeySequence(keys), self, verb)
        QShortcut(QKeySequence("Escape"), self, self._escape)
        self.resize(theme.px(980), theme.px(680))
        self._list("")

    def _lay_out(self) -> None:
        left = QWidget()
        left.setProperty("ground", "window")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addWidget(self.field, 1)
        column.addLayout(row)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(280), theme.px(700)])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    # What is listed

    def _list(self, words: str) -> None:
        """List all pages, or those that hold the words, with what stands around them."""
        blocked = self.list.blockSignals(True)
        self.list.clear()
        hits = search(words)
        rows = [(h.page.key, f"{h.page.title}\n{h.excerpt}") for h in hits]
        for key, text in rows if words.strip() else [(p.key, p.title) for p in pages()]:
            item = QListWidgetItem(text)
            item.setData(_KEY, key)
            self.list.addItem(item)
        self.none.setVisible(bool(words.strip()) and not hits)
        self.list.blockSignals(blocked)
        if words.strip() and hits:
            self.list.setCurrentRow(0)
        elif not words.strip() and self._been:
            self._point_at(self._shown)

    def _point_at(self, key: str) -> None:
        blocked = self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.setCurrentRow(row)
        self.list.blockSignals(blocked)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(str(item.data(_KEY)))

    # What is shown

    @property
    def key(self) -> str:
        """The page that is shown."""
        return self._shown

    def show_page(self, key: str) -> None:
        """Show a page, as a link or F1 asks."""
        self._show(key)
        self._point_at(self.key)

    def _show(self, key: str) -> None:
        found = page(key)
        self._shown = found.key
        # What is shown while somebody types is only a look; Back does not go through all of it.
        if not self.field.text() and self._been[-1:] != [found.key]:
            self._been.append(found.key)
        self.view.show_page(found, self.field.text())
        self.back_button.setEnabled(len(self._been) > 1 or self._been[-1:] != [self._shown])

    def back(self) -> None:
        """Show the page before."""
        if self._been[-1:] == [self._shown] and len(self._been) > 1:
            self._been.pop()
        if self._been:
            self.show_page(self._been[-1])

    # Keys

    def _to_find(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _escape(self) -> None:
        """Empty the search first, then close."""
        if self.field.text():
            self.field.clear()
        else:
            self.close()

    # Beside the main window

    def follow(self, root: QWidget) -> None:
        """Go away with the main window."""
        if self._root is not root:
            self._root = root
            root.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._root and event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Be forgotten, once this event is over: nobody else holds this window, and it would go while it closes."""
        super().closeEvent(event)
        QTimer.singleShot(0, _forget)


def _forget() -> None:
    global _open  # noqa: PLW0603
    if _open is not None and _open.isHidden():
        _open = None


def shown_guide() -> HelpWindow | None:
    """Return the guide if it is shown."""
    return None if _open is None or _open.isHidden() else _open


def show_help(topic: str, near: QWidget) -> HelpWindow:
    """Show the guide at a page, beside the window that asks; there is one such window."""
    global _open  # noqa: PLW0603
    if _open is None:
        _open = HelpWindow()
    root = near.window()
    while (above := root.parentWidget()) is not None:
        root = above.window()
    opener = getattr(root, "opener", None)
    if isinstance(opener, Opener) and opener.tell_commands is not None:
        fill_commands(opener.tell_commands)
    _open.follow(root)
    _open.field.clear()
    _open.show_page(topic)
    _open.show()
    _open.activateWindow()
    _open.view.setFocus(Qt.FocusReason.OtherFocusReason)
    return _open
