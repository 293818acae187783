"""Countries as the public sees them, and every name by which they are searched for."""

from collections import defaultdict
from pathlib import Path

from django.db.models import QuerySet

from common import search
from common.records import read
from partners.countries.models import PartnerCountry

DATA = Path(__file__).parent.parent / "data"


def public() -> QuerySet[PartnerCountry]:
    """Every partner country, in order of signature."""
    return PartnerCountry.objects.all()


def register_names() -> None:
    """Let a search by any name of a country find what bears another; `partners/data` is the one place of them."""
    names: dict[str, list[str]] = defaultdict(list)
    for file, column in (("partner_countries", "name"), ("country_names", "name_ja"), ("country_aliases", "alias")):
        for row in read(DATA / f"{file}.csv"):
            names[row["iso2"]].append(row[column])
    for same in names.values():
        search.register(same)
