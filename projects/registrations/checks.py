"""Checks of a registration request: validation, modalities, responses, allocation and number."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.conditions import Condition, Outlook, outlook
from common.numbers import RUNNING
from common.refusals import Refused, Sentence
from partners.organisations.models import Organisation, OrganisationKind, Side
from projects.assessments.states.assessments import AssessmentState
from projects.designs.checks import has_document
from projects.designs.states import DesignState
from projects.doubles import checks as doubles
from projects.inputs.states import CallState
from projects.modalities import selectors as modalities
from projects.papers.checks import fees
from projects.projects.models import Project
from projects.projects.selectors import numbers
from projects.registrations.models import RegistrationRequest
from projects.sustainability.checks import plan_accepted

COMPLETENESS: Sequence[tuple[str, Sentence]] = (
    ("validation", _("The validation report has a positive opinion and no open corrective action or clarification")),
    ("pdd", _("PDD, SDIP and monitoring plan are the validated versions, with public versions")),
    ("moc", _("The modalities of communication are in force and name every participant")),
    ("inputs", _("Public inputs are answered")),
    ("double", _("The project is not registered twice: declaration and similar projects are judged")),
    ("allocation", _("The allocation names every holder and sums to 100 per cent")),
)


HUNDRED = Decimal(100)


def may_start(project: Project) -> None:
    """Raises: Refused REG-02 (409) without a validated design; REG-03 (409) when a request is open."""
    if not project.designs.filter(state=DesignState.VALIDATED).exists():
        raise Refused("REG-02", _("Registration is requested once the PDD is validated."), status=409)
    if project.registration_requests.exclude(state__in=["not_registered", "withdrawn"]).exists():
        raise Refused("REG-03", _("Registration of this project was requested already."), status=409)


def validated(request: RegistrationRequest) -> None:
    """Raises: Refused REG-04 (409) without a positive opinion."""
    if request.validation.state != AssessmentState.POSITIVE:
        raise Refused("REG-04", _("The validation has no positive opinion."), status=409)


def modalities_filed(request: RegistrationRequest) -> None:
    """Requests of before modalities were papers of their own brought them as a file; that still counts.

    Raises: Refused REG-05 (409).
    """
    if modalities.in_force(request.project) is None and not has_document(request, "moc"):
        raise Refused("REG-05", _("The modalities of communication are not in force yet: file them first."), status=409)


def inputs_responded(request: RegistrationRequest) -> None:
    """Raises: Refused REG-06 (409) while the response to the public inputs is not published."""
    if request.design.input_call.state == CallState.AWAITING_RESPONSE:
        raise Refused("REG-06", _("Publish your response to the public inputs first."), status=409)


WHOLE = (
    Condition(
        _("The validation has a positive opinion"),
        lambda request, _on: validated(request),
        lambda request: request.validation.get_absolute_url(),
    ),
    Condition(
        _("The modalities of communication are in force"),
        lambda request, _on: modalities_filed(request),
        lambda request: request.project.get_absolute_url(),
    ),
    Condition(
        _("The sustainability plan is accepted, where the authority reviews it"),
        lambda request, _on: plan_accepted(request.design),
        lambda request: request.design.get_absolute_url(),
    ),
    Condition(
        _("The response to the public inputs is published"),
        lambda request, _on: inputs_responded(request),
        lambda request: request.design.input_call.get_absolute_url(),
    ),
)
BEFORE_COMMITTEE = (
    Condition(_("The fee is paid, where the rules ask for one"), fees.paid),
    Condition(_("Every similar project is judged to be another"), lambda request, _on: doubles.excluded(request)),
)


def registration(request: RegistrationRequest, on: date, *, is_officer: bool) -> Outlook | None:
    """How the next step of a request stands: its submission, or to an officer its way to the committee."""
    if request.is_editable:
        return outlook(_("Submitting the request"), WHOLE, request, on)
    if request.state == "submitted" and is_officer:
        return outlook(_("Forwarding to the Joint Committee"), BEFORE_COMMITTEE, request, on)
    return None


def shares_possible(project: Project, shares: Sequence[tuple[Organisation, Decimal]]) -> None:
    """Raises: Refused ALC-01 (sum is not 100), ALC-02 (a holder twice), ALC-03 (neither government nor participant),
    ALC-04 (out of bounds or more than four decimals)."""
    for organisation, percentage in shares:
        if not 0 <= percentage <= HUNDRED or percentage != percentage.quantize(Decimal("0.0001")):
            raise Refused(
                "ALC-04",
                _("Give each percentage from 0 to 100 with at most four decimals."),
                field=f"share_{organisation.pk}",
            )
        if not may_hold(project, organisation):
            raise Refused("ALC-03", _("Credits are shared among both governments and the participants only."))
    if len({organisation.pk for organisation, _p in shares}) != len(shares):
        raise Refused("ALC-02", _("Name each holder once."))
    total = sum((percentage for _o, percentage in shares), Decimal(0))
    if total != HUNDRED:
        raise Refused(
            "ALC-01", _("The percentages sum to %(total)s. Make them sum to 100."), params={"total": total.normalize()}
        )


def may_hold(project: Project, organisation: Organisation) -> bool:
    """True for both governments and the project's participants."""
    if organisation.kind == OrganisationKind.GOVERNMENT:
        return organisation.side == Side.JAPAN or organisation.country_id == project.country_id
    return organisation.pk in project.participant_ids()


def number_free(request: RegistrationRequest, reference: str) -> None:
    """Raises: Refused REG-08 (form), REG-09 (taken)."""
    prefix = numbers.prefix(request.project.country, example=request.project.is_example)
    if not re.fullmatch(f"{prefix}{RUNNING}", reference):
        raise Refused(
            "REG-08",
            _("Give the number as %(prefix)s and three digits, or more where those are used up."),
            field="project_reference",
            params={"prefix": prefix},
        )
    requests = RegistrationRequest.objects.exclude(pk=request.pk).filter(project_reference=reference)
    if requests.exists() or Project.objects.exclude(pk=request.project_id).filter(reference=reference).exists():
        raise Refused(
            "REG-09",
            _("%(reference)s belongs to another project. Choose the next free number."),
            field="project_reference",
            params={"reference": reference},
        )
