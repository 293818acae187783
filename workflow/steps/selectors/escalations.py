"""To whom an overdue step goes on, as the rulebook says."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence
from partners.organisations.models import Organisation, Side
from partners.people.models.people import Appointment, Role, User, running
from partners.people.models.seats import CommitteeMember
from partners.people.selectors import people
from partners.rulebooks.models.rules import RULES, Rule
from workflow.steps.models import WaitingStep

ADDRESSEES: dict[str, Sentence] = {
    "lead": _("the lead of the same office"),
    "counterpart": _("the same office of the other side"),
    "co_chairs": _("both co-chairs of the Joint Committee"),
    "secretariat": _("JCMA"),
    "nobody": _("nobody"),
}
_ESCALATION_SOURCE = "none found; our default"
OWN_RULES: dict[str, Rule] = {
    "escalation.participant": Rule(
        _("An overdue step with participants goes on to"), "secretariat", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "escalation.tpe": Rule(
        _("An overdue step with a third-party entity goes on to"), "secretariat", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "escalation.secretariat": Rule(
        _("An overdue step with the secretariat goes on to"), "lead", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "escalation.committee": Rule(
        _("An overdue step with the Joint Committee goes on to"), "co_chairs", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "escalation.government": Rule(
        _("An overdue step with a government goes on to"), "counterpart", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "escalation.registry": Rule(
        _("An overdue step with a registry goes on to"), "lead", _ESCALATION_SOURCE, ADDRESSEES
    ),
}


def addressee(step: WaitingStep) -> str:
    """A key of `ADDRESSEES`, by the step's rulebook or the declared default."""
    key = f"escalation.{step.role}"
    if key not in RULES:
        return "nobody"
    value = step.rulebook.rule(key) if step.rulebook else RULES[key].default
    return str(value) if value in ADDRESSEES else "nobody"


def people_of(step: WaitingStep, to: str) -> QuerySet[User]:
    """The people whom an addressee means for this step."""
    if to == "secretariat":
        return people.acting_as(Role.SECRETARIAT, country_id=step.country_id)
    if to == "co_chairs":
        return _co_chairs(step)
    if to == "lead":
        return _leads(step)
    return _counterparts(step) if to == "counterpart" else User.objects.none()


def _named(step: WaitingStep) -> list[int]:
    return list(step.organisations.values_list("pk", flat=True))


def _leads(step: WaitingStep) -> QuerySet[User]:
    holders = people.acting_as(step.role, country_id=step.country_id, organisation_ids=_named(step))
    leads = Appointment.objects.in_force().filter(role=step.role, is_lead=True)
    return holders.filter(pk__in=leads.values("user"))


def _co_chairs(step: WaitingStep) -> QuerySet[User]:
    seats = CommitteeMember.objects.filter(running(), committee__country=step.country_id, is_co_chair=True)
    members = people.acting_as(Role.COMMITTEE, country_id=step.country_id)
    return members.filter(pk__in=seats.values("user"))


def _counterparts(step: WaitingStep) -> QuerySet[User]:
    """People of the same role on the side that does not hold the step; both sides where both hold it."""
    holding = set(Organisation.objects.filter(pk__in=_named(step)).values_list("side", flat=True))
    others = set(Side.values) - holding if len(holding) == 1 else set(Side.values)
    offices = Appointment.objects.in_force().filter(role=step.role, organisation__side__in=others)
    return people.acting_as(
        step.role, country_id=step.country_id, organisation_ids=offices.values_list("organisation", flat=True)
    )
