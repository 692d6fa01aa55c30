"""What a status still asks for, right under the control: each a link to the field that satisfies it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from send_tracker.gui.widgets.flow import FlowLayout
from send_tracker.gui.widgets.label import Label
from send_tracker.gui.widgets.text_link import TextLink
from send_tracker.services.gates import Lacking


class GateLine(QWidget):
    """Hidden while nothing is lacking. ``wanted`` carries the field of the link that was pressed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: list[TextLink] = []
        self._lacking: tuple[Lacking, ...] = ()
        self._targets: list[str] = []
        self.lead = Label("", "chip", token="muted")
        self._row = FlowLayout(self, gap=6, line_gap=0)
        self._row.setContentsMargins(0, 4, 0, 0)
        self._row.addWidget(self.lead)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def fields(self) -> list[str]:
        """The fields that would satisfy what is lacking, in order."""
        return [lacking.asked.field for lacking in self._lacking]

    @property
    def text(self) -> str:
        """All that it says; empty while it is hidden."""
        if self.isHidden():
            return ""
        return f"{self.lead.text()} {', '.join(lacking.words for lacking in self._lacking)}"

    def show_lacking(self, lead: str, lacking: Sequence[Lacking], or_why: bool = False) -> None:
        """Say what is lacking; the links that stay keep their focus.

        ``or_why`` adds the way on without it, where the reason is not asked for anyway.
        """
        self.lead.setText(lead)
        self._lacking = tuple(lacking)
        links = [(one.asked.field, one.words, one.sentence) for one in lacking]
        if or_why and lacking and lacking[0].asked.field != "reason":
            links.append(("reason", "or say why", "Say why it is right without that, and it is saved."))
        while len(self._links) < len(links):
            self._add_link()
        self._targets = [field for field, _, _ in links]
        for at, link in enumerate(self._links):
            link.setVisible(at < len(links))
            if at < len(links):
                link.set_words(*links[at][1:])
        self.setVisible(bool(lacking))
        self.setAccessibleName(f"{lead} {', '.join(one.words for one in lacking)}" if lacking else "")
        self._row.invalidate()
        self.updateGeometry()

    def _add_link(self) -> None:
        link = TextLink("", self)
        at = len(self._links)
        link.clicked.connect(lambda _on: self.wanted.emit(self._targets[at]))
        self._links.append(link)
        self._row.addWidget(link)
