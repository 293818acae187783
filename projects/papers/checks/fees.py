"""Fees of requests: whether the rules ask for one, and that it is paid before a request counts as complete."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from committee.rules.selectors import rules
from common.refusals import Refused
from common.text import shows
from partners import permissions
from partners.people.models.people import User
from partners.permissions.interests import may_judge
from partners.rulebooks.selectors import rulebooks


def is_due(request: Any, on: date) -> bool:
    """True where the rules of a day ask for a fee with this request; imported projects follow those in force."""
    project = request.project
    rulebook = project.rulebook or rulebooks.on_day(project.country_id, on, project.track)
    return rulebook is not None and bool(rules.value_on(rulebook, request.FEE_KEY, on))


def recordable(request: Any, reference: str, paid_on: date, by: User, on: date) -> None:
    """Raises: Refused FEE-01 (403), FEE-02 (409, none is due), FEE-03 (409, not at the completeness check), FEE-04
    without a reference, FEE-05 for a day to come."""
    if not may_judge(permissions.secretariat, request, by):
        raise Refused("FEE-01", _("Only officers of JCMA record that a fee is paid."), status=403)
    if not is_due(request, on):
        raise Refused("FEE-02", _("The rules of this country ask for no fee with this request."), status=409)
    if request.state != "submitted":
        raise Refused("FEE-03", _("A fee is recorded while JCMA checks that the request is complete."), status=409)
    if not shows(reference):
        raise Refused("FEE-04", _("Give the reference of the payment."), field="reference")
    if paid_on > on:
        raise Refused("FEE-05", _("The payment lies ahead: record it once it is made."), field="paid_on")


def paid(request: Any, on: date) -> None:
    """Raises: Refused FEE-06 (409) where a fee is due and no payment is recorded."""
    if request.fee_paid_on is None and is_due(request, on):
        raise Refused(
            "FEE-06",
            _("The rules ask for a fee with this request. Record its payment first, or return the request."),
            status=409,
        )
