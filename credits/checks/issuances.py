"""Checks before a registry issues."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from credits.models import Issuance
from credits.selectors import requests as selectors
from credits.states.issuances import IssuanceState
from partners.organisations.models import Organisation, Side
from partners.rulebooks.models.rulebooks import Rulebook
from registry.models import Account


def in_order(issuance: Issuance, rulebook: Rulebook) -> None:
    """Raises: Refused ISS-11 (409) when Japan's side would issue before the partner's under an Article 6 rulebook."""
    if issuance.side != Side.JAPAN or not rulebook.rule("article6.aligned"):
        return
    partner = issuance.request.issuances.filter(side=Side.PARTNER).first()
    if partner is not None and partner.state != IssuanceState.ISSUED:
        raise Refused("ISS-11", _("The partner country’s registry issues first. Wait for its issuance."), status=409)


def accounts_open(issuance: Issuance) -> Mapping[int, Account]:
    """The account of each party that gets tonnes. Raises: Refused ISS-12 (409) naming who has none."""
    getting = issuance.request.amounts.filter(side=issuance.side, quantity_tco2e__gt=0).values("organisation")
    parties = list(Organisation.objects.filter(pk__in=getting))
    country = issuance.request.project.country
    found = selectors.accounts_of(parties, country, is_example=issuance.is_example)
    for party in parties:
        if party.pk not in found:
            raise Refused(
                "ISS-12",
                _("%(party)s has no open account in the registry %(registry)s. Open one, then issue."),
                status=409,
                params={"party": party, "registry": issuance.registry},
            )
    return found
