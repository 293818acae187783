"""Checks of applications for designation and of reviews: other rows, the rulebook, the day."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from committee.designations import selectors as tpes
from committee.designations.models import Designation, DesignationApplication, DesignationReview
from committee.designations.states.applications import CHECKS, ApplicationKind
from committee.designations.states.designations import RENEWABLE, DesignationState
from committee.designations.states.reviews import Measure
from common.refusals import Refused, Sentence
from partners import permissions
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.rulebooks.selectors import rulebooks
from workflow.steps.selectors import inbox

COMPLETENESS: tuple[tuple[str, Sentence], ...] = (
    ("form", _("The application form is filled in and signed for the entity")),
    ("accreditation", _("The accreditation is shown by a certificate and covers the scopes applied for")),
    ("knowledge", _("The entity knows the rules of the JCM between both countries")),
)
NO_DOCUMENT = _("Attach the certificate of accreditation, or the application for it.")


def of_entity(subject: Organisation | Designation | DesignationApplication, by: object) -> None:
    """Raises: Refused DSG-10 (403) when the person does not act for the entity."""
    entity = subject.pk if isinstance(subject, Organisation) else subject.organisation_id
    if not getattr(by, "is_authenticated", False) or entity not in by.organisation_ids("tpe"):  # type: ignore[attr-defined]
        raise Refused("DSG-10", _("Only people of the third-party entity take this step."), status=403)


def writable(application: DesignationApplication, by: object) -> None:
    """Raises: Refused DSG-10 (403) when the person does not act for the entity, DRF-02 (409) once it was submitted."""
    of_entity(application, by)
    if not application.is_editable:
        raise Refused("DRF-02", _("This paper was handed in already and cannot be changed now."), status=409)


def may_start(entity: Organisation, country: PartnerCountry, kind: str, on: date) -> Designation | None:
    """The designation that an application of this kind builds on, if any.

    Raises: Refused DSG-12 (409, one is open), DSG-13 (designated already), DSG-14 (nothing to extend or renew),
    DSG-15 (the rules know no provisional designation).
    """
    if tpes.open_application(entity, country) is not None:
        raise Refused("DSG-12", _("An application of your entity is open for this country already."), status=409)
    standing = tpes.living_designation(entity, country)
    if kind in {ApplicationKind.DESIGNATION, ApplicationKind.PROVISIONAL}:
        if standing is not None:
            raise Refused(
                "DSG-13", _("Your entity is designated here: apply for additional scopes or anew."), field="kind"
            )
        if kind == ApplicationKind.PROVISIONAL:
            provisional_allowed(entity, country, on)
        return None
    if standing is None or (kind == ApplicationKind.EXTENSION and standing.state != DesignationState.DESIGNATED):
        raise Refused("DSG-14", _("There is no designation to build on: apply for a designation."), field="kind")
    return standing


def provisional_allowed(entity: Organisation, country: PartnerCountry, on: date) -> None:
    """Raises: Refused DSG-15 (not known to the rulebook), DSG-16 (the year's number for this side is reached)."""
    rulebook = rulebooks.in_force(country.pk, on)
    if not rulebook.rule("tpe.provisional_allowed"):
        raise Refused("DSG-15", _("The rules of this country know no provisional designation."), field="kind")
    most = int(str(rulebook.rule("tpe.provisional_most_a_year")))
    if tpes.provisional_in_year(country, entity.side, on.year) >= most:
        raise Refused(
            "DSG-16",
            _("This year’s provisional designations of your side are given: %(most)s a year. Apply next year."),
            field="kind",
            status=409,
            params={"most": most},
        )


def accredited(application: DesignationApplication, on: date) -> None:
    """Raises: Refused DSG-17 when the accreditation has ended, DSG-18 when an extension adds no scope."""
    if application.accredited_until is not None and application.accredited_until < on:
        raise Refused(
            "DSG-17", _("The accreditation has ended: give the one that is in force."), field="accredited_until"
        )
    if application.kind == ApplicationKind.EXTENSION and not tpes.added_scopes(application):
        raise Refused(
            "DSG-18", _("Your entity is designated for these scopes already: choose others."), field="validation_scopes"
        )


def documented(application: DesignationApplication) -> None:
    """Raises: Refused DSG-19 without a document."""
    if not application.files.exists():
        raise Refused("DSG-19", NO_DOCUMENT)


def missing(application: DesignationApplication) -> list[tuple[str, Sentence]]:
    """The numbers and sentences of what the application lacks before it can be submitted."""
    lacks = [(check.number, check.sentence) for check in CHECKS if not check.holds(application)]
    return lacks if application.files.exists() else [*lacks, ("DSG-19", NO_DOCUMENT)]


def may_open_review(designation: Designation, by: object) -> None:
    """Raises: Refused DSG-30 (403), DSG-31 (409, one is open), DSG-32 (409, the designation has ended)."""
    may = permissions.any_of(permissions.secretariat, permissions.committee_member_of)
    if not may(designation, by):
        raise Refused(
            "DSG-30", _("Only the secretariat and the Joint Committee open a review of a designation."), status=403
        )
    if designation.state not in RENEWABLE:
        raise Refused("DSG-32", _("This designation has ended: there is nothing to review."), status=409)
    if tpes.open_review(designation) is not None:
        raise Refused("DSG-31", _("A review of this designation is open already."), status=409)


def known_concerns(designation: Designation, concerns: Iterable[str]) -> list[str]:
    """The scopes a review or a withdrawal concerns, as `validation:3`. Raises Refused DSG-33 for others."""
    named = list(dict.fromkeys(concerns))
    known = {right.key for right in tpes.rights(designation)}
    if not set(named) <= known:
        raise Refused("DSG-33", _("Choose among the scopes of this designation."), field="concerns")
    return named


def may_propose(review: DesignationReview, measure: str, on: date) -> None:
    """Raises: Refused DSG-34 (409, the entity may still answer), DSG-35 (the measure does not fit)."""
    designation = review.designation
    if measure == Measure.LIFT:
        if designation.state != DesignationState.SUSPENDED and not tpes.suspended_rights(designation):
            raise Refused("DSG-35", _("Nothing is suspended here, so there is nothing to lift."), field="measure")
        return
    step = inbox.open_step(review)
    if review.answered_at is None and step is not None and step.due_on is not None and on <= step.due_on:
        raise Refused("DSG-34", _("The entity may answer until the day it was given. Wait for it."), status=409)
    if measure == Measure.SUSPEND and not review.concerns and designation.state != DesignationState.DESIGNATED:
        raise Refused(
            "DSG-35", _("Only a designation in force is suspended; propose to withdraw it instead."), field="measure"
        )
