"""The definitions that the platform ships, put in force from its files."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from common.models import Origin
from common.records import Tally
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.scopes.models import SectoralScope
from projects.definitions.services import definitions
from projects.methodologies.calculation import published
from projects.methodologies.calculation.definitions import Definition
from projects.methodologies.models import Methodology, MethodologyStatus


def load(*, by: User, at: datetime) -> Iterator[Tally]:
    """Put every shipped definition in force for its version, with a record of the version where there is none yet.

    The records of methodologies are read before; what officers have put in force stays.
    """
    tally = Tally("definitions")
    with transaction.atomic():
        for text, definition in published.texts_by_code().values():
            methodology = _version(definition)
            tally.add(definitions.record(methodology=methodology, text=text, definition=definition, by=by, at=at))
    yield tally


def _version(definition: Definition) -> Methodology:
    """The record of the version that a definition is of.

    The published list has one version of each methodology; others that projects use are recorded from the definition.
    """
    is_proposed = "_PM" in definition.reference
    column = "proposed_reference" if is_proposed else "reference"
    named = list(Methodology.objects.filter(**{column: definition.reference}))
    fitting = [row for row in named if row.plain_version == definition.version]
    if fitting:
        return fitting[0]
    status = MethodologyStatus.PROPOSED if is_proposed else MethodologyStatus.APPROVED
    shipped = [one.version for one in published.definitions().values() if one.reference == definition.reference]
    if max([*shipped, *(row.plain_version for row in named)]) > definition.version:
        status = MethodologyStatus.REPLACED
    row = Methodology.objects.create(
        version=definition.version,
        title=definition.title,
        country=PartnerCountry.objects.get(iso2=definition.country),
        status=status,
        approved_on=definition.approved_on,
        formula_family=definition.family,
        origin=Origin.IMPORTED,
        source_url=definition.source,
        record_note=definition.note,
        import_key=f"methodology:{definition.country}:{definition.reference}:{definition.version}",
        **{column: definition.reference},
    )
    row.scopes.set(SectoralScope.objects.filter(number__in=definition.scopes))
    return row
