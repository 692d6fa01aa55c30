"""Commands of what leaves the building: the board pack, draft or issued, and verifying what was issued."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from send_tracker.cli.shared import DAY, FILE, UNSOUND, commands, opened, print_json, report_progress
from send_tracker.domain.audience import Audience
from send_tracker.domain.ledger import Finding
from send_tracker.exchange.pack.options import PackOptions
from send_tracker.services.issuing import IssueRecord, Unexplained, to_plain

if TYPE_CHECKING:
    from send_tracker.exchange.pack import PackOf


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The workbook to write (.xlsx).")
@click.option("--as-at", type=DAY, help="As the plan stood at the end of this day.")
@click.option("--meeting", type=DAY, help="The board's date; its data are those of that day.")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@click.option("--audience", type=click.Choice([a.value for a in Audience]), default="board", help="Who reads it.")
@click.option("--roles", is_flag=True, help="Role titles in place of names; for the public always.")
@click.option("--sheets", help="Names of sheets with commas; all that the audience may read if left out.")
@click.option("--outcomes", help="References of outcomes with commas; all if left out.")
@click.option("--issue", is_flag=True, help="Check, record and issue the pack.")
@click.option("--reason", help="Why it is issued in spite of findings.")
@click.option("--author", default="", help="Who issues it.")
@click.option("--record", type=FILE, hidden=True)
@click.option("--outline", is_flag=True, hidden=True)
def pack(
    file: Path,
    output: Path,
    as_at: date | None,
    meeting: date | None,
    force: bool,
    issue: bool,
    reason: str | None,
    author: str,
    record: Path | None,
    outline: bool,
    **chosen: Any,
) -> int:
    """Write the board pack as an Excel workbook: a draft that changes nothing in FILE, unless it is issued."""
    from send_tracker.exchange.pack import PackOf, issue_pack, write_pack

    if as_at and meeting:
        raise click.UsageError("Give --as-at or --meeting, not both.")
    if reason and not issue:
        raise click.UsageError("--reason goes with --issue.")
    wanted = PackOf(as_at, meeting, _options(**chosen))
    if outline:
        return _outline(file, output, wanted, issue=issue)
    with opened(file, author=author) as session:
        if not issue:
            write_pack(session, output, **wanted._asdict(), force=force, on_progress=report_progress)
            print(output)
            return 0
        keep = keep_record(record) if record else None
        try:
            progress = report_progress
            made = issue_pack(session, output, wanted, reason=reason, force=force, on_progress=progress, on_record=keep)
        except Unexplained as problem:
            print_findings(problem.findings)
            print(problem.sentence)
            return UNSOUND
    print_findings(made.findings)
    print(output)
    return 0


def _outline(file: Path, output: Path, wanted: PackOf, *, issue: bool) -> int:
    """Write what the pack would hold, for the window, which asks of a large plan in a process of its own."""
    from send_tracker.exchange.outline import to_json
    from send_tracker.exchange.pack.preview import PackPreview

    # A copy that the window has just made: looking through all of it first would take longer than the answer.
    with opened(file, as_it_is=True) as session, closing(PackPreview(session)) as looking:
        output.write_text(to_json(looking.look(wanted, issue=issue)), encoding="utf-8")
    return 0


def _options(audience: str, roles: bool, sheets: str | None, outcomes: str | None) -> PackOptions:
    return PackOptions(
        frozenset(_words(sheets)) if sheets is not None else None,
        tuple(_words(outcomes)) if outcomes is not None else None,
        Audience(audience),
        roles,
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def print_findings(findings: Sequence[Finding]) -> None:
    """Print what the ledger found, one finding a line, with the explanation where there is one."""
    for finding in findings:
        explained = f" Explained: {finding.explained}" if finding.explained else ""
        print(f"{finding.heading}: {finding.sentence}{explained}")


def keep_record(path: Path) -> Callable[[IssueRecord], None]:
    """Return what writes a record for the window, which works on a copy of the file and records it in its own."""

    def keep(record: IssueRecord) -> None:
        path.write_text(json.dumps(to_plain(record), ensure_ascii=False), encoding="utf-8")

    return keep


@commands.command("verify-pack")
@click.argument("file", type=FILE)
@click.argument("document", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def verify_pack(file: Path, document: Path, as_json: bool) -> int:
    """Say what was altered in an issued DOCUMENT since it was made, and whether FILE knows its log."""
    from send_tracker.exchange.pack.verifying import verdict
    from send_tracker.exchange.verifying import verify

    with opened(file) as session:
        found = verify(session, document)
    if as_json:
        print_json(found.document_of())
    else:
        print("\n".join(verdict(found)))
    return 0 if found.unaltered and found.log_head_known else UNSOUND
