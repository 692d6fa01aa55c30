"""The pages of the user guide: their order, their text with the rows that code knows best, and the search in them.

The text is Markdown in ``docs/guide``. ``index.md`` lists the pages in order. What the program itself knows – keys,
challenge rules, their numbers – is not written there a second time: a line such as ``{{rules}}`` stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from send_tracker.domain.challenge.rules import RULES
from send_tracker.domain.challenge.thresholds import THRESHOLDS
from send_tracker.domain.severity import SEVERITY_LABELS
from send_tracker.gui.commands import MENUS
from send_tracker.gui.menus import key_words, plain_words
from send_tracker.resource_files import guide_file
from send_tracker.settings import SETTINGS

INDEX: Final = "index"
_LINKED: Final = re.compile(r"^- \[([^\]]+)\]\(([a-z0-9-]+)\.md\)", re.MULTILINE)
_ENTRY: Final = re.compile(r"^- \*\*(?P<words>[^*]+)\*\*", re.MULTILINE)
_STANDS_FOR: Final = re.compile(r"^\{\{([a-z]+)\}\}$", re.MULTILINE)
_MARKS: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`#|\[\]]|^- ", re.MULTILINE)
_TOLD: Final[set[str]] = set()
_AROUND: Final = 60
"""Characters before and after the words that were found."""


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: the name of its file, its title, its Markdown."""

    key: str
    title: str
    text: str

    @property
    def plain(self) -> str:
        """The words without marks, for the search."""
        return " ".join(_MARKS.sub(" ", self.text).split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A page in which all words were found, and what stands around the first of them."""

    page: GuidePage
    excerpt: str


@cache
def pages() -> tuple[GuidePage, ...]:
    """Return the pages in the order of the guide, the contents first."""
    index = guide_file(f"{INDEX}.md").read_text(encoding="utf-8")
    listed = [(match[2], match[1]) for match in _LINKED.finditer(index)]
    rest = (GuidePage(key, title, page_text(key)) for key, title in listed)
    return GuidePage(INDEX, "Contents", index), *rest


def page(key: str) -> GuidePage:
    """Return a page by its key; the contents for a key that there is not."""
    return next((found for found in pages() if found.key == key), pages()[0])


def page_text(key: str) -> str:
    """Return the Markdown of a page with everything put in that the program knows."""
    text = guide_file(f"{key}.md").read_text(encoding="utf-8")
    text = _STANDS_FOR.sub(lambda found: "\n".join(_FILLED[found[1]]()), text)
    return _ENTRY.sub(_with_key, with_every_entry(text)) if key == "menus" else text


def entries_without_words(text: str) -> dict[str, list[str]]:
    """Return the menu entries, by menu, of which the page of the menus has no line yet."""
    missing: dict[str, list[str]] = {}
    for menu, entries in MENUS.items():
        told = _section(text, plain_words(menu))
        written = {found["words"] for found in _ENTRY.finditer(told)}
        if lacking := [words for e in entries if (words := plain_words(e.words)) not in written]:
            missing[plain_words(menu)] = lacking
    return missing


def with_every_entry(text: str) -> str:
    """Return the page of the menus with the entries that nobody has described: their names and keys are there."""
    for menu, lacking in entries_without_words(text).items():
        told = _section(text, menu)
        lines = "\n".join(f"- **{words}**" for words in lacking)
        text = text.replace(told, f"{told.rstrip()}\n{lines}\n\n") if told else f"{text}\n## {menu}\n\n{lines}\n"
    return text


def _section(text: str, title: str) -> str:
    """Return a heading with what stands below it; empty where there is none."""
    found = re.search(rf"^## {re.escape(title)}$.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[0] if found else ""


def _with_key(found: re.Match[str]) -> str:
    """Put the key of a menu entry after its words."""
    key = _keys().get(found["words"], "")
    return f"{found[0]} ({key})" if key else found[0]


@cache
def _keys() -> dict[str, str]:
    return {plain_words(e.words): key_words(e.key) for entries in MENUS.values() for e in entries if e.key}


def _rules() -> Iterator[str]:
    for rule in RULES:
        yield f"- **{rule.title}** ({SEVERITY_LABELS[rule.severity].lower()}): {rule.definition}"


def _numbers() -> Iterator[str]:
    for number in THRESHOLDS:
        yield f"- **{number.label}**: {number.first} at first."


def _other_keys() -> Iterator[str]:
    from send_tracker.gui.dialogs.shortcuts_dialog import ELSEWHERE

    for key, words, where in ELSEWHERE:
        yield f"- **{key_words(key)}** ({where}): {words}."


def _settings() -> Iterator[str]:
    for setting in SETTINGS.values():
        if setting.title:
            choices = ", ".join(words for _value, words in setting.choices)
            words = f"{choices}." if choices else setting.hint or "What you type here."
            yield f"- **{setting.title}** – {words}"


def _remembered() -> Iterator[str]:
    names = ", ".join(f"`{setting.name}`" for setting in SETTINGS.values() if not setting.title)
    yield f"Their names there: {names}."


_FILLED: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "rules": _rules,
    "numbers": _numbers,
    "keys": _other_keys,
    "settings": _settings,
    "remembered": _remembered,
    "commands": lambda: iter(("`send-tracker --help` lists the commands.",)),
}


def fill_commands(tell: Callable[[], str]) -> None:
    """Have the page of the command line tell its commands: the window may not know them, and is given this call."""
    if "commands" not in _TOLD:
        _TOLD.add("commands")
        _FILLED["commands"] = lambda: iter((tell(),))
        pages.cache_clear()


# Search


def search(words: str) -> list[Hit]:
    """Return the pages that hold every word, those first that have it in their title."""
    wanted = words.casefold().split()
    found = []
    for each in pages()[1:]:
        plain = each.plain
        folded = plain.casefold()
        if wanted and all(word in folded for word in wanted):
            found.append(Hit(each, _excerpt(plain, folded.find(wanted[0]), len(wanted[0]))))
    return sorted(found, key=lambda hit: not any(word in hit.page.title.casefold() for word in wanted))


def _excerpt(plain: str, start: int, length: int) -> str:
    """Return what stands around a place, cut at spaces."""
    first, last = max(0, start - _AROUND), min(len(plain), start + length + _AROUND)
    first = plain.find(" ", first, start) + 1 if first else 0
    last = plain.rfind(" ", start + length, last) if last < len(plain) else last
    last = last if last > 0 else len(plain)
    return f"{'… ' if first else ''}{plain[first:last]}{' …' if last < len(plain) else ''}"
