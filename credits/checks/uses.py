"""Checks of retirements and cancellations: by purpose, and by what the Parties authorised."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from common import fonts
from common.refusals import Refused
from common.text import shows
from credits.models import Purpose
from credits.models.purposes import RULES
from credits.selectors import authorisations
from partners.organisations.models import Side
from registry.checks.requests import Wanted
from registry.models import Account, Lot

FIRST_YEAR = 2013


def named(purpose: str, *, beneficiary: str, year: int | None, statement: str, at: datetime) -> None:
    """Raises: Refused USE-01 (no such purpose), USE-02 (no beneficiary), USE-03 (year), USE-04 (no statement),
    USE-08 (a sign that cannot be printed)."""
    if purpose not in Purpose.values:
        raise Refused("USE-01", _("Choose a purpose from the list."), field="purpose")
    rule = RULES[purpose]
    if not shows(beneficiary):
        raise Refused("USE-02", _("Name the beneficiary: who may claim these units."), field="beneficiary")
    if rule.year and (year is None or not FIRST_YEAR <= year <= at.year + 1):
        raise Refused(
            "USE-03",
            _("This purpose needs a year between %(first)s and %(last)s."),
            field="year",
            params={"first": FIRST_YEAR, "last": at.year + 1},
        )
    if not rule.year and year is not None:
        raise Refused("USE-03", _("This purpose has no year. Leave it empty."), field="year")
    if rule.needs_statement and not shows(statement):
        raise Refused("USE-04", _("Say what the units are used for."), field="statement")
    _can_be_printed(beneficiary=beneficiary, statement=statement)


def _can_be_printed(**words: str) -> None:
    """Raises: Refused USE-08 (a sign that no font of the certificate draws)."""
    for field, text in words.items():
        if missing := fonts.undrawable(text):
            raise Refused(
                "USE-08",
                _("No font of the certificate draws the sign %(sign)s. Write it another way."),
                field=field,
                params={"sign": fonts.named(missing[0])},
            )


def possible_in(purpose: str, account: Account) -> None:
    """Raises: Refused USE-05 when the purpose is not possible in the account's registry."""
    registry = RULES[purpose].registry
    if registry and account.registry != registry:
        raise Refused(
            "USE-05",
            _("Units are retired towards Japan’s NDC in Japan’s registry only. Choose an account there."),
            field="purpose",
        )


def authorised(purpose: str, units: Sequence[Wanted]) -> None:
    """Raises: Refused USE-06 naming the first units that a Party has not authorised for this purpose."""
    for wanted in units:
        for side, uses in RULES[purpose].authorised:
            if authorisations.is_covered(wanted.lot_id, wanted.first, wanted.last, side=side, uses=uses):
                continue
            lot = Lot.objects.select_related("series").get(pk=wanted.lot_id)
            raise Refused(
                "USE-06",
                _(
                    "%(party)s has not authorised the units %(serial)s for this purpose. Choose other units or a "
                    "cancellation."
                ),
                field="purpose",
                params={"party": Side(side).label, "serial": lot.serial(wanted.first, wanted.last)},
            )


def all_real_or_all_examples(units: Sequence[Wanted]) -> bool:
    """True when the units are those of examples. Raises: Refused USE-07 when real units are mixed with them."""
    lots = Lot.objects.filter(pk__in={wanted.lot_id for wanted in units}).values_list("series__numbering", flat=True)
    kinds = {numbering == "example" for numbering in lots}
    if len(kinds) > 1:
        raise Refused("USE-07", _("Units of examples and real units cannot be used together."), field="quantity")
    return kinds == {True}
