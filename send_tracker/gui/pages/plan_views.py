"""The button of saved views over the plan: it names the view that is shown, with a dot once something was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QMenu

from send_tracker.domain.saved_views import SavedView, ViewSetting
from send_tracker.gui.widgets.buttons import Button
from send_tracker.gui.widgets.label import tip
from send_tracker.services.views import change_view, remove_view, rename_view, save_view, saved_views

if TYPE_CHECKING:
    from send_tracker.gui.pages.plan_page import PlanPage

_LONGEST = 18


class PlanViews(QObject):
    """Shows, keeps and takes away views of one plan page."""

    def __init__(self, page: PlanPage) -> None:
        super().__init__(page)
        self._page, self._sheet = page, page.sheet
        self._session = page.session
        self.current: SavedView | None = None
        self.button = Button("Views", "quiet", on_click=self.open, menu_mark=True)
        page.sheet.head.insertWidget(page.sheet.head.indexOf(page.sheet.search), self.button)
        page.sheet.listed.connect(self.say)
        self.say()

    # What is shown

    def setting(self) -> ViewSetting:
        """Return how the plan is shown now."""
        by, descending = self._sheet.header.sort
        columns = tuple(column.key for column in self._sheet.header.chosen())
        grouped = bool(self._page.workspace.preferences.get("plan_grouped"))
        return ViewSetting(self._sheet.filter, columns, by, descending, grouped)

    @property
    def is_changed(self) -> bool:
        """Whether what is shown is another than what was kept."""
        return self.current is not None and self.setting() != self.current.setting

    def say(self) -> None:
        """Name the view, with a dot where it was changed."""
        name = self.current.name if self.current else ""
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        changed = self.is_changed
        self.button.setText((f"{short}{' •' if changed else ''}" if name else "Views").replace("&", "&&"))
        words = f"View {name}{', changed since it was saved' if changed else ''}" if name else "Saved views"
        self.button.setAccessibleName(words)
        self.button.setToolTip(tip(words))
        self.button.updateGeometry()

    def show(self, view: SavedView) -> None:
        """Show the plan as a view has it."""
        self.current = view
        setting, preferences = view.setting, self._page.workspace.preferences
        preferences.set("plan_columns", list(setting.columns))
        preferences.set("plan_grouped", setting.grouped)
        self._sheet.header.lay_out()
        self._sheet.header.set_sort(setting.sort, setting.descending)
        self._page.show_filter(setting.filter)
        self.say()

    # The list

    def open(self) -> None:
        """Open the list of views under the button."""
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def make_menu(self) -> QMenu:
        """Return the list: the views, then what can be done with the one that is shown."""
        menu = QMenu(self.button)
        views = saved_views(self._session)
        self._follow(views)
        for view in views:
            entry = menu.addAction(view.name.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(self.current is not None and view.id == self.current.id)
            entry.triggered.connect(lambda _on, view=view: self.show(view))
        if not views:
            menu.addAction("No view is saved yet").setEnabled(False)
        menu.addSeparator()
        writable = not self._session.read_only
        current = self.current
        if current is not None:
            name = current.name.replace("&", "&&")
            for words, verb, can in (
                (f"Save the change to “{name}”", self.keep, writable and self.is_changed),
                (f"Go back to “{name}” as it was saved", lambda: self.show(current), self.is_changed),
                ("Rename…", self.rename, writable),
                ("Remove", self.remove, writable),
            ):
                entry = menu.addAction(words)
                entry.setEnabled(can)
                entry.triggered.connect(lambda _on, verb=verb: verb())
            menu.addSeparator()
        last = menu.addAction("Save this view as…")
        last.setEnabled(writable)
        last.triggered.connect(lambda _on: self.save_as())
        return menu

    def _follow(self, views: tuple[SavedView, ...]) -> None:
        """Take the current view as it is kept now; it may have been undone, renamed or taken away."""
        if self.current is not None:
            self.current = next((v for v in views if v.id == self.current.id), None)
            self.say()

    def refresh(self) -> None:
        """Read the current view again, after an edit."""
        self._follow(saved_views(self._session) if self.current else ())

    # What is done

    def save_as(self) -> None:
        """Ask for a name, and keep what is shown under it."""
        name = self._ask("Save this view", "Name of the view", "")
        if name:
            made = self._page.workspace.attempt(save_view, self._session, name, self.setting())
            self._choose(made or "")

    def keep(self) -> None:
        """Keep what is shown under the current view's name."""
        if self.current is not None:
            view = self.current.id
            self._page.workspace.attempt(change_view, self._session, view, self.setting())
            self._choose(view)

    def rename(self) -> None:
        """Ask for another name."""
        if self.current is not None:
            view = self.current
            name = self._ask("Rename the view", "Name of the view", view.name)
            if name:
                self._page.workspace.attempt(rename_view, self._session, view.id, name)
                self._choose(view.id)

    def remove(self) -> None:
        """Take the current view away; Undo brings it back."""
        if self.current is not None:
            view = self.current
            self._page.workspace.attempt(remove_view, self._session, view.id)
            self._choose("")
            self._page.workspace.notice.emit(f"The view “{view.name}” was removed. Undo brings it back.")

    def _choose(self, view: str) -> None:
        self.current = next((v for v in saved_views(self._session) if v.id == view), None)
        self.say()

    def _ask(self, title: str, label: str, text: str) -> str:
        found, ok = QInputDialog.getText(self._page, title, label, text=text)
        return " ".join(found.split()) if ok else ""
