"""Situations of designation: an entity that applies, one that is reviewed."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from committee.decisions.models import AnswerKind, DecisionItem
from committee.decisions.services import answers, forwarding
from committee.designations.checks import COMPLETENESS
from committee.designations.models import Designation, DesignationApplication, DesignationReview
from committee.designations.services import applications, reviews
from committee.designations.states.applications import ApplicationKind
from committee.designations.states.reviews import Measure
from partners.organisations.models import Organisation
from partners.people.models.people import Role, User
from partners.scopes.models import SectoralScope
from tests.conftest import NOON
from tests.factories.addresses import Address, pk
from tests.factories.partners import organisation, person
from workflow.papers import services as papers

CONFIRMED = {key: True for key, _label in COMPLETENESS}


def a_certificate() -> SimpleUploadedFile:
    """A certificate of accreditation."""
    return SimpleUploadedFile("certificate.pdf", b"%PDF-1.7 ISO 14065", content_type="application/pdf")


def a_new_entity(name: str = "Newly Accredited Body", side: str = "japan") -> tuple[Organisation, User]:
    """An entity without any designation, and a person of it."""
    for number in range(1, 16):
        SectoralScope.objects.get_or_create(number=number, defaults={"name": f"Scope {number}"})
    entity = organisation("tpe", side, name=name)
    return entity, person(Role.TPE, entity)


def application_values(**values: Any) -> dict[str, Any]:
    """Whatever a whole application says."""
    return {
        "validation_scopes": [1, 2, 3],
        "verification_scopes": [1, 2, 3, 14],
        "basis": "iso14065",
        "accreditation_body": "Japan Accreditation Board",
        "certificate_number": "V0001",
        "accredited_since": date(2025, 6, 1),
        "accredited_until": date(2028, 5, 31),
        "knowledge": "Three staff were trained in the rules.",
        "contact_name": "Emi Tanaka",
        "contact_email": "emi@example.org",
        "declares_true": True,
    } | values


def an_application(
    it: SimpleNamespace,
    entity: Organisation,
    by: User,
    *,
    kind: ApplicationKind = ApplicationKind.DESIGNATION,
    submitted: bool = False,
    with_committee: bool = False,
    granted: bool = False,
    at: datetime = NOON,
    **values: Any,
) -> DesignationApplication:
    """An application in draft, or as far as is asked."""
    made = applications.start(entity=entity, country=it.country, kind=kind, by=by, at=at)
    applications.save_draft(application_id=made.pk, values=application_values(**values), by=by, at=at)
    applications.attach(application_id=made.pk, upload=a_certificate(), by=by, at=at)
    if submitted or with_committee or granted:
        papers.submit(paper=made, by=by, at=at)
    if with_committee or granted:
        forwarding.forward(paper=made, completeness=CONFIRMED, by=it.officer, at=at)
    made = DesignationApplication.objects.get(pk=made.pk)
    if granted and made.decision_item is not None:
        both_sides_agree(it, made.decision_item, at)
    return DesignationApplication.objects.get(pk=made.pk)


def both_sides_agree(it: SimpleNamespace, item: DecisionItem, at: datetime = NOON) -> None:
    """All members of both sides agree: the decision is adopted at once."""
    for member in (it.japan_chair, it.partner_chair, it.japan_member, it.partner_member):
        answers.give(decision_id=item.decision_id, answer=AnswerKind.AGREE, by=member, at=at)


def a_measure(
    it: SimpleNamespace, designation: Designation, measure: Measure, concerns: tuple[str, ...] = (), at: datetime = NOON
) -> DesignationReview:
    """A review that both sides have concluded with a measure; the entity answered where it has people."""
    review = reviews.open_review(
        designation_id=designation.pk, grounds="Findings of a witness audit.", concerns=concerns, by=it.officer, at=at
    )
    answering = User.objects.filter(appointments__organisation=designation.organisation).first()
    if answering is not None:
        reviews.answer(review_id=review.pk, text="Corrected.", by=answering, at=at)
    reviews.propose(review_id=review.pk, measure=measure, text="Not settled.", by=it.officer, at=at)
    review = DesignationReview.objects.get(pk=review.pk)
    assert review.decision_item is not None
    both_sides_agree(it, review.decision_item, at)
    return DesignationReview.objects.get(pk=review.pk)


def a_renewal(it: SimpleNamespace, *, submitted: bool = False) -> DesignationApplication:
    """The designated entity of the country applies on a renewed accreditation."""
    return an_application(it, it.tpe, it.auditor_of_tpe, kind=ApplicationKind.RENEWAL, submitted=submitted)


def its_designation(it: SimpleNamespace) -> Designation:
    """The designation of the country's first entity."""
    return Designation.objects.get(organisation=it.tpe)


def an_open_review(it: SimpleNamespace) -> DesignationReview:
    """A review that the entity has not answered yet."""
    return reviews.open_review(designation_id=its_designation(it).pk, grounds="A complaint.", by=it.officer, at=NOON)


def _document(it: SimpleNamespace) -> dict[str, object]:
    application = a_renewal(it)
    return {"pk": application.pk, "file": application.files.get().pk}


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {
    "committee.Designation": its_designation,
    "committee.DesignationApplication": a_renewal,
    "committee.DesignationReview": an_open_review,
}
ADDRESSES: dict[str, Address] = {
    "committee:application-page": pk(a_renewal),
    "committee:application-pdf": pk(a_renewal),
    "committee:application-edit": pk(a_renewal),
    "committee:application-attach": pk(a_renewal),
    "committee:application-file": Address(_document),
    "committee:application-submit": pk(a_renewal),
    "committee:application-return": pk(a_renewal, submitted=True),
    "committee:application-forward": pk(a_renewal, submitted=True),
    "committee:application-withdraw": pk(a_renewal),
    "committee:designation-page": pk(its_designation),
    "committee:designation-give-up": pk(its_designation),
    "committee:designation-review": pk(its_designation),
    "committee:designation-rename": pk(its_designation),
    "committee:review-page": pk(an_open_review),
    "committee:review-answer": pk(an_open_review),
    "committee:review-propose": pk(an_open_review),
    "committee:review-close": pk(an_open_review),
}
