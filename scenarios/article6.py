"""What Japan says of itself in the demo: an NDC and an inventory with made-up round figures, marked as examples."""

from datetime import datetime, timedelta

from django.db import transaction

from common.models import Origin
from credits.models import PartyRecord
from credits.models.party_contents import InventoryYears, Ndc
from credits.selectors import parties
from credits.services import party_records
from scenarios.people import Cast, colleague

SOURCE = "Example, not a real figure"
FIRST, LAST, KNOWN = 2021, 2030, 2023
FIGURE = 1_000_000_000


@transaction.atomic
def say(cast: Cast, now: datetime) -> int:
    """NDC and inventory in force, and a second version of the NDC that waits; returns how many were proposed."""
    if PartyRecord.objects.filter(origin=Origin.EXAMPLE).exists():
        return 0
    at, japan = now - timedelta(days=2), parties.by_code("JPN")
    first, second = cast[colleague("government_japan")], cast["government_japan"]
    ndc = Ndc(FIRST, LAST, "single_year", "averaging", FIGURE, source=SOURCE)
    inventory = InventoryYears(dict.fromkeys(range(FIRST, KNOWN + 1), FIGURE), source=SOURCE)
    said = [
        party_records.propose_ndc(party=japan, said=ndc, by=first, at=at, origin=Origin.EXAMPLE),
        party_records.propose_inventory(party=japan, said=inventory, by=first, at=at, origin=Origin.EXAMPLE),
    ]
    for record in said:
        party_records.confirm(record_id=record.pk, by=second, at=at)
    later = Ndc(FIRST, LAST, "single_year", "averaging", FIGURE // 2, source=SOURCE)
    waits = now - timedelta(hours=12)
    party_records.propose_ndc(party=japan, said=later, by=first, at=waits, origin=Origin.EXAMPLE)
    return len(said) + 1
