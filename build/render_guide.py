"""Make the pictures of the user guide from the sample, so that they never go stale.

Usage: ``python build/render_guide.py``. Writes ``docs/guide/pictures/NAME-light.png`` and ``NAME-dark.png`` for every
picture that a page of the guide names. They are not committed: whoever builds a wheel or the frozen program runs this
first, and the wheel hook takes them along. The scenes are those of ``render_scenes.py``.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
GUIDE: Final = ROOT / "docs" / "guide"
PICTURE: Final = re.compile(r"!\[[^\]]*\]\(pictures/([a-z0-9_-]+)\.png\)")
WIDTH, HEIGHT = 1280, 760


def names() -> list[str]:
    """Return the pictures that the guide names, each once."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in sorted(GUIDE.glob("*.md")))
    return sorted(set(PICTURE.findall(text)))


def main() -> None:
    """Make all pictures of the guide."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    target = GUIDE / "pictures"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in render(Path(folder) / "nottinghamshire-demo.sendtracker", target):
            print(name)
    _say_what_is_missing()


def _say_what_is_missing() -> None:
    """Name the menu entries that have no words in the guide yet."""
    from send_tracker.gui.help.guide import entries_without_words

    for menu, lacking in entries_without_words((GUIDE / "menus.md").read_text(encoding="utf-8")).items():
        print(f"docs/guide/menus.md says nothing of {menu}: {', '.join(lacking)}")


def render(sample: Path, target: Path) -> Iterator[str]:
    """Make each picture in light and dark, and yield its name."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from render_pages import close_window, make_sample, make_window, shoot
    from render_scenes import scenes
    from send_tracker.gui import theme
    from send_tracker.gui.app import make_application

    application = make_application()
    make_sample(sample)
    wanted = set(names())
    for name, path, prepare in scenes(sample):
        if name not in wanted:
            continue
        for mode in ("light", "dark"):
            theme.apply(application, mode)
            with tempfile.TemporaryDirectory() as own:
                window = make_window(Path(shutil.copy(path, own)) if path else None)
                window.resize(WIDTH, HEIGHT)
                window.show()
                prepare(window)
                QTest.qWait(700)
                dialog = QApplication.activeModalWidget()
                picture = dialog.grab() if dialog is not None else shoot(window)
                picture.save(str(target / f"{name}-{mode}.png"))
                close_window(window)
        yield name


if __name__ == "__main__":
    main()
