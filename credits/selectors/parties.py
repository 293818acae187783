"""Parties to the Paris Agreement as this platform knows them: Japan and its partner countries, by alpha-3 code."""

from dataclasses import dataclass
from typing import override

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from common.text import shortened
from credits.models.party_records import JAPAN
from partners import permissions
from partners.countries.models import PartnerCountry
from partners.organisations.models import Side
from partners.people.models.people import Visitor
from partners.permissions.visitors import held_by


@dataclass(frozen=True)
class Party:
    """A Party; `country` is empty for Japan."""

    code: str
    country: PartnerCountry | None = None

    @property
    def side(self) -> str:
        return Side.JAPAN if self.country is None else Side.PARTNER

    @property
    def country_id(self) -> int | None:
        return None if self.country is None else self.country.pk

    @property
    def iso2(self) -> str:
        return "JP" if self.country is None else self.country.iso2

    @property
    def name(self) -> str:
        """Its name in English, as the agreed electronic format writes it."""
        return "Japan" if self.country is None else self.country.name

    @override
    def __str__(self) -> str:
        return gettext("Japan") if self.country is None else str(self.country)


def by_code(code: str) -> Party:
    """The Party of an alpha-3 code.

    Raises: Refused ADJ-01 (404) where no Party has it: a mistyped one is an error, never a table of zeros.
    """
    wanted = code.strip().upper()
    if wanted == JAPAN:
        return Party(JAPAN)
    country = PartnerCountry.objects.filter(iso3=wanted).first()
    if country is None:
        raise Refused(
            "ADJ-01",
            _("No Party has the code “%(code)s”. Write JPN, or the three letters of a partner country."),
            field="party",
            status=404,
            params={"code": shortened(code)},
        )
    return Party(wanted, country)


def every() -> list[Party]:
    """Japan, then its partner countries in order of signature."""
    return [Party(JAPAN), *(Party(country.iso3, country) for country in PartnerCountry.objects.all())]


def codes() -> dict[str, str]:
    """Alpha-3 codes by the two letters that the book uses."""
    return {"JP": JAPAN, **dict(PartnerCountry.objects.values_list("iso2", "iso3"))}


def acted_for(user: Visitor) -> list[Party]:
    """The Parties for whose governments this person acts."""
    found = [Party(JAPAN)] if permissions.holds(user, "government", side="japan") else []
    sided = [a for a in held_by(user) if a.role == "government" and a.organisation.side == "partner"]
    countries = PartnerCountry.objects.filter(pk__in=[a.country_id for a in sided if a.country_id is not None])
    return found + [Party(country.iso3, country) for country in countries]
