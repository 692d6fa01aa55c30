"""The figures that a statement can be given: each is a field that reads, with the value it has now."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from send_tracker import bootstrap
from send_tracker.domain.live_facts import RegisterFacts
from send_tracker.domain.live_text import problems, render
from send_tracker.domain.measures.suppression import publishable_results
from send_tracker.services.live_figures import offered_figures
from send_tracker.services.measure_reading import read_measures
from send_tracker.services.statements import live_facts


def test_every_offered_figure_reads_as_it_says(pristine_sample: Path) -> None:
    with closing(bootstrap.open_tracker(pristine_sample, read_only=True)) as session:
        facts = live_facts(session)
        found = offered_figures(facts)
    assert {field for field, _, _ in found} >= {"as_at", "done:all", "done_percent:O1", "actions:APA2"}
    assert any(field.startswith("measure:") for field, _, _ in found)
    assert all(render(f"{{{field}}}", facts) == value for field, _, value in found)


def test_what_is_read_part_by_part_says_what_the_whole_register_says(pristine_sample: Path) -> None:
    with closing(bootstrap.open_tracker(pristine_sample, read_only=True)) as session:
        register = session.register()
        whole = RegisterFacts(register, publishable_results(read_measures(session), session.today))
        facts = live_facts(session)
        assert offered_figures(facts) == offered_figures(whole)
        for text in ("{status:" + action.ref.upper() + "}" for action in register.actions):
            assert render(text, facts) == render(text, whole)
        assert problems("{status:99.9} {count:all:nothing} {measure:M1:1999}", facts) == problems(
            "{status:99.9} {count:all:nothing} {measure:M1:1999}", whole
        )
