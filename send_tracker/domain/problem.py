"""The one exception family for what can be expected to go wrong."""

from __future__ import annotations


class Problem(Exception):
    """Something expected that stopped a verb, said in one plain sentence.

    A ``Problem`` is shown to the officer as it is. Any other exception is a bug and gets a report.

    Attributes:
        sentence: what happened, what is safe and what to do, in plain UK English.
        code: a short stable name for tests and ``--json`` output, such as ``not-a-tracker``.
    """

    def __init__(self, sentence: str, code: str = "problem") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
