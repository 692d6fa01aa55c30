"""The figures that a statement can be given: each is a field that reads, with the value it has now."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from send_tracker import bootstrap
from send_tracker.domain.live_text import render
from send_tracker.services.live_figures import offered_figures
from send_tracker.services.statements import live_facts


def test_every_offered_figure_reads_as_it_says(pristine_sample: Path) -> None:
    with closing(bootstrap.open_tracker(pristine_sample, read_only=True)) as session:
        facts = live_facts(session)
    found = offered_figures(facts)
    assert {field for field, _, _ in found} >= {"as_at", "done:all", "done_percent:O1", "actions:APA2"}
    assert any(field.startswith("measure:") for field, _, _ in found)
    assert all(render(f"{{{field}}}", facts) == value for field, _, value in found)
