"""Published records of `partners`: scopes, countries, rulebooks, organisations and programmes, from files."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from common import numbers
from common.models import Origin
from common.records import Cells, Change, Tally, keep, keeps, read, whole_day
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import User
from partners.people.models.seats import JointCommittee
from partners.programmes.models import FinancingProgramme, ProgrammeSelection
from partners.rulebooks.models.rulebooks import Rulebook
from partners.scopes.models import SectoralScope

keeps(SectoralScope, PartnerCountry, Rulebook, FinancingProgramme, ProgrammeSelection)
DATA = Path(__file__).resolve().parent.parent / "data"


def load(*, directory: Path | None, by: User, at: datetime) -> Iterator[Tally]:
    """Read every file of `partners`, one after the other; yields what each did.

    Args:
        directory: where newer files lie; a file that is not there is taken from the project's own data.
    """
    named = [*read(DATA / "country_names.csv"), *read(file_of(directory, DATA, "country_names"))]
    names = {row["iso2"]: row for row in named}
    for name, row_of in (
        ("sectoral_scopes", _scope),
        ("partner_countries", partial(_country, names)),
        ("rulebooks", _rulebook),
        ("financing_programmes", _programme),
        ("model_project_selections", _selection),
    ):
        tally = Tally(name)
        with transaction.atomic():
            for cells in read(file_of(directory, DATA, name)):
                tally.add(row_of(cells, by, at))
        yield tally


def file_of(directory: Path | None, own: Path, name: str) -> Path:
    """A newer file where there is one, else the project's own."""
    newer = directory / f"{name}.csv" if directory else None
    return newer if newer is not None and newer.exists() else own / f"{name}.csv"


def sourced(cells: Cells, *, url: str = "source_url", status: str = "record_status") -> dict[str, object]:
    """The fields that say where a record comes from."""
    return {
        "origin": Origin.IMPORTED,
        "source_url": cells.get(url, ""),
        "record_status": cells.get(status, "")[:120],
        "record_note": cells.get("note", ""),
        "imported_values": dict(cells),
    }


def country_of(iso2: str) -> PartnerCountry:
    """The partner country that a row names."""
    return PartnerCountry.objects.get(iso2=iso2)


def _scope(cells: Cells, by: User, at: datetime) -> Change:
    values = {"name": cells["name"], "name_ja": cells["name_ja"]}
    return keep(SectoralScope, find={"number": int(cells["number"])}, values=values, by=by, at=at)[1]


def _country(names: Mapping[str, Cells], cells: Cells, by: User, at: datetime) -> Change:
    named = names[cells["iso2"]]
    values = {
        "iso3": named["iso3"],
        "name": cells["name"],
        "name_ja": named["name_ja"],
        "order": int(cells["order"]),
        "signed_on": whole_day(cells["signature_date"]),
        "signed_precision": cells["date_precision"],
        "signed_place": cells["place"],
        "region": cells["region"],
        "time_zone": named["time_zone"],
        **sourced(cells, url="date_source_url", status="date_status"),
    }
    country, change = keep(PartnerCountry, find={"iso2": cells["iso2"]}, values=values, by=by, at=at)
    JointCommittee.objects.get_or_create(country=country)
    for side in Side:
        of, name = (None, "Government of Japan") if side == Side.JAPAN else (country, f"Government of {country.name}")
        Organisation.objects.get_or_create(
            kind=OrganisationKind.GOVERNMENT,
            side=side,
            country=of,
            defaults={"name": name, "name_ja": "日本国政府" if of is None else f"{country.name_ja}政府"},
        )
    _agency()
    return change


def _agency() -> None:
    """JCMA: the Global Environment Centre, designated from April 2025 (source document, JCMA overview)."""
    Organisation.objects.get_or_create(
        kind=OrganisationKind.JCMA,
        side=Side.JAPAN,
        country=None,
        defaults={"name": "JCM Implementation Agency (Global Environment Centre)", "name_ja": "JCM実施機関（GEC）"},
    )


def _rulebook(cells: Cells, by: User, at: datetime) -> Change:
    until = cells["in_force_until"]
    span = DateRange(date.fromisoformat(cells["in_force_from"]), date.fromisoformat(until) if until else None)
    values = {
        "in_force": span,
        "rules": json.loads(cells["rules"]),
        "time_limits": json.loads(cells["time_limits"]),
        "terms": json.loads(cells["terms"] or "{}"),
        "source_url": cells["source_url"],
        "note": cells["note"],
    }
    find = {"country": country_of(cells["country"]), "track": cells["track"], "version": cells["version"]}
    known = Rulebook.objects.filter(**find).first()
    if known is not None:  # what was in force stays as it was; a correction is a further version
        values = {"in_force": span} if known.in_force.upper is None and span.upper else {}
    return keep(Rulebook, find=find, values=values, by=by, at=at)[1]


def scopes_in(text: str) -> list[SectoralScope]:
    """The sectoral scopes that a cell lists by number."""
    listed = re.findall(r"\d+", text.split("(", maxsplit=1)[0])
    return list(SectoralScope.objects.filter(number__in=[int(n) for n in listed]))


def _programme(cells: Cells, by: User, at: datetime) -> Change:
    values = {
        "ministry": cells["ministry"],
        "name": cells["programme"],
        "support": cells["support_type"],
        "implementer": cells["manager_or_implementer"],
        "most_share_of_cost": cells["max_share_of_initial_cost"],
        "credit_condition": cells["credit_condition"],
        "facts": cells["other_facts"],
        **sourced(cells, url="source", status="status"),
    }
    return keep(FinancingProgramme, find={"code": cells["id"]}, values=values, by=by, at=at)[1]


def _selection(cells: Cells, by: User, at: datetime) -> Change:
    amount = cells["expected_annual_er_tco2"]
    values = {
        "country": country_of(cells["country"]),
        "title": cells["title"],
        "representative": cells["representative_participant"],
        "expected_annual_tco2e": numbers.whole(amount),
        "selected_as_published": cells["selection"],
        **sourced(cells, status="title_status"),
    }
    key = f"{cells['country']}:{cells['title']}:{cells['selection']}"[:400]
    return keep(ProgrammeSelection, find={"import_key": key}, values=values, by=by, at=at)[1]
