"""Writing a document as one self-contained web page: no script, no network, light and dark, made to be printed too."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from send_tracker.domain.status import StatusLevel
from send_tracker.exchange.document.blocks import Document, Keyed
from send_tracker.exchange.document.palette import NIGHT, PAPER, status_colours
from send_tracker.resource_files import resource, resource_text

TEMPLATES: Final = "templates"


def page_text(document: Document, *, script: str = "") -> str:
    """Return the whole page. Every text is escaped; drawings are ours and escaped already.

    Args:
        document: what it says.
        script: one of our own scripts among the templates, which adds to a page that reads without it. The page's
            policy allows this one script, by its hash, and nothing else.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(resource(TEMPLATES)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["drawing"] = Markup
    environment.tests["keyed"] = lambda entry: isinstance(entry, Keyed)
    environment.tests["status"] = lambda entry: isinstance(entry, StatusLevel)
    environment.filters["block"] = lambda block: type(block).__name__.lower()
    code = resource_text(TEMPLATES, script) if script else ""
    return environment.get_template("document.html.j2").render(
        document=document,
        outline=list(document.outline()),
        paper=Markup(_names(PAPER, document, dark=False)),
        night=Markup(_names(NIGHT, document, dark=True)),
        places={level.code: place for place, level in enumerate(document.levels)},
        script=Markup(code),
        script_hash=b64encode(sha256(code.encode("utf-8")).digest()).decode("ascii"),
    )


def _names(colours: Mapping[str, str], document: Document, *, dark: bool) -> str:
    """Return the style sheet's colour names; hex colours come from our own tables and from the status scale."""
    found = dict(colours)
    for place, level in enumerate(document.levels):
        found |= {f"s{place}-{part}": value for part, value in status_colours(level, dark=dark).items()}
    return " ".join(f"--{name}: {_hex(value)};" for name, value in found.items())


def _hex(colour: str) -> str:
    """Return a colour, or grey for anything that is none: a scale from elsewhere must not write style sheets."""
    digits = colour.removeprefix("#")
    sound = colour.startswith("#") and len(digits) == 6 and all(c in "0123456789abcdefABCDEF" for c in digits)
    return colour if sound else "#808080"
