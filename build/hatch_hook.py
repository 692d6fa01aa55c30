"""The wheel hook: compiled forms and shipped resources go into the package that pip installs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FormsHook(BuildHookInterface[Any]):
    """Runs before each wheel, an editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the forms, then tell hatchling what else belongs in the wheel.

        Args:
            version: ``standard`` or ``editable``.
            build_data: hatchling's notes on this build, changed here.
        """
        root = Path(self.root)
        self._compile(root)
        build_data["artifacts"].append("/send_tracker/gui/forms/*.py")
        if version != "editable":  # a checkout reads its resources where they lie
            build_data["force_include"].update(shipped_resources(root))

    @staticmethod
    def _compile(root: Path) -> None:
        # hatchling loads this file by its path, so its neighbours are not importable yet.
        sys.path[:0] = [str(root / "build"), str(root)]
        import compile_forms

        try:
            compile_forms.compile_all(root)
        except compile_forms.CompileError as error:
            from send_tracker.qt_check import missing_packages

            packages = missing_packages()
            if packages:
                sys.exit(
                    "Qt cannot start because this machine lacks system libraries. Install them, then run this again: "
                    f"sudo apt-get install {' '.join(packages)}"
                )
            sys.exit(f"The forms could not be compiled. {error}")


def shipped_resources(root: Path) -> dict[str, str]:
    """Return each file under ``resources/`` with its place in the wheel; notes for developers stay behind."""
    files = sorted(path.relative_to(root) for path in (root / "resources").rglob("*") if path.is_file())
    shipped = {
        str(root / path): f"send_tracker/{path.as_posix()}"
        for path in files
        if path.name != "README.md" and path.suffix != ".qrc" and not path.name.startswith(".")
    }
    return shipped | shipped_guide(root)


def shipped_guide(root: Path) -> dict[str, str]:
    """Return the pages of the user guide, and its pictures where ``render_guide.py`` has made them."""
    guide = root / "docs" / "guide"
    files = [*guide.glob("*.md"), *(guide / "pictures").glob("*.png")]
    place = "send_tracker/resources/guide"
    return {str(path): f"{place}/{path.relative_to(guide).as_posix()}" for path in sorted(files)}
