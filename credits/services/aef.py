"""Agreed electronic formats: frozen after the year has ended, corrected by new versions, never changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock, events, files, isolation, outbox, workbooks
from common.models import Origin
from common.refusals import Refused
from credits.aef import prechecks
from credits.aef.rules import Finding
from credits.aef.submissions import Submission
from credits.aef.tables import TABLES, Line
from credits.models import AefChunk, AefFile, PartyRecord, RecordKind
from credits.permissions import government_of_side
from credits.reports import aef as reports
from credits.selectors import aef as selectors
from credits.selectors.parties import Party
from credits.services import party_records
from credits.states.party_records import RecordState
from partners.people.models.people import User
from partners.people.selectors import people

LINES_OF_A_CHUNK = 1000
FINDINGS_KEPT = 200


@transaction.atomic
def draft(*, party: Party, year: int, by: User, at: datetime) -> PartyRecord:
    """Make the first version of a Party's format for a year as it was when the year ended, or a later version from what
    is known now. What was frozen before stays as it is.

    Raises: Refused AEF-01 (409, the year has not ended, by UTC), AEF-02 (409, a draft waits already), AEF-03 (403, not
    of that government), AEF-04 (409, nothing is known that the last version does not say).
    """
    if by != people.system() and not government_of_side(party, by):
        raise Refused("AEF-03", _("Each government reports for its own Party."), status=403)
    if at < selectors.end_of(year):
        raise Refused("AEF-01", _("The year has not ended. Holdings are those of 31 December, UTC."), status=409)
    earlier = PartyRecord.objects.select_for_update(of=("self",)).filter(
        kind=RecordKind.AEF, party=party.code, period=str(year), origin=Origin.PLATFORM
    )
    last = earlier.exclude(state=RecordState.DECLINED).order_by("-version").first()
    if last is not None and last.state in {RecordState.DRAFT, RecordState.PROPOSED}:
        raise Refused("AEF-02", _("A version waits to be filed already. File it, or decline it first."), status=409)
    known_at = selectors.end_of(year) if last is None else at
    record = PartyRecord(
        kind=RecordKind.AEF,
        party=party.code,
        country=party.country,
        period=str(year),
        version=1 if last is None else last.version + 1,
        replaces=last,
        state=RecordState.DRAFT,
    )
    made = selectors.made_now(party, year, record.label, known_at=known_at)
    return _frozen(record, made, last, by=by, at=at)


@outbox.handles(party_records.FILES_TOPIC)
def keep_file(payload: dict[str, object]) -> None:
    """Keep the workbook of a filed format as it is now: no later change of the platform's writing changes it."""
    record = PartyRecord.objects.select_related("country").get(pk=str(payload["record"]))
    profile = str(payload["profile"])
    if selectors.kept_file(record, profile) is not None:
        return
    with reports.file_of(record, "xlsx", profile) as made:
        upload = File(made, name=f"AEF-{record.party}-{record.period}-v{record.label}-{profile}.xlsx")
        stored = files.keep(upload, media_type=workbooks.MEDIA_TYPE, by=people.system(), at=clock.now())
    AefFile.objects.create(record=record, profile=profile, file=stored)


def freeze_due(*, by: User, at: datetime) -> int:
    """Make what is due of the year that has ended: a second run changes nothing. Returns how many were made."""
    year = at.year - 1
    due = selectors.to_freeze(year)

    def freeze(party: Party) -> PartyRecord:
        return draft(party=party, year=year, by=by, at=at)

    return len(isolation.each(due, freeze, what="agreed electronic format"))


def _frozen(record: PartyRecord, made: Submission, last: PartyRecord | None, *, by: User, at: datetime) -> PartyRecord:
    tables = {str(number): _digest(made.lines(number)) for number in TABLES if number > 1}
    content: dict[str, Any] = {
        "year": made.year,
        "ndc_period": list(made.period) if made.period else None,
        "tables": tables,
    }
    if last is not None and {key: last.content[key] for key in content} == content:
        raise Refused("AEF-04", _("Nothing is known that the last version does not say."), status=409)
    found = prechecks.check(replace(made, version=record.label), selectors.around(made))
    record.content = content | {"made_at": at.isoformat(), "precheck": _precheck(found)}
    record.sha256 = party_records.digest(record.content)
    record.save()
    AefChunk.objects.bulk_create(
        AefChunk(record=record, table=number, number=at_chunk, lines=lines)
        for number in TABLES
        if number > 1
        for at_chunk, lines in enumerate(_chunks(made.lines(number)))
    )
    after = {"period": record.period, "version": record.label, "sha256": record.sha256}
    events.record("credits.partyrecord.freeze", subject=record, by=by, at=at, after=after, tells=("government",))
    return record


def _digest(lines: Iterable[Line]) -> Mapping[str, object]:
    """How many lines a table has, and the hash over them."""
    summed, many = hashlib.sha256(), 0
    for many, line in enumerate(lines, start=1):  # noqa: B007  the last number is how many there are
        summed.update(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return {"lines": many, "sha256": summed.hexdigest()}


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == LINES_OF_A_CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _precheck(found: list[Finding]) -> dict[str, Any]:
    """How it came out; of very many findings the first ones."""
    kept = [[each.number, each.sheet, each.cell, each.found] for each in found[:FINDINGS_KEPT]]
    return {"blocking": len(prechecks.blocking(found)), "all": len(found), "findings": kept}
