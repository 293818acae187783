"""What the example entity applies for: a designation in a second country, so that JCMA sees one in its queue."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from committee.designations.models import DesignationApplication
from committee.designations.services import applications
from committee.designations.states.applications import ApplicationKind
from common.models import Origin
from partners.countries.models import PartnerCountry
from scenarios import papers
from scenarios.people import Cast
from workflow.papers import services as life

ELSEWHERE = "VN"


@transaction.atomic
def apply_all(cast: Cast, now: datetime) -> int:
    """The application waits for JCMA; returns how many were made."""
    entity, country = cast.organisations["tpe"], PartnerCountry.objects.get(iso2=ELSEWHERE)
    if DesignationApplication.objects.filter(organisation=entity, country=country).exists():
        return 0
    by, at = cast["tpe"], now - timedelta(days=2)
    application = applications.start(
        entity=entity, country=country, kind=ApplicationKind.DESIGNATION, origin=Origin.EXAMPLE, by=by, at=at
    )
    values = {
        "validation_scopes": [1, 3],
        "verification_scopes": [1, 3, 13],
        "basis": "iso14065",
        "accreditation_body": "Example Accreditation Board",
        "certificate_number": "EX-14065",
        "accredited_until": at.date() + timedelta(days=900),
        "declares_true": True,
        "knowledge": "Example: two auditors were trained in the rules of the JCM.",
        "contact_name": "Emi Tanaka",
        "contact_email": "tpe@example.org",
    }
    applications.save_draft(application_id=application.pk, values=values, by=by, at=at)
    upload: UploadedFile = papers.pdf("certificate-of-accreditation")
    applications.attach(application_id=application.pk, upload=upload, by=by, at=at)
    life.submit(paper=application, by=by, at=at)
    return 1
