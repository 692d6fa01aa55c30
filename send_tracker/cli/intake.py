"""Commands that take something in: an existing plan, owners' updates."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from send_tracker.bootstrap import back_up_now
from send_tracker.cli.shared import FILE, UNSOUND, commands, opened, print_json, report_progress
from send_tracker.domain.intake.preview import Preview, conflicts_of, preview_document
from send_tracker.domain.problem import Problem


@commands.command("import")
@click.argument("file", type=FILE)
@click.argument("source", type=FILE)
@click.option("--what", default="actions", help="actions, evidence or observations.")
@click.option("--mapping", type=FILE, help="How the source is read, as JSON.")
@click.option("--dry-run", is_flag=True, help="Only say what would change; the default.")
@click.option("--apply", "apply_it", is_flag=True, help="Apply what is not doubtful, as one edit.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--look", is_flag=True, help="Print sheets, columns and the proposed mapping as JSON; change nothing.")
@click.option("--preview", "preview_to", type=FILE, help="Write every row of the preview as JSON to this file.")
def import_(
    file: Path,
    source: Path,
    what: str,
    mapping: Path | None,
    dry_run: bool,
    apply_it: bool,
    as_json: bool,
    look: bool,
    preview_to: Path | None,
) -> int:
    """Bring an existing plan in from a workbook, or from what export wrote as CSV or JSON."""
    if dry_run and apply_it:
        raise click.UsageError("Give --dry-run or --apply, not both.")
    if what == "observations":
        return _observations(file, source, mapping, apply_it, as_json, look)
    if what == "evidence":
        return _evidence(file, source, apply_it, as_json, preview_to)
    if what != "actions":
        raise Problem(f"“{what}” cannot be imported. There are: actions, evidence, observations.", "no-kind")
    from send_tracker.exchange.intake.importing import look_into, preview_import, source_document
    from send_tracker.exchange.intake.mapping import read_mapping
    from send_tracker.services.intake import apply_rows

    with opened(file) as session:
        given = read_mapping(mapping, session.scale) if mapping else None
        if look:
            print_json(source_document(look_into(session, source, given, report_progress)))
            return 0
        preview = preview_import(session, source, given, report_progress)
        if apply_it:
            back_up_now(session)
            apply_rows(session, preview.safe, "import-plan")
    _hand_over(preview, preview_to)
    return _say(preview, preview_document(preview), applied=apply_it, as_json=as_json)


@commands.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The folder to write into.")
@click.option("--lead", "leads", multiple=True, help="Only this lead; may be given several times.")
@click.option("--force", is_flag=True, help="Replace files of the same names.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def returns(file: Path, output: Path, leads: tuple[str, ...], force: bool, as_json: bool) -> int:
    """Write an update workbook for each lead, with an e-mail to send it by."""
    from send_tracker.exchange.returns.writing import write_returns
    from send_tracker.services.returns import record_sent

    with opened(file) as session:
        written = write_returns(session, output, leads=leads, force=force, on_progress=report_progress)
        record_sent(session, [w.sent for w in written])
    if as_json:
        listed = [{"book": str(w.book), "mail": str(w.mail), "sent": asdict(w.sent)} for w in written]
        print_json({"returns": listed})
    else:
        for one in written:
            print(one.book)
            print(one.mail)
    return 0


@commands.command("take-return")
@click.argument("file", type=FILE)
@click.argument("book", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would change; the default.")
@click.option("--apply", "apply_it", is_flag=True, help="Apply what is not doubtful, as one edit.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--preview", "preview_to", type=FILE, help="Write every row of the preview as JSON to this file.")
def take_return_(file: Path, book: Path, dry_run: bool, apply_it: bool, as_json: bool, preview_to: Path | None) -> int:
    """Take an owner's update back, and say what they changed, what you changed meanwhile, and what both did."""
    if dry_run and apply_it:
        raise click.UsageError("Give --dry-run or --apply, not both.")
    from send_tracker.exchange.returns.taking import take_return
    from send_tracker.services.returns import take_back

    with opened(file) as session:
        taken = take_return(session, book)
        if apply_it:
            back_up_now(session)
            take_back(session, taken.preview.safe, taken.id, taken.lead)
    _hand_over(taken.preview, preview_to, {"return": taken.id, "lead": taken.lead})
    document = preview_document(taken.preview) | {
        "conflicts": conflicts_of(taken.preview), "lead": taken.lead, "return": taken.id
    }  # fmt: skip
    return _say(taken.preview, document, applied=apply_it, as_json=as_json)


def _evidence(file: Path, source: Path, apply_it: bool, as_json: bool, preview_to: Path | None) -> int:
    """Import an evidence register in the shape that export writes."""
    from send_tracker.exchange.intake.evidence import preview_evidence
    from send_tracker.services.intake_evidence import apply_evidence

    with opened(file) as session:
        preview = preview_evidence(session, source)
        if apply_it:
            back_up_now(session)
            apply_evidence(session, preview.safe)
    _hand_over(preview, preview_to)
    return _say(preview, preview_document(preview), applied=apply_it, as_json=as_json)


def _observations(file: Path, source: Path, mapping: Path | None, apply_it: bool, as_json: bool, look: bool) -> int:
    """Import a measures feed."""
    from send_tracker.exchange.measures_feed import import_observations

    with opened(file) as session:
        if look:
            from send_tracker.exchange.feed_look import look_into

            print_json(look_into(session, source))
            return 0
        if apply_it:
            back_up_now(session)
        document: dict[str, Any] = import_observations(session, source, mapping, apply=apply_it)
    if as_json:
        print_json(document)
    else:
        print(_counts(document))
        for sentence in _reasons(document):
            print(sentence)
    return UNSOUND if document["doubtful"] or document["rejected"] else 0


def _hand_over(preview: Preview, path: Path | None, more: dict[str, str] | None = None) -> None:
    """Write the whole preview for the window that asked for it."""
    if path is None:
        return
    from send_tracker.domain.intake.preview import to_json

    try:
        path.write_text(json.dumps(to_json(preview) | (more or {}), ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise Problem(f"“{path.name}” could not be written: {error.strerror or error}.", "unwritable") from error


def _say(preview: Preview, document: dict[str, Any], *, applied: bool, as_json: bool) -> int:
    """Print what a preview says, and return the exit code."""
    if as_json:
        print_json(document)
    else:
        print(_counts(document))
        for sentence in (*_changed(preview), *_reasons(document), *document["notes"]):
            print(sentence)
        done = "New and changed rows were applied." if applied else "Nothing was changed; --apply applies what is sure."
        print(done, file=sys.stderr)
    return UNSOUND if preview.needs_a_person else 0


def _counts(document: dict[str, Any]) -> str:
    return (
        f"{document['rows']} rows: {document['new']} new, {document['changed']} changed, {document['unchanged']} "
        f"unchanged, {len(document['doubtful'])} doubtful, {len(document['rejected'])} rejected."
    )


def _changed(preview: Preview) -> list[str]:
    found = []
    for row in preview.rows:
        if row.verdict.value == "changed":
            what = "; ".join(f"{c.label}: {c.old or 'nothing'} → {c.new or 'nothing'}" for c in row.changes)
            found.append(f"Row {row.row}, {row.ref}: {' '.join(what.split())}")
    return found


def _reasons(document: dict[str, Any]) -> list[str]:
    return [f"Row {r['row']} is {name}: {r['why']}." for name in ("doubtful", "rejected") for r in document[name]]
