"""The search over everything: what is found, where it stands, on which day, and what is found no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from send_tracker.domain.finding.found import Hit
from send_tracker.domain.finding.sources import SOURCES, Group
from send_tracker.exchange.attachments.reading import read_attachment
from send_tracker.services import programme
from send_tracker.services.attachment_texts import texts_of
from send_tracker.services.decisions import answer, ask, promise, record_decision
from send_tracker.services.ending import withdraw
from send_tracker.services.evidence import attach_bytes, change_evidence, withdraw_evidence
from send_tracker.services.finder import FEW, MOST, Finder
from send_tracker.services.inspections import add_inspection
from send_tracker.services.measures import add_measure
from send_tracker.services.meetings import add_item, add_meeting
from send_tracker.services.plan import add_action, add_milestone, change_action
from send_tracker.services.redaction import redact, traces
from send_tracker.services.risks import add_risk
from send_tracker.services.session import Session
from send_tracker.services.statements import set_statement
from send_tracker.services.status import Update, update_actions
from send_tracker.services.undo import undo
from send_tracker.storage.search_rows import Document
from tests.builders import Small


@pytest.fixture
def finder(small: Small, tmp_path: Path) -> Iterator[Finder]:
    """A search that follows the edits, as the window has it, with a place for the words of files."""
    session = small.session
    session.texts_folder = tmp_path / "search"
    found = Finder(session)
    session.on_edit.append(found.note)
    with closing(found):
        found.build()
        yield found


def hits(finder: Finder, typed: str, group: Group | None = None) -> list[Hit]:
    return [hit for found in finder.search(typed, group).groups for hit in found.hits]


def one(finder: Finder, typed: str) -> Hit:
    (hit,) = hits(finder, typed)
    return hit


def bold(hit: Hit) -> list[str]:
    return [piece for piece, found in hit.excerpt.pieces() if found]


def read_files(session: Session) -> None:
    """Read what is attached and was not read yet; the window has a process do so."""
    texts = texts_of(session)
    assert texts is not None
    for name, file in texts.unread(session):
        content = texts.content(name)
        if content is not None:
            texts.keep(name, read_attachment(file, content))


def test_every_kind_of_text_is_found_where_it_stands(small: Small, finder: Finder) -> None:
    session, action = small.session, small.actions[0]
    update_actions(
        session, action, Update(status="obstacles", reason="Quokka reason", obstacle="Wombat queue", note="Numbat")
    )
    add_milestone(session, action, "Bilby trial")
    board = add_meeting(session, date(2025, 1, 6), title="Board", theme="Potoroo focus")
    item = add_item(session, board, "Bettong item")
    record_decision(session, board, "Agree the dunnart route")
    promise(session, "Bring the quoll paper", board)
    answer(session, ask(session, "Why so few potto visits?", board), "Because of the galago rota")
    add_risk(session, "Loris vacancy", cause="the tarsier post stays open")
    set_statement(session, small.outcomes[0], internal="Aye-aye wording {done_percent:all}")
    add_measure(session, "Indri waits", definition="Sifaka count")
    add_inspection(session, "Monitoring visit", question="What of the margay?")
    found = {
        "quokka": ("action", "Reason for the status", "1.1"),
        "wombat": ("action", "Obstacle", "1.1"),
        "numbat": ("progress_update", "Note for the board", "1.1"),
        "bilby": ("milestone", "Milestone", "1.1"),
        "potoroo": ("meeting", "Theme or focus", ""),
        "bettong": ("agenda_item", "Agenda item", ""),
        "dunnart": ("decision", "", "D1"),
        "quoll": ("commitment", "", "CM1"),
        "galago": ("question", "Answer", "Q1"),
        "tarsier": ("risk", "If", "R1"),
        "aye": ("statement", "Internal wording", "O1"),
        "sifaka": ("measure", "Definition", "M1"),
        "margay": ("inspection", "What it asks", ""),
    }
    for word, (kind, where, ref) in found.items():
        hit = one(finder, word)
        assert (hit.kind, hit.where if bold(hit) else "", hit.ref) == (kind, where, ref), word
    assert one(finder, "numbat").goes_to == ("action", action)
    assert one(finder, "numbat").day == "6 January 2025"
    assert one(finder, "aye").excerpt.text == "Aye-aye wording …"
    assert one(finder, "bettong").goes_to == ("agenda_item", item)
    assert one(finder, "bettong").title.text == "Board"
    assert {one(finder, word).group for word in ("dunnart", "quoll", "galago")} == {
        Group.DECISION,
        Group.COMMITMENT,
        Group.QUESTION,
    }


def test_it_agrees_with_a_plain_look_through_the_sample(pristine_sample: Path, tmp_path: Path) -> None:
    from send_tracker import bootstrap

    with closing(bootstrap.open_tracker(pristine_sample, read_only=True)) as session:
        finder = Finder(session)
        register = session.register()
        for word in ("commissioning", "autism", "waiting", "school", "audit"):
            told = {(hit.kind, hit.id) for hit in hits(finder, word + " ", Group.ACTION) if hit.kind == "action"}
            held = {
                a.id
                for a in register.actions
                if word in _words(a.title, a.description, a.obstacle, a.path_to_green, a.ask, a.success, a.paragraph,
                                  a.bau_forum, a.embedded_without, a.status_reason)
            }  # fmt: skip
            assert told == {("action", id) for id in held}
            updates = {hit.id for hit in hits(finder, word + " ", Group.UPDATE)}
            assert updates == {u.id for u in register.updates if word in _words(u.note, u.internal_note, u.public_note)}
        finder.close()


def _words(*texts: str | None) -> set[str]:
    plain = " ".join(text or "" for text in texts).casefold()
    return set("".join(c if c.isalnum() else " " for c in plain).split())


def test_references_are_found_those_of_before_too(small: Small, finder: Finder) -> None:
    session, action = small.session, small.actions[0]
    small.on(date(2025, 2, 3))
    change_action(session, action, ref="7.7")
    first = hits(finder, "7.7")[0]
    assert (first.ref, first.id) == ("7.7", action)
    former = one(finder, '"1.1"')
    assert (former.id, former.where, bold(former)) == (action, "Former reference", ["1.1"])


def test_an_edit_and_its_undo_are_followed(small: Small, finder: Finder) -> None:
    session = small.session
    new = add_action(session, small.outcomes[0], "Train every wallaby")
    assert one(finder, "wallaby").id == new
    change_action(session, new, title="Train every kangaroo")
    assert not hits(finder, "wallaby") and one(finder, "kangaroo").id == new
    undo(session)
    assert one(finder, "wallaby").id == new and not hits(finder, "kangaroo")
    undo(session)
    assert not hits(finder, "wallaby")


def test_what_was_withdrawn_comes_last_and_says_so(small: Small, finder: Finder) -> None:
    session = small.session
    first, second = (add_action(session, small.outcomes[0], f"Koala {n}") for n in (1, 2))
    update_actions(session, first, Update(note="Koala note"))
    withdraw(session, first)
    assert [(hit.id, hit.is_gone) for hit in hits(finder, "koala", Group.ACTION)] == [(second, False), (first, True)]
    (update,) = hits(finder, "koala", Group.UPDATE)
    assert update.is_gone and update.title.text == "Koala 1"


def test_the_past_is_searched_as_it_was(small: Small, finder: Finder) -> None:
    session = small.session
    action = small.actions[0]
    change_action(session, action, obstacle="Echidna shortage")
    small.on(date(2025, 3, 3))
    change_action(session, action, obstacle="Platypus shortage")
    withdraw(session, small.actions[1])
    assert not hits(finder, "echidna") and len(hits(finder, "platypus")) == 1
    with closing(session.at(date(2025, 2, 1))) as then:
        past = Finder(then)
        assert one(past, "echidna").id == action and not hits(past, "platypus")
        assert not any(hit.is_gone for hit in hits(past, "action"))
        past.close()


def test_groups_are_counted_and_shown_in_part_or_whole(small: Small, finder: Finder) -> None:
    with small.session.batch():
        for n in range(MOST + 10):
            programme.add(small.session, "risk", ref=f"R{n}", title=f"Dingo {n}")
    (group,) = finder.search("dingo").groups
    assert (group.count, len(group.hits), group.is_more) == (MOST + 10, FEW, False)
    (whole,) = finder.search("dingo", Group.RISK).groups
    assert len(whole.hits) == MOST
    assert [g.hits for g in finder.search("dingo", Group.ACTION).groups] == [()]


def test_attached_files_are_found_by_their_words(small: Small, finder: Finder) -> None:
    session = small.session
    item = attach_bytes(session, "minutes.txt", b"The panel met.\nA pangolin was seen in May.", title="Minutes of May")
    assert not hits(finder, "pangolin")
    read_files(session)
    hit = one(finder, "pangolin")
    assert (hit.group, hit.goes_to, hit.title.text, bold(hit)) == (
        Group.ATTACHMENT,
        ("evidence", item),
        "Minutes of May",
        ["pangolin"],
    )
    change_evidence(session, item, title="Minutes of the panel")
    assert one(finder, "pangolin").title.text == "Minutes of the panel"
    withdraw_evidence(session, item)
    assert one(finder, "pangolin").is_gone
    with closing(session.at(date(2025, 1, 6))) as then:
        assert hits(Finder(then), "panel", Group.ATTACHMENT)


def test_redaction_takes_the_words_out_of_index_and_cache(small: Small, finder: Finder, tmp_path: Path) -> None:
    session = small.session
    item = attach_bytes(session, "letter.txt", b"Dear Zebulon Farthing, of Crooked Lane", title="Ocelot letter")
    update_actions(session, small.actions[0], Update(note="Zebulon moved school"))
    read_files(session)
    cache = next((tmp_path / "search").iterdir())
    assert b"ebulon" in cache.read_bytes() and len(hits(finder, "zebulon")) == 2
    found = [t.change for t in traces(session, item) if t.field == "file_hash"]
    found += [t.change for t in traces(session, small.actions[0], parts=True) if "Zebulon" in t.words]
    redact(session, found, "It names a person")
    assert not hits(finder, "zebulon") and hits(finder, "ocelot")
    content = cache.read_bytes().lower()
    assert b"zebulon" not in content and b"crooked" not in content and b"farthing" not in content


def test_a_file_that_cannot_be_read_says_why(small: Small, finder: Finder) -> None:
    session, texts = small.session, texts_of(small.session)
    assert texts is not None
    attach_bytes(session, "photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    ((name, _),) = texts.unread(session)
    assert not texts.is_read(name) and texts.sentence(name) == ""
    read_files(session)
    assert texts.is_read(name) and texts.unread(session) == []
    assert texts.sentence(name) == "Its text cannot be searched: it is a picture."
    undo(session)
    texts.prune()
    assert not texts.is_read(name)


def test_an_older_copy_without_a_table_is_searched_as_it_is(small: Small) -> None:
    rows = small.session.file.search_rows
    assert all(list(rows.documents(kind)) is not None for kind in SOURCES)
    assert list(rows.documents("action", 10_000_000)) == []


def test_a_search_that_failed_while_it_gathered_begins_anew(
    small: Small, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    finder.close()
    with monkeypatch.context() as patch:
        patch.setattr(type(small.session.file.search_rows), "documents", _unreadable)
        with pytest.raises(OSError, match="unreadable"):
            finder.work(1)
    assert not finder.is_ready, "half of the words would look like all of them"
    assert hits(finder, '"1.1"')


def _unreadable(*args: object) -> Iterator[Document]:
    if args:
        raise OSError("unreadable")
    yield Document(0, "", "")
