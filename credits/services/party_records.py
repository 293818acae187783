"""Records of Parties: a government says its NDC, its inventory and what is final, by two of its officers."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import rfc8785
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from common import events, outbox
from common.machines import judge
from common.models import Origin
from common.refusals import Refused
from common.text import plain, shows
from credits.aef.profiles import PROFILES
from credits.checks import party_records as checks
from credits.models import PartyRecord, RecordKind
from credits.models.party_contents import InventoryYears, Ndc
from credits.permissions import government_of_side
from credits.selectors import adjustments
from credits.selectors import party_records as selectors
from credits.selectors.parties import Party
from credits.states.party_records import RecordState
from partners.people.models.people import User
from partners.people.selectors import people

FILES_TOPIC = "credits.aef_file"


@transaction.atomic
def propose_ndc(*, party: Party, said: Ndc, by: User, at: datetime, origin: str = Origin.PLATFORM) -> PartyRecord:
    """Propose a version of the Party's NDC; another officer of the same government confirms.

    Raises: Refused PAR-01 (403), PAR-02 (409, a version waits already), PAR-03 to PAR-05, PAR-06 (409, the period is
    final), ADJ-02 to ADJ-04 (target and method do not go together).
    """
    _of_government(party, by)
    checks.ndc(said)
    _not_final(party, said.period)
    return _proposed(RecordKind.NDC, party, said.period, said.as_json(), by=by, at=at, origin=origin)


@transaction.atomic
def propose_inventory(
    *, party: Party, said: InventoryYears, by: User, at: datetime, origin: str = Origin.PLATFORM
) -> PartyRecord:
    """Propose a version of the Party's inventory: all years that are known, again.

    Raises: Refused PAR-01 (403), PAR-02 (409), PAR-04, PAR-05, PAR-09 (no year).
    """
    _of_government(party, by)
    checks.inventory(said)
    return _proposed(RecordKind.INVENTORY, party, said.period, said.as_json(), by=by, at=at, origin=origin)


@transaction.atomic
def propose_final(*, party: Party, period: str, by: User, at: datetime) -> PartyRecord:
    """Propose to make the adjustments of a period final, exactly as they stand now (2/CMA.3 annex, paragraph 12).

    Raises: Refused PAR-01 (403), PAR-02 (409), PAR-06 (409, final already), PAR-10 (something is indeterminate),
    PAR-11 (the period is not over), ADJ-06 (404, no NDC of that period).
    """
    _of_government(party, by)
    _not_final(party, period)
    standing = adjustments.of(party, period=period)
    summary = standing.summary
    if summary is None or standing.missing:
        raise Refused(
            "PAR-10",
            _("Adjustments are final only when nothing is missing. Still missing: %(missing)s."),
            status=409,
            params={"missing": ", ".join(standing.missing)},
        )
    if summary.target.last_year >= at.year:
        raise Refused("PAR-11", _("The NDC implementation period is not over yet."), status=409)
    origin = standing.ndc.origin if standing.ndc is not None else Origin.PLATFORM
    content = adjustments.snapshot(standing)
    return _proposed(RecordKind.FINAL, party, period, content, by=by, at=at, origin=origin)


@transaction.atomic
def propose(*, record_id: int, by: User, at: datetime) -> PartyRecord:
    """Propose a draft of an agreed electronic format for filing.

    Raises: Refused MOV-01 (409), MOV-02 (403), AEF-05 (409, the pre-check found what blocks it).
    """
    record = _locked(record_id)
    move = judge(record.propose, by=by)
    blocking = record.content["precheck"]["blocking"]
    if blocking:
        raise Refused(
            "AEF-05",
            _("The pre-check found %(many)s things with which it cannot be filed. Correct them, and make a new draft."),
            status=409,
            params={"many": blocking},
        )
    record.proposed_by = by
    move.commit(at=at)
    return record


@transaction.atomic
def confirm(*, record_id: int, by: User, at: datetime) -> PartyRecord:
    """Put a proposed version in force, in the place of the one before.

    Raises: Refused MOV-01 (409), MOV-02 (403: the proposer, or no officer of that government), PAR-06 (409, the period
    became final meanwhile), PAR-12 (409, what was to be final has changed since it was proposed).
    """
    record = _locked(record_id)
    move = judge(record.confirm, by=by)
    party = Party(record.party, record.country)
    if record.kind == RecordKind.NDC:
        _not_final(party, record.period)
    if record.kind == RecordKind.FINAL:
        _not_final(party, record.period)
        _says_the_same(record, party)
    if record.replaces_id is not None:
        judge(_locked(record.replaces_id).replace, by=people.system()).commit(at=at)
    record.confirmed_by = by
    move.commit(at=at)
    if record.kind == RecordKind.AEF:
        for profile in PROFILES:
            payload: dict[str, object] = {"record": record.pk, "profile": profile}
            outbox.enqueue(FILES_TOPIC, key=f"aef-file:{record.pk}:{profile}", payload=payload, at=at)
    return record


@transaction.atomic
def decline(*, record_id: int, note: str, by: User, at: datetime) -> PartyRecord:
    """Decline a draft or a proposed version, or take one's own back.

    Raises: Refused PAR-07 (no reason), MOV-01 (409), MOV-02 (403).
    """
    record = _locked(record_id)
    if not shows(note):
        raise Refused("PAR-07", _("Write down why; whoever proposed it reads it."), field="note")
    judge(record.decline, by=by).commit(at=at, note=plain(note))
    return record


def digest(content: Mapping[str, Any]) -> str:
    """The hash of what a record says, by its canonical JSON (RFC 8785)."""
    return hashlib.sha256(bytes(rfc8785.dumps(dict(content)))).hexdigest()


def _locked(record_id: int) -> PartyRecord:
    return PartyRecord.objects.select_for_update(of=("self",)).select_related("country").get(pk=record_id)


def _of_government(party: Party, by: User) -> None:
    if not government_of_side(party, by):
        raise Refused("PAR-01", _("Each government speaks for its own Party."), status=403)


def _not_final(party: Party, period: str) -> None:
    if selectors.final(party, period) is not None:
        raise Refused(
            "PAR-06",
            _("The adjustments of this period are final. Its NDC and its adjustments do not change any more."),
            status=409,
        )


def _says_the_same(record: PartyRecord, party: Party) -> None:
    now = adjustments.snapshot(adjustments.of(party, period=record.period))
    if digest(now) != record.sha256:
        raise Refused(
            "PAR-12",
            _("The adjustments have changed since this was proposed. Decline it, and propose what stands now."),
            status=409,
        )


def _proposed(
    kind: str, party: Party, period: str, content: Mapping[str, Any], *, by: User, at: datetime, origin: str
) -> PartyRecord:
    living = PartyRecord.objects.filter(kind=kind, party=party.code, period=period, origin=origin)
    living = living.exclude(state=RecordState.DECLINED)
    earlier = living.order_by("-version").select_for_update(of=("self",)).first()
    if earlier is not None and earlier.state in {RecordState.DRAFT, RecordState.PROPOSED}:
        raise _waits_already()
    record = PartyRecord(
        kind=kind,
        party=party.code,
        country=party.country,
        period=period,
        version=1 if earlier is None else earlier.version + 1,
        content=dict(content),
        sha256=digest(content),
        replaces=earlier,
        origin=origin,
        proposed_by=by,
        proposed_at=at,
    )
    if earlier is not None and earlier.sha256 == record.sha256:
        raise Refused("PAR-08", _("This says nothing that the version in force does not say."), status=409)
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        if "party_record_version_once" not in str(error):
            raise
        raise _waits_already() from error  # by somebody at the same instant
    after = {"kind": str(kind), "period": period, "version": record.version, "sha256": record.sha256}
    events.record("credits.partyrecord.propose", subject=record, by=by, at=at, after=after, tells=("government",))
    return record


def _waits_already() -> Refused:
    return Refused("PAR-02", _("A next version waits for its second officer already. Open it first."), status=409)
