"""What live fields are called, in a history."""

from __future__ import annotations

import pytest

from send_tracker.domain.live_words import field_words


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("as_at", "as at"),
        ("measure:M1:latest", "M1, latest"),
        ("measure:M1:2023:progress", "M1, 2023, progress"),
        ("done_percent:APA2", "APA2, share done"),
        ("done:all", "whole plan, done with counts"),
        ("actions:O1", "O1, actions"),
        ("status:4.3", "4.3, status"),
        ("something", "something"),
    ],
)
def test_a_field_is_called_by_words_and_never_by_its_braces(field: str, words: str) -> None:
    assert field_words(field) == words
