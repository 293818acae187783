"""Applications for designation: start, write, submit, check, forward to the Joint Committee."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from committee.designations import checks
from committee.designations import selectors as tpes
from committee.designations.models import DesignationApplication
from committee.designations.states.applications import ApplicationKind
from common import events, files
from common.drafts import Seen, mark_of_fields, unchanged
from common.models import Origin, StoredFile
from common.refusals import Refused
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.scopes.models import SectoralScope
from workflow.papers import services as papers

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


@transaction.atomic
def save_draft(
    *, application_id: int, values: Mapping[str, object], seen: Seen | None = None, by: User, at: datetime
) -> DesignationApplication:
    """Keep what is written so far, over words that the writer has seen.

    Raises: Refused DSG-10 (403), DRF-02 and DRF-05 (409), DSG-22 (a value out of bounds).
    """
    application = _locked(application_id)
    checks.writable(application, by)
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
    papers.saved(application, by=by, at=at)
    return application


@transaction.atomic
def attach(*, application_id: int, upload: UploadedFile, by: User, at: datetime) -> StoredFile:
    """Attach a certificate or another document. Raises Refused DSG-10 (403), DRF-02 (409), FIL-01 to FIL-03."""
    application = _locked(application_id)
    checks.writable(application, by)
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
