"""All current rules or forms of a country as one archive."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import PurePath

from committee.rules.models.documents import RuleVersion
from committee.rules.selectors import rules
from partners.countries.models import PartnerCountry


def archive(country: PartnerCountry, on: date, *, forms: bool) -> bytes:
    """A zip of the versions in force that day, each named by its code."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for version in rules.current(country, on, forms=forms):
            with version.stored.content.open("rb") as source:
                target.writestr(_name(version), source.read())
    return buffer.getvalue()


def _name(version: RuleVersion) -> str:
    return f"{version.code}{PurePath(version.stored.name).suffix.lower()}"
