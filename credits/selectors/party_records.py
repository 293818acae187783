"""Records of Parties: who reads which, and which version counts."""

from django.db.models import Q, QuerySet

from common.models import Origin
from credits.models import PartyRecord, RecordKind
from credits.models.party_contents import InventoryYears, Ndc
from credits.selectors import parties
from credits.selectors.parties import Party
from credits.states.party_records import RecordState
from partners import permissions
from partners.people.models.people import Visitor

PUBLIC = (RecordState.IN_FORCE, RecordState.REPLACED)


def visible_to(user: Visitor) -> QuerySet[PartyRecord]:
    """What is or was in force for everybody; what was only drafted or proposed for its own government and auditors."""
    every = PartyRecord.objects.select_related("country", "proposed_by", "confirmed_by", "replaces")
    if permissions.holds(user, "auditor"):
        return every
    own = [party.code for party in parties.acted_for(user)]
    return every.filter(Q(state__in=PUBLIC) | Q(party__in=own))


def to_confirm(user: Visitor) -> QuerySet[PartyRecord]:
    """What this person's government has drafted or proposed and nobody confirmed yet, the longest waiting first."""
    own = [party.code for party in parties.acted_for(user)]
    waiting = PartyRecord.objects.filter(party__in=own, state__in=[RecordState.DRAFT, RecordState.PROPOSED])
    return waiting.select_related("country").order_by("proposed_at", "id")


def in_force(kind: str, party: Party, period: str | None = None) -> QuerySet[PartyRecord]:
    """The versions of a Party that count, real ones before examples, the latest period first."""
    found = PartyRecord.objects.filter(kind=kind, party=party.code, state=RecordState.IN_FORCE)
    found = found if period is None else found.filter(period=period)
    return found.order_by("origin", "-period").select_related("country")


def versions(party: Party) -> QuerySet[PartyRecord]:
    """Every version of a Party's NDC, inventory and final adjustments that is or was in force."""
    kinds = [RecordKind.NDC, RecordKind.INVENTORY, RecordKind.FINAL]
    return PartyRecord.objects.filter(party=party.code, kind__in=kinds, state__in=PUBLIC).order_by(
        "kind", "-period", "-version"
    )


def ndc(party: Party, period: str | None = None) -> PartyRecord | None:
    """The NDC of a Party that counts, of a period or the latest; real before examples."""
    return in_force(RecordKind.NDC, party, period).exclude(origin=Origin.EXAMPLE).first() or (
        in_force(RecordKind.NDC, party, period).first()
    )


def inventory(party: Party) -> PartyRecord | None:
    """The inventory of a Party that counts; real before examples."""
    every = in_force(RecordKind.INVENTORY, party)
    return every.exclude(origin=Origin.EXAMPLE).first() or every.first()


def final(party: Party, period: str) -> PartyRecord | None:
    """The final adjustments of a Party for a period, if it has said them."""
    return in_force(RecordKind.FINAL, party, period).first()


def said_by(record: PartyRecord) -> Ndc | InventoryYears | None:
    """What a record says, as typed values, where it is an NDC or an inventory."""
    if record.kind == RecordKind.NDC:
        return Ndc.of(record.content)
    return InventoryYears.of(record.content) if record.kind == RecordKind.INVENTORY else None
