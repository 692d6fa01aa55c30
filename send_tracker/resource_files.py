"""Where the files that ship with the program lie: icons, style sheets, samples, templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources_folder() -> Path:
    """Return the folder of shipped files.

    An installed wheel and a PyInstaller folder hold it inside the package; a checkout beside it.

    Raises:
        FileNotFoundError: neither is there, so the installation is broken.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"The resources folder is missing from {package}")


def resource(*parts: str) -> Path:
    """Return the path of one shipped file or folder, such as ``resource("icons", "plan.svg")``."""
    return resources_folder().joinpath(*parts)


def resource_text(*parts: str) -> str:
    """Return one shipped text file, read as UTF-8."""
    return resource(*parts).read_text(encoding="utf-8")


def guide_file(*parts: str) -> Path:
    """Return the path of a file of the user guide; a checkout keeps it where it is read on the web, in ``docs``."""
    shipped = resources_folder() / "guide"
    folder = shipped if shipped.is_dir() else resources_folder().parent / "docs" / "guide"
    return folder.joinpath(*parts)
