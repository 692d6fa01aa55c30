"""The Nottinghamshire sample as text: counts at each month end, references, dates and wording.

Standard library only, so that it says what is wrong with the files before anything reads them.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "nottinghamshire"
ORDER = ("embedded", "complete", "on_track", "obstacles", "at_risk", "not_started")
DONE = {"complete", "embedded"}
TROUBLE = {"obstacles", "at_risk"}
GRID = {  # embedded, complete, on track, obstacles, at risk, not started: APA1, APA2
    "2023-06-30": ((0, 0, 12, 2, 0, 22), (0, 0, 6, 2, 0, 17)),
    "2023-09-30": ((0, 3, 18, 4, 1, 10), (0, 1, 10, 4, 2, 8)),
    "2024-01-31": ((1, 9, 17, 6, 2, 1), (0, 4, 11, 5, 3, 2)),
    "2024-05-31": ((4, 14, 14, 4, 0, 0), (1, 8, 10, 5, 1, 0)),
    "2024-09-30": ((8, 17, 9, 2, 0, 0), (3, 10, 8, 4, 0, 0)),
    "2025-01-31": ((11, 20, 4, 1, 0, 0), (5, 13, 4, 3, 0, 0)),
    "2025-05-31": ((15, 21, 0, 0, 0, 0), (8, 15, 0, 2, 0, 0)),
}
BY_OUTCOME = {
    "O1": {"embedded": 6, "complete": 6},
    "O2": {"embedded": 5, "complete": 7},
    "O3": {"embedded": 4, "complete": 8},
    "O4": {"embedded": 4, "complete": 4, "obstacles": 1},
    "O5": {"embedded": 2, "complete": 6},
    "O6": {"embedded": 2, "complete": 5, "obstacles": 1},
}
EVIDENCE_TYPES = {
    "data_report", "audit", "survey", "minutes", "policy", "case_study", "family_voice",
    "practitioner_voice", "training_record", "other",
}  # fmt: skip
COLUMNS = {
    "areas": "ref,title,short",
    "outcomes": "ref,area,title,short,report_title",
    "themes": "framework,ref,title",
    "organisations": "key,name,short,aliases",
    "people": "key,name,organisation,aliases",
    "actions": "ref,outcome,title,description,leads,accountable,partner,body,success,paragraph,original_date,impact"
    ",themes",
    "dates": "date,ref,field,value,reason,meeting",
    "impacts": "date,ref,impact,reason",
    "meetings": "date,type,title,focus,frozen",
    "events": "date,author,ref,status,reason,note,internal_note,public_note,obstacle,path_to_green,recovery_date,ask"
    ",meeting",
    "milestones": "ref,title,due,reached",
    "evidence": "ref,logged_date,title,type,about_date,source,shows,sensitivity,file,link,targets",
    "reviews": "date,author,ref,state,reviewer,strength,expires,note",
    "assurance": "date,author,ref,verifier,owner,forum,check_date,reason,without",
    "measures": "ref,title,definition,outcome,section,unit,noun,kind,direction,frequency,period_type,cumulative"
    ",decimals,plausible_low,plausible_high,source,owner,small_number,basis,tolerance,tolerance_kind,trajectory,next_due,note"
    ",actions,themes",
    "observations": "date,author,ref,period,source,value,numerator,denominator,low,high,base,state,headline,note",
    "targets": "date,ref,period,value,stretch,note",
    "benchmarks": "date,ref,name,period,value,basis,source",
    "series_marks": "date,ref,period,type,note",
    "agenda": "date,meeting,title,purpose,lead,length,about,note",
    "decisions": "meeting,wording,decided_by,concerns,note,item",
    "commitments": "date,meeting,decision,wording,owner,due,status,on,how,evidence,note",
    "questions": "date,meeting,asked_by,wording,about,answerer,due,answer,answered_on",
    "risks": "date,ref,title,cause,effect,likelihood,impact,target_likelihood,target_impact,owner,controls,escalation"
    ",links,note",
    "risk_ratings": "date,ref,likelihood,impact,reason",
    "inspections": "date,title,type,notified,starts,ends,framework,question,focus,note",
    "activities": "title,who,led_by,place",
    "statements": "date,target,speaks_of,board,public,internal",
    "extra_fields": "name",
    "extras": "ref,name,value",
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, strict=True))


def parts(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def last_day(text: str) -> date:
    """Return the last day a day, month or term can mean; ValueError for anything else."""
    if found := re.fullmatch(r"(\d{4})-(spring|summer|autumn)", text):
        return date(int(found[1]), *{"spring": (4, 30), "summer": (8, 31), "autumn": (12, 31)}[found[2]])
    if found := re.fullmatch(r"(\d{4})-(\d{2})", text):
        year, month = int(found[1]), int(found[2])
        return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def statuses(day: str) -> dict[str, str]:
    """Replay the events up to and with ``day``."""
    held = {a["ref"]: "not_started" for a in rows("actions")}
    for event in rows("events"):
        if event["date"] <= day and event["status"]:
            held[event["ref"]] = event["status"]
    return held


def area_of(ref: str) -> int:
    return 0 if ref[0] in "123" else 1


@pytest.mark.parametrize("name", COLUMNS)
def test_columns(name: str) -> None:
    header = (SAMPLE / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == COLUMNS[name]
    for row in rows(name):
        assert None not in row and None not in row.values(), row


@pytest.mark.parametrize("day", GRID)
def test_counts_at_month_ends(day: str) -> None:
    counts: list[Counter[str]] = [Counter(), Counter()]
    for ref, status in statuses(day).items():
        counts[area_of(ref)][status] += 1
    assert tuple(tuple(c[code] for code in ORDER) for c in counts) == GRID[day]


def test_counts_by_outcome_and_published_percentages() -> None:
    held = statuses("2025-05-31")
    outcome = {a["ref"]: a["outcome"] for a in rows("actions")}
    found: dict[str, Counter[str]] = {ref: Counter() for ref in BY_OUTCOME}
    for ref, status in held.items():
        found[outcome[ref]][status] += 1
    assert found == BY_OUTCOME
    assert [r for r, s in held.items() if s == "obstacles"] == ["4.3", "6.2"]
    apa2 = [s for r, s in held.items() if area_of(r)]
    assert (round(100 * sum(s in DONE for s in apa2) / 25), round(100 * apa2.count("obstacles") / 25)) == (92, 8)


def test_board_before_shows_four_on_track_and_no_obstacle() -> None:
    counts = Counter(statuses("2025-05-22").values())
    assert counts == {"embedded": 21, "complete": 36, "on_track": 4}


def test_plan_shape() -> None:
    refs = [a["ref"] for a in rows("actions")]
    assert refs == [f"{o}.{n}" for o, count in enumerate((12, 12, 12, 9, 8, 8), 1) for n in range(1, count + 1)]
    assert all(a["outcome"] == f"O{a['ref'][0]}" for a in rows("actions"))
    assert {a["ref"] for a in rows("actions") if a["partner"] == "icb"} == {r for r in refs if area_of(r)}
    assert all(a["partner"] for a in rows("actions"))
    assert sum(len(parts(a["leads"])) > 1 for a in rows("actions")) >= 10
    assert max(len(a["title"]) for a in rows("actions")) <= 45
    themes = Counter(t["framework"] for t in rows("themes"))
    assert themes["afi"] == 4 and themes["project"] == 4


def test_references_exist() -> None:
    orgs = {r["key"] for r in rows("organisations")}
    people = {r["key"] for r in rows("people")}
    themes = {r["ref"] for r in rows("themes")}
    areas = {r["ref"] for r in rows("areas")}
    outcomes = {r["ref"] for r in rows("outcomes")}
    actions = {r["ref"] for r in rows("actions")}
    boards = {r["date"] for r in rows("meetings")}
    columns = {r["name"] for r in rows("extra_fields")}
    authors = {r["name"] for r in rows("people")}
    assert len(themes) == len(rows("themes")) and not themes & (outcomes | areas | actions)
    assert {r["area"] for r in rows("outcomes")} == areas
    assert {r["organisation"] for r in rows("people")} <= orgs
    for a in rows("actions"):
        assert a["outcome"] in outcomes and a["accountable"] in people, a
        assert parts(a["leads"]) and set(parts(a["leads"])) <= people, a
        assert {a["partner"], a["body"]} <= orgs and set(parts(a["themes"])) <= themes, a
        assert a["impact"] == "none" and a["success"] and a["paragraph"], a
    for name in ("events", "dates", "impacts", "milestones", "extras", "assurance"):
        assert {r["ref"] for r in rows(name)} <= actions, name
    assert {r["author"] for r in rows("events")} <= authors
    assert {r["meeting"] for r in [*rows("events"), *rows("dates")]} <= boards | {""}
    assert {r["name"] for r in rows("extras")} == columns
    assert len({(r["ref"], r["name"]) for r in rows("extras")}) == len(rows("extras"))
    for e in rows("evidence"):
        assert e["source"] in orgs and parts(e["targets"]), e
        assert set(parts(e["targets"])) <= actions | outcomes | themes, e


def test_every_date_parses_and_is_in_order() -> None:
    for a in rows("actions"):
        last_day(a["original_date"])
    for name in ("events", "dates", "impacts"):
        days = [r["date"] for r in rows(name)]
        assert days == sorted(days), name
        assert all("2023-06-01" <= d <= "2025-07-04" and date.fromisoformat(d).weekday() < 5 for d in days), name
    for r in rows("events"):
        assert r["recovery_date"] in {"", "-"} or last_day(r["recovery_date"]) >= date.fromisoformat(r["date"]), r
    for r in rows("dates"):
        assert r["field"] in {"approved_date", "forecast_date", "actual_date"}, r
        assert r["value"] == "-" or last_day(r["value"]) is not None
        assert r["field"] == "actual_date" or r["reason"], r
    for r in rows("milestones"):
        last_day(r["due"])
        assert not r["reached"] or "2023-06-01" <= r["reached"] <= "2025-07-04", r
    logged = [e["logged_date"] for e in rows("evidence")]
    assert logged == sorted(logged) and logged[-1] <= "2025-07-04"
    assert all(not e["about_date"] or last_day(e["about_date"]) for e in rows("evidence"))


def test_boards_are_six_weeks_apart() -> None:
    days = [date.fromisoformat(r["date"]) for r in rows("meetings")]
    assert (len(days), days[0], days[-2], days[-1]) == (20, date(2023, 6, 8), date(2025, 7, 3), date(2025, 8, 14))
    assert {(b - a).days for a, b in pairwise(days)} == {42}
    assert {r["type"] for r in rows("meetings")} == {"board"}


def test_events_tell_a_story() -> None:
    held = {a["ref"]: "not_started" for a in rows("actions")}
    fields = ("obstacle", "path_to_green", "recovery_date", "ask")
    shown: dict[str, dict[str, str]] = {ref: {} for ref in held}
    for e in rows("events"):
        before = held[e["ref"]]
        assert e["status"] in {"", *ORDER}, e
        assert bool(e["status"]) == bool(e["reason"]), e
        assert e["status"] or e["note"], e
        assert e["status"] != before, e
        assert not e["status"] or e["date"] <= "2025-05-31", e
        held[e["ref"]] = e["status"] or before
        for field in fields:
            if e[field]:
                shown[e["ref"]][field] = "" if e[field] == "-" else e[field]
        if e["status"] in TROUBLE:
            assert all(e[field] not in {"", "-"} for field in fields), e
        elif e["status"]:
            assert not any(shown[e["ref"]].values()), e
    assert all(shown["4.3"].values()) and all(shown["6.2"].values())
    assert {r for r, s in shown.items() if any(s.values())} == {"4.3", "6.2", "5.3"}  # 5.3: done, its list still grows
    assert 260 <= len(rows("events")) <= 360
    assert {e["ref"] for e in rows("events") if e["date"] == "2025-07-01"} == {"4.3", "6.2"}


def test_due_and_delivered_dates() -> None:
    held = statuses("2025-07-04")
    due = {a["ref"]: a["original_date"] for a in rows("actions")}
    delivered: dict[str, str] = {}
    for r in rows("dates"):
        if r["field"] == "approved_date":
            due[r["ref"]] = r["value"]
        elif r["field"] == "actual_date":
            delivered[r["ref"]] = "" if r["value"] == "-" else r["value"]
    became = {e["ref"]: e["date"] for e in rows("events") if e["status"] == "complete"}
    assert {r: d for r, d in delivered.items() if d} == became
    assert {r for r, s in held.items() if s in DONE} == set(became)
    late = [r for r, s in held.items() if s not in DONE and last_day(due[r]) < date(2025, 7, 4)]
    assert late == ["4.3"] and (due["4.3"], due["6.2"]) == ("2025-06-30", "2025-07-31")
    moves = Counter(r["ref"] for r in rows("dates") if r["field"] == "approved_date")
    assert max(moves.values()) >= 2 and len(moves) >= 15
    assert {len(d) for d in due.values()} >= {7, 10, 11}, "days, months and terms"


def test_impacts() -> None:
    ranks = ("none", "emerging", "evidenced", "sustained")
    held = statuses("2025-07-04")
    final: dict[str, str] = {}
    for r in rows("impacts"):
        assert r["impact"] in ranks and r["reason"], r
        final[r["ref"]] = r["impact"]
    assert {final.get(r) for r, s in held.items() if s == "embedded"} <= {"evidenced", "sustained"}


def test_evidence() -> None:
    items = rows("evidence")
    assert len(items) >= 60 and [e["ref"] for e in items] == [f"E{n}" for n in range(1, len(items) + 1)]
    assert {e["type"] for e in items} == EVIDENCE_TYPES
    assert {e["sensitivity"] for e in items} <= {"public", "official", "sensitive"}
    assert all(e["title"] and e["shows"] for e in items)
    assert all(not e["link"] or e["link"].startswith("https://www.nottinghamshire.gov.uk/") for e in items)
    assert not any(e["file"] and e["link"] for e in items)
    count = Counter(t for e in items for t in parts(e["targets"]))
    held = statuses("2025-07-04")
    assert [r for r, s in held.items() if s in DONE and not count[r]] == ["1.11", "2.9", "5.8"]
    assert (count["4.3"], count["5.3"], count["6.2"]) == (3, 4, 3)
    newest = max(e["logged_date"] for e in items if "6.2" in parts(e["targets"]))
    assert newest == "2025-05-22"
    cells = {(f"O{t[0]}", e["type"]) for e in items for t in parts(e["targets"]) if t[0].isdigit()}
    assert 20 <= 6 * len(EVIDENCE_TYPES) - len(cells) <= 40, "the coverage matrix shows holes"


def test_reviews() -> None:
    items = {e["ref"]: e for e in rows("evidence")}
    people = {r["key"] for r in rows("people")}
    leads = {a["ref"]: parts(a["leads"]) for a in rows("actions")}
    reviews = rows("reviews")
    assert [r["date"] for r in reviews] == sorted(r["date"] for r in reviews)
    assert len({r["ref"] for r in reviews}) == len(reviews)
    for r in reviews:
        assert r["state"] in {"accepted", "rejected"} and r["reviewer"] in people, r
        assert r["strength"] in {"activity", "output", "outcome", "lived_experience"}, r
        assert items[r["ref"]]["logged_date"] < r["date"] <= "2025-07-04", r
        assert date.fromisoformat(r["date"]).weekday() < 5, r
        assert r["note"] or r["state"] == "accepted", "a rejection says why"
        assert not r["expires"] or last_day(r["expires"]) > date(2025, 7, 4), r
        led = {p for t in parts(items[r["ref"]]["targets"]) for p in leads.get(t, [])}
        assert r["reviewer"] not in led, r
    accepted = {r["ref"] for r in reviews if r["state"] == "accepted"}
    backed = {t for ref in accepted for t in parts(items[ref]["targets"])}
    done = {ref for ref, status in statuses("2025-07-04").items() if status in DONE}
    assert sorted(done - backed) == ["1.11", "2.9", "5.8"]


def test_assurance() -> None:
    people = {r["key"] for r in rows("people")}
    leads = {a["ref"]: parts(a["leads"]) for a in rows("actions")}
    given = rows("assurance")
    held = statuses("2025-07-04")
    assert [r["date"] for r in given] == sorted(r["date"] for r in given)
    for r in given:
        assert r["verifier"] in people and r["owner"] in people | {""} and r["forum"] and r["reason"], r
        assert "2023-06-01" <= r["date"] <= "2025-07-04" and date.fromisoformat(r["date"]).weekday() < 5, r
        assert last_day(r["check_date"]) > date(2025, 7, 4), r
    embedded = {ref for ref, status in held.items() if status == "embedded"}
    assert sorted(r["ref"] for r in given) == sorted([*embedded, "1.11"])
    assert [r["ref"] for r in given if not r["owner"]] == ["1.11"]
    assert [r["ref"] for r in given if r["verifier"] in leads[r["ref"]]] == ["3.7"]


def test_files_are_there_and_used() -> None:
    named = [e["file"] for e in rows("evidence") if e["file"]]
    there = {p.name for p in (SAMPLE / "files").iterdir()}
    assert len(named) == len(set(named)) >= 12 and set(named) == there
    for name in named:
        assert 0 < (SAMPLE / "files" / name).stat().st_size < 30_000, name
        start = (SAMPLE / "files" / name).read_bytes()[:8]
        magic = {".xlsx": b"PK\x03\x04", ".docx": b"PK\x03\x04", ".pdf": b"%PDF-", ".png": b"\x89PNG\r\n\x1a\n"}
        assert start.startswith(magic.get(Path(name).suffix, b"")), name


def test_no_reason_or_note_is_used_twice() -> None:
    said = [e[k] for e in rows("events") for k in ("reason", "note", "internal_note", "public_note") if e[k]]
    said += [r["reason"] for name in ("dates", "impacts") for r in rows(name) if r["reason"]]
    assert [t for t, n in Counter(said).items() if n > 1] == []


FIRST_NAMES = (
    "Alan|Alison|Andrew|Ann|Anna|Anne|Ben|Caroline|Catherine|Chris|Claire|Daniel|David|Emily|Emma|Fiona|George|Hannah|"
    "Helen|Ian|Jack|James|Jane|Jean|Joanne|John|Jonathan|Julie|Karen|Kate|Laura|Linda|Lisa|Louise|Lucy|Margaret|Maria|"
    "Mary|Michael|Michelle|Mohammed|Nicola|Oliver|Olivia|Paul|Peter|Philip|Rachel|Rebecca|Richard|Robert|Sam|Sarah|"
    "Simon|Sophie|Stephen|Steven|Susan|Thomas|Tracy|Victoria"
)
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Dame|Sir|Lady|Lord|Prof|Professor|Cllr|Councillor)\.? [A-Z]")
NAMED = re.compile(rf"\b(?:{FIRST_NAMES})\b")


def test_words() -> None:
    cells = [c for name in COLUMNS for row in rows(name) for c in row.values()]
    plain = [p for p in [*(SAMPLE / "files").iterdir(), SAMPLE / "README.md"] if p.suffix in {".txt", ".md", ".csv"}]
    for cell in cells:
        assert len(cell) < 2_000, cell[:80]
        assert cell == cell.strip() and "\t" not in cell and "'" not in cell, cell
        assert "lorem" not in cell.lower() and "ongoing" not in cell.lower(), cell
    for text in [*cells, *(p.read_text(encoding="utf-8") for p in plain)]:
        assert not TITLED.search(text) and not NAMED.search(text), text[:200]


def test_programme() -> None:
    programme = tomllib.loads((SAMPLE / "programme.toml").read_text(encoding="utf-8"))["programme"]
    assert programme["chair"] == "Dame Christine Lenehan"
    assert (programme["cycle_weeks"], programme["preset"]) == (6, "nottinghamshire")
    assert (programme["started"], programme["sample_date"]) == ("2023-06-01", "2025-07-04")
    assert "llustrative sample" in programme["sample_note"]
    assert set(programme["authors"]) == {e["author"] for e in rows("events")}
