"""How the process that reads attached files is spoken to: a line and bytes in, a line out, one file after another.

Nothing is written to the disk on the way: what is attached may be personal.
"""

from __future__ import annotations

import json
from typing import IO

from send_tracker.domain.finding.attachment import Extracted, Passage
from send_tracker.exchange.attachments.reading import read_attachment
from send_tracker.exchange.reading import limits


def request(name: str, content: bytes) -> bytes:
    """Return what asks for the text of a file."""
    return json.dumps({"name": name, "size": len(content)}).encode() + b"\n" + content


def answer(line: bytes) -> Extracted:
    """Return what an answer says.

    Raises:
        ValueError: it is none.
    """
    found = json.loads(line)
    passages = tuple(Passage(str(where), str(text)) for where, text in found["passages"])
    return Extracted(passages, str(found["why_not"]), bool(found["is_cut"]))


def serve(asked: IO[bytes], said: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    while line := asked.readline():
        head = json.loads(line)
        size = int(head["size"])
        if size > limits.FILE_BYTES:
            return  # nobody asks so; what follows cannot be trusted
        found = read_attachment(str(head["name"]), asked.read(size))
        words = {
            "passages": [(p.where, p.text) for p in found.passages],
            "why_not": found.why_not,
            "is_cut": found.is_cut,
        }
        said.write(json.dumps(words).encode() + b"\n")
        said.flush()
