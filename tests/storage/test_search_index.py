"""The index of words agrees with a plain look through all texts, and forgets what is taken out of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from send_tracker.domain.finding.attachment import Extracted, Passage
from send_tracker.domain.finding.marked import BEGIN, END
from send_tracker.domain.finding.query import Term, read_query
from send_tracker.storage.search_index import SearchIndex
from send_tracker.storage.search_rows import Document
from send_tracker.storage.text_cache import TextCache, drop_orphans

WORDS = (
    *("plan", "Plan", "plans", "école", "Ecole", "ÉCOLE", "co-produced", "co produced", "family's", "family’s"),
    *("4.3", "naïve", "a", "review", "re view", "Über", "O'Neil"),
)
PIECES = st.sampled_from((*WORDS, ",", ".", "-", "“", "\n", "…", "🙂"))
TEXTS = st.lists(PIECES, max_size=7).map(" ".join)
BEGUN = ("pla", "éc", "rev", '"plan review"', '"co-produced plan"', "-plan", '-"re view"', "co", "fam")
TYPED = st.lists(st.sampled_from((*WORDS, *BEGUN)), min_size=1, max_size=3).map(" ".join)


# The model: told apart, folded and compared by hand, with nothing of the index.


def folded(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    return "".join(c if c.isalnum() else " " for c in plain).split()


def has(text: str, term: Term) -> bool:
    words, wanted = folded(text), [folded(word)[0] for word in term.words]
    for start in range(len(words) - len(wanted) + 1):
        there = words[start : start + len(wanted)]
        if there == wanted or (term.begun and there[:-1] == wanted[:-1] and there[-1].startswith(wanted[-1])):
            return True
    return False


def fits(texts: Sequence[str], typed: str) -> bool:
    query = read_query(typed)
    every = all(any(has(text, term) for text in texts) for term in query.wanted)
    return every and not any(has(text, term) for text in texts for term in query.unwanted)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6), TYPED)
def test_the_index_finds_what_a_look_through_all_finds(texts: list[tuple[str, str, str]], typed: str) -> None:
    query = read_query(typed)
    if query.is_empty:
        return
    with closing(SearchIndex()) as index:
        documents = [
            Document(n, f"{n:032x}", "action", title=title, parts=[("One", one), ("Two", two)], gone=n % 3 == 2)
            for n, (title, one, two) in enumerate(texts)
        ]
        index.add(0, documents)
        index.add(1, [Document(99, f"{99:032x}", "risk", title=" ".join(WORDS))])
        places = index.find(query, 0, 100)
        found = index.read(query, places)
        assert {doc.entity for doc in found} == {n for n, kept in enumerate(texts) if fits(kept, typed)}
        assert index.count(query, 0, 100) == len(places)
        assert [doc.gone for doc in found] == sorted(doc.gone for doc in found)
        for doc in found:
            assert BEGIN in doc.marked_title + "".join(text for _, text in doc.parts)
            plain = [text.replace(BEGIN, "").replace(END, "") for _, text in doc.parts]
            assert plain == list(texts[doc.entity][1:])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=3), min_size=1, max_size=4), TYPED)
def test_attachments_are_found_by_all_their_passages(files: list[list[str]], typed: str) -> None:
    query = read_query(typed)
    if query.is_empty:
        return
    with closing(TextCache(None)) as cache:
        for n, texts in enumerate(files):
            cache.keep(str(n), Extracted(tuple(Passage(f"page {p}", text) for p, text in enumerate(texts))))
        found = cache.find(query)
        assert set(found) == {str(n) for n, texts in enumerate(files) if fits(texts, typed)}
        for passage, (where, text) in cache.read(query, found.values()).items():
            assert where.startswith("page") and BEGIN in text and passage in found.values()


def test_what_is_taken_out_of_the_cache_is_in_none_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "texts" / "one.texts"
    cache = TextCache(path)
    secrets = [f"Zylophone{n}" for n in range(30)]
    for n, word in enumerate(secrets):
        cache.keep(f"{n}", Extracted((Passage("page 1", f"{word} lives in Farthingale Street"),)))
    cache.keep("kept", Extracted((Passage("", "Harmless words stay"),)))
    cache.keep("scan", Extracted(why_not="scan"))
    assert b"ylophone7" in path.read_bytes()
    assert cache.prune({"kept", "scan"}) == 30
    content = path.read_bytes().lower()
    assert b"zylophone" not in content and b"farthingale" not in content
    assert cache.names() == {"kept", "scan"} and cache.state("scan") == ("scan", False)
    assert list(cache.find(read_query("harmless"))) == ["kept"]
    cache.close()
    assert [found.name for found in path.parent.iterdir()] == ["one.texts"]


def test_a_cache_that_is_damaged_or_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    path = tmp_path / "one.texts"
    path.write_bytes(b"no database at all" * 100)
    with closing(TextCache(path)) as cache:
        cache.keep("a", Extracted((Passage("", "word"),)))
        assert list(cache.find(read_query("word"))) == ["a"]
    with closing(TextCache(path)) as again:
        assert again.names() == {"a"}
    (tmp_path / "file").write_bytes(b"")
    with closing(TextCache(tmp_path / "file" / "one.texts")) as nowhere:
        assert nowhere.path is None
        nowhere.keep("a", Extracted((Passage("", "word"),)))
        assert nowhere.names() == {"a"}


def test_the_words_go_with_the_tracker(tmp_path: Path) -> None:
    home, folder = tmp_path / "plan.sendtracker", tmp_path / "texts"
    home.write_bytes(b"")
    TextCache(folder / "one.texts", home).close()
    drop_orphans(folder)
    assert (folder / "one.texts").exists()
    home.unlink()
    drop_orphans(folder)
    assert not list(folder.iterdir())
