"""Project idea notes: draft, submit, check, forward, conclude."""

from datetime import datetime

from django.db import transaction

from common import events
from common.models import Origin
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from projects.pins.models import ProjectIdeaNote
from projects.projects.services import projects


@transaction.atomic
def start(
    *,
    country: PartnerCountry,
    title: str,
    representative: Organisation,
    partners: list[Organisation],
    track: str = "JCM",
    origin: Origin = Origin.PLATFORM,
    by: User,
    at: datetime,
) -> ProjectIdeaNote:
    """Start a project with a PIN in draft. Raises what `projects.start` raises."""
    project = projects.start(
        country=country,
        title=title,
        representative=representative,
        partners=partners,
        track=track,
        origin=origin,
        by=by,
        at=at,
    )
    pin = ProjectIdeaNote.objects.create(project=project, title=project.title, origin=origin)
    events.record("projects.projectideanote.start", subject=pin, by=by, at=at, after={"state": pin.state})
    return pin
