"""The text of saved e-mails and web pages. Nothing that they name is fetched or opened."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser
from typing import Final

from send_tracker.domain.finding.attachment import Gathering
from send_tracker.exchange.reading.opening import decode_text

_SILENT: Final = ("script", "style", "head", "template")
_HEADS: Final = ("Subject", "From", "To", "Cc", "Date")


def read_mail(content: bytes, into: Gathering) -> None:
    """Read the heads and the words of an e-mail, and what the files are called that came with it."""
    message = BytesParser(policy=policy.default).parsebytes(content)
    assert isinstance(message, EmailMessage)
    into.begin("e-mail")
    for name in _HEADS:
        if message[name]:
            into.add(f"{name}: {message[name]}")
    body = message.get_body(("plain", "html"))
    if body is not None:
        text = str(body.get_content())
        into.add(_words(text) if body.get_content_subtype() == "html" else text)
    for part in message.iter_attachments():
        if file := part.get_filename():
            into.add(f"Attached: {file}")


def read_page(content: bytes, into: Gathering) -> None:
    """Read the words of a saved web page."""
    into.add(_words(decode_text(content)))


class _Words(HTMLParser):
    """Gathers the words of a page; an element begins a new line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        self._silent += tag in _SILENT
        if tag not in ("b", "i", "em", "strong", "span", "a", "u", "font"):
            self.lines.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End one."""
        self._silent = max(0, self._silent - (tag in _SILENT))

    def handle_data(self, data: str) -> None:
        """Take its words."""
        if not self._silent:
            self.lines.append(data.replace("\n", " "))


def _words(markup: str) -> str:
    words = _Words()
    words.feed(markup)
    words.close()
    return "".join(words.lines)
