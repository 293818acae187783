"""Applications for designation: start, write, submit, check, forward to the Joint Committee."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem, DecisionKind
from committee.decisions.services import decisions, withdrawals
from committee.designations import checks
from committee.designations import selectors as tpes
from committee.designations.models import DesignationApplication
from committee.designations.services import designations
from committee.designations.states.applications import ApplicationKind
from common import events, files
from common.drafts import Seen, mark_of_fields, unchanged
from common.machines import judge
from common.models import Origin, StoredFile
from common.refusals import Refused
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.people.selectors import people
from partners.scopes.models import SectoralScope

DRAFT_FIELDS = (
    "validation_scopes",
    "verification_scopes",
    "basis",
    "accreditation_body",
    "certificate_number",
    "accredited_since",
    "accredited_until",
    "knowledge",
    "contact_name",
    "contact_email",
    "declares_true",
)


def _locked(application_id: int) -> DesignationApplication:
    rows = DesignationApplication.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "country", "designation").get(pk=application_id)


@transaction.atomic
def start(
    *,
    entity: Organisation,
    country: PartnerCountry,
    kind: ApplicationKind,
    origin: Origin = Origin.PLATFORM,
    by: User,
    at: datetime,
) -> DesignationApplication:
    """Begin an application in one country; what the entity's designation says already is filled in.

    Raises: Refused DSG-10 (403) and DSG-12 to DSG-16, as `checks.designations.may_start` says.
    """
    Organisation.objects.select_for_update().get(pk=entity.pk)  # two people starting at once get one application
    checks.of_entity(entity, by)
    designation = checks.may_start(entity, country, kind, at.date())
    application = DesignationApplication(
        organisation=entity, country=country, kind=kind, designation=designation, origin=origin
    )
    if designation is not None and kind == ApplicationKind.RENEWAL:
        held = tpes.rights(designation)
        for function in ("validation", "verification"):
            setattr(application, f"{function}_scopes", [r.scope.pk for r in held if r.function == function])
    application.save()
    events.record(
        "committee.designationapplication.start", subject=application, by=by, at=at, after={"state": application.state}
    )
    return application


def _editable(application: DesignationApplication, by: User) -> None:
    checks.of_entity(application, by)
    if not application.is_editable:
        raise Refused("DSG-21", _("This application was submitted and cannot be changed now."), status=409)


@transaction.atomic
def save_draft(
    *, application_id: int, values: Mapping[str, object], seen: Seen | None = None, by: User, at: datetime
) -> DesignationApplication:
    """Keep what is written so far, over words that the writer has seen.

    Raises: Refused DSG-10 (403), DSG-21 and DRF-05 (409), DSG-22 (a value out of bounds).
    """
    application = _locked(application_id)
    _editable(application, by)
    if seen is not None:
        unchanged(seen, mark_of_fields(application, seen.names))
    known = set(SectoralScope.objects.values_list("pk", flat=True))
    for name, value in values.items():
        if name not in DRAFT_FIELDS or (name.endswith("_scopes") and not set(value) <= known):  # type: ignore[call-overload]  # numbers
            raise Refused("DSG-22", _("This value cannot stand in the application."), field=name)
        setattr(application, name, value)
    try:
        application.clean_fields(exclude=[f.name for f in application._meta.fields if f.name not in values])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Refused("DSG-22", "%(reason)s", field=field, params={"reason": " ".join(messages)}) from error
    application.save()
    events.record(
        "partners.organisation.save_application",
        subject=application.organisation,
        by=by,
        at=at,
        after={"application": application.pk},
    )
    return application


@transaction.atomic
def attach(*, application_id: int, upload: UploadedFile, by: User, at: datetime) -> StoredFile:
    """Attach a certificate or another document. Raises Refused DSG-10 (403), DSG-21 (409), FIL-01 to FIL-03."""
    application = _locked(application_id)
    _editable(application, by)
    stored = files.store(upload, by=by, at=at, field="upload")
    application.files.add(stored)
    events.record(
        "partners.organisation.attach_certificate",
        subject=application.organisation,
        by=by,
        at=at,
        after={"application": application.pk, "sha256": stored.sha256},
    )
    return stored


@transaction.atomic
def submit(*, application_id: int, by: User, at: datetime) -> DesignationApplication:
    """Hand the application to JCMA. Raises Refused DSG-01 to DSG-09, DSG-15 to DSG-19, MOV-01, MOV-02."""
    application = _locked(application_id)
    judge(application.submit, by=by).commit(at=at)
    checks.accredited(application, at.date())
    checks.documented(application)
    if application.kind == ApplicationKind.PROVISIONAL:
        checks.provisional_allowed(application.organisation, application.country, at.date())
    return application


@transaction.atomic
def return_to_entity(*, application_id: int, note: str, by: User, at: datetime) -> DesignationApplication:
    """Give an incomplete application back. Raises Refused DSG-11 without a reason."""
    application = _locked(application_id)
    judge(application.return_to_entity, by=by).commit(at=at, note=checks.reason_given(note))
    return application


@transaction.atomic
def forward(*, application_id: int, completeness: Mapping[str, bool], by: User, at: datetime) -> DesignationApplication:
    """Confirm completeness and send the application to the members of both sides.

    Raises: Refused DSG-20 (a point not confirmed), DSG-16 and DSG-17 (no longer possible), MOV-01, MOV-02.
    """
    application = _locked(application_id)
    move = judge(application.forward, by=by)
    confirmed = checks.confirmed(completeness)
    checks.accredited(application, at.date())
    if application.kind == ApplicationKind.PROVISIONAL:
        checks.provisional_allowed(application.organisation, application.country, at.date())
    proposal = decisions.Proposal(
        kind=DecisionKind.TPE,
        title=application.title,
        reference=application.reference,
        paper=application.paper,
        text=_proposal(tpes.asked_scopes(application)),
        interested=[application.organisation_id],
    )
    decision = decisions.prepare(
        country=application.country, proposals=[proposal], is_example=application.is_example, by=by, at=at
    )
    application.decision_item = decision.items.get()
    move.commit(at=at, completeness=confirmed)
    decisions.circulate(decision_id=decision.pk, by=by, at=at)
    return application


def _proposal(asked: Sequence[tuple[str, int]]) -> str:
    """Scopes for the members, as the published decisions name them."""
    parts = []
    for function in ("validation", "verification"):
        numbers = [str(scope) for of, scope in asked if of == function]
        parts += [f"Sectoral scopes for {function}: {', '.join(numbers)}"] if numbers else []
    return ". ".join(parts)


@transaction.atomic
def withdraw(*, application_id: int, note: str, by: User, at: datetime) -> DesignationApplication:
    """Take the application back before it is decided; an open proposal on it goes too.

    Raises: Refused DSG-11 without a reason, WDR-03 and WDR-04 (409), MOV-01, MOV-02.
    """
    held = DesignationApplication.objects.select_related("decision_item").get(pk=application_id)
    withdrawals.before_withdrawal(held.decision_item)
    application = _locked(application_id)
    judge(application.withdraw, by=by).commit(at=at, note=checks.reason_given(note))
    withdrawals.withdraw_with_paper(held.decision_item, note=application.note, by=by, at=at)
    return application


@transaction.atomic
def take_back(*, item: DecisionItem, by: User, at: datetime) -> bool:
    """The secretariat withdrew the proposal on an application; False when the item is about none."""
    found = DesignationApplication.objects.only("pk").filter(decision_item=item).first()
    if found is None:
        return False
    judge(_locked(found.pk).take_back, by=by).commit(at=at)
    return True


@transaction.atomic
def conclude(*, item: DecisionItem, by: User, at: datetime) -> bool:
    """What follows from the Joint Committee's decision on an application; False when the item is about none."""
    found = DesignationApplication.objects.only("pk").filter(decision_item=item).first()
    if found is None:
        return False
    application = _locked(found.pk)
    on: date = at.date()
    if not item.is_approved:
        note = item.outcome_note or item.decision.conclusion_note
        judge(application.refuse, by=by).commit(at=at, on=on, note=note)
        return True
    application.designation = designations.grant(application, item=item, by=people.system(), at=at)
    judge(application.grant, by=people.system()).commit(at=at, on=on)
    return True
