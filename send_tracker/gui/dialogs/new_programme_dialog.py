"""Starting a programme: its names, its status scale, its file, on one screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from send_tracker.domain.file_names import clean_name
from send_tracker.domain.presets import PRESET_TITLES, PRESETS
from send_tracker.domain.problem import Problem
from send_tracker.gui import choose_file
from send_tracker.gui.dialogs.house_dialog import HouseDialog, ScaleChips, fill, put_in
from send_tracker.gui.forms.ui_new_programme import Ui_NewProgrammeForm
from send_tracker.gui.opener import CreateFile
from send_tracker.services.programme import describe_programme
from send_tracker.services.session import Session

DEFAULT_NAME = "SEND improvement plan"
ENDING = ".sendtracker"


class NewProgrammeDialog(HouseDialog):
    """Makes the file when all is in order. ``created`` carries its session."""

    created = Signal(object)

    def __init__(self, folder: str, create: CreateFile, author: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder, self._create, self._author = Path(folder), create, author
        self._path_typed = False

        # Form
        self.form = Ui_NewProgrammeForm()
        self.form.setupUi(self)
        fill(self.form.scale, list(PRESET_TITLES.items()), next(iter(PRESETS)))
        self.chips = ScaleChips()
        put_in(self.form.chips, self.chips)
        self.finish_form()

        # Behaviour
        self.form.area.textEdited.connect(self._propose)
        self.form.name.textEdited.connect(self._propose)
        self.form.path.textEdited.connect(self._typed_path)
        self.form.scale.currentIndexChanged.connect(self._show_scale)
        self.form.choose.clicked.connect(self._choose)
        self.form.create.clicked.connect(self.create_file)
        self.form.cancel.clicked.connect(self.reject)
        self._show_scale()
        self._propose()
        self.form.area.setFocus()

    @property
    def full_name(self) -> str:
        """The programme's name with its area before it."""
        area, name = self.form.area.text().strip(), self.form.name.text().strip() or DEFAULT_NAME
        return name if not area or name.startswith(area) else f"{area} {name}"

    def _show_scale(self) -> None:
        self.chips.show_scale(PRESETS[self.form.scale.currentData()])

    def _propose(self) -> None:
        """Name the file after the programme until the officer names it."""
        if not self._path_typed:
            name = clean_name(f"{self.full_name}{ENDING}").removesuffix(ENDING)
            self.form.path.setText(str(choose_file.free_name(self._folder / f"{name}{ENDING}")))
            self.form.path.setCursorPosition(0)

    def _typed_path(self) -> None:
        self._path_typed = True

    def _choose(self) -> None:
        chosen = choose_file.to_save(self, "Where to keep the programme", self.path, f"SEND Tracker files (*{ENDING})")
        if chosen is not None:
            self._path_typed = True
            self.form.path.setText(str(chosen))

    @property
    def path(self) -> Path:
        """The file to be made; a bare name lies in the folder that was proposed."""
        path = Path(self.form.path.text().strip() or f"{DEFAULT_NAME}{ENDING}").expanduser()
        if path.suffix != ENDING:
            path = path.with_name(path.name + ENDING)
        return path if path.is_absolute() else self._folder / path

    def create_file(self) -> None:
        """Make the file and close; on a problem say it and stay."""
        session = self.attempt(self._create, self.path, self.form.scale.currentData(), author=self._author)
        if session is None:
            return
        try:
            describe_programme(session, name=self.full_name, area=self.form.area.text().strip())
        except Problem as problem:
            self.say_problem(problem.sentence)
            self._drop(session)
            return
        self.accept()
        self.created.emit(session)

    def _drop(self, session: Session) -> None:
        """Take an unnamed file away again: it was made a moment ago and holds nothing."""
        path = session.path
        session.close()
        path.unlink(missing_ok=True)
