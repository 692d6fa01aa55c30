"""A document as the simple HTML that Qt can lay out on paper. Every text is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from send_tracker.domain.status import StatusLevel
from send_tracker.exchange.document.blocks import Block, Bullets, Document, Facts, Paragraph, Picture, Table, entry_text
from send_tracker.exchange.document.palette import PAPER, status_colours

STYLE: Final = (
    f"body {{ font-family: Arial; font-size: 10pt; color: {PAPER['text']}; }}"
    f"h1 {{ font-size: 18pt; color: {PAPER['accent']}; }} h2 {{ font-size: 13pt; color: {PAPER['accent']}; }}"
    f"h3 {{ font-size: 11pt; }} .muted {{ color: {PAPER['muted']}; }} td, th {{ font-size: 8pt; }}"
)
PICTURE: Final = "picture:"
"""What the names of pictures begin with; their numbers in the document follow."""

_PICTURE_WIDTH: Final = 660


def printed_page(document: Document) -> str:
    """Return the document as HTML; the picture with number n is the resource ``picture:n``."""
    parts = [f"<h1>{escape(document.title)}</h1>", f'<p class="muted">{escape(document.subtitle)}</p>']
    if document.facts:
        parts.append(_facts(Facts(document.facts)))
    number = 0
    for depth, _, section in document.outline():
        if section.is_empty:
            continue
        if section.title:
            level = min(depth + 1, 4)
            parts.append(f"<h{level}>{escape(section.title)}</h{level}>")
        for block in section.blocks:
            parts.append(_block(block, number))
            number += isinstance(block, Picture)
    return f"<html><head><style>{STYLE}</style></head><body>{''.join(parts)}</body></html>"


def _block(block: Block, number: int) -> str:
    match block:
        case Paragraph():
            return f"<p{' class=muted' if block.kind == 'note' else ''}>{escape(block.text)}</p>"
        case Bullets():
            tag = "ol" if block.numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in block.items)}</{tag}>"
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)
    below = _table(block.table) if block.table else ""
    caption = f'<p class="muted">{escape(block.caption)}</p>'
    return f'<p><img src="{PICTURE}{number}" width="{_PICTURE_WIDTH}"></p>{caption}{below}'


def _facts(facts: Facts) -> str:
    return "".join(f"<p><b>{escape(term)}:</b> {escape(words)}</p>" for term, words in facts.pairs)


def _table(table: Table) -> str:
    widths = table.widths or (1,) * len(table.heads)
    shares = [round(100 * w / sum(widths)) for w in widths]
    heads = "".join(
        f'<th align="left" width="{share}%">{escape(head)}</th>'
        for head, share in zip(table.heads, shares, strict=True)
    )
    rows = "".join(f"<tr>{''.join(_cells(row, table))}</tr>" for row in table.rows)
    caption = f'<p class="muted"><b>{escape(table.caption)}</b></p>'
    frame = f'width="100%" cellspacing="0" cellpadding="3" border="1" style="border-color: {PAPER["line"]}"'
    return f"{caption}<table {frame}><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(row: tuple[object, ...], table: Table) -> Iterator[str]:
    for place, entry in enumerate(row):
        side = "right" if place in table.numbers else "left"
        ground = ""
        if isinstance(entry, StatusLevel):
            ground = f' bgcolor="{escape(status_colours(entry)["chip"])}"'
        yield f'<td align="{side}"{ground}>{escape(entry_text(entry))}</td>'  # type: ignore[arg-type]
