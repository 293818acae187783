"""Steps that stories and situations take in the same way, told the people and the instant."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from partners.people.models.people import User
from projects.doubles import selectors as similar
from projects.doubles import services as doubles
from projects.projects.models import Project
from projects.registrations.models import RegistrationRequest
from projects.sustainability import services as sustainability
from registry.checks.applications import CHECKLIST
from registry.models import Account
from registry.selectors.applications import required_slots
from registry.services import applications, holders
from scenarios.papers import pdf


def ticked(items: Iterable[tuple[str, object]]) -> dict[str, bool]:
    """A checklist with every item confirmed."""
    return {key: True for key, _label in items}


def accept_sustainability(project: Project, *, by: User, at: datetime) -> None:
    """Where the rules leave the sustainability papers to the country's authority, it accepts those that wait."""
    for review in project.sustainability_reviews.filter(state="waiting"):
        sustainability.accept(review_id=review.pk, text="The plan fits the project and its place.", by=by, at=at)


def tell_apart(request: RegistrationRequest, *, by: User, at: datetime) -> None:
    """JCMA judges that every project that resembles the one to be registered is another."""
    for candidate in similar.candidates(request):
        doubles.judge(
            request_id=request.pk,
            candidate_id=candidate.project.pk,
            verdict="other",
            explanation="Another plant at another place.",
            by=by,
            at=at,
        )


def hand_in(account: Account, *, details: Mapping[str, str], by: User, at: datetime) -> Account:
    """An application for an account with everything that it needs, at the registry."""
    for slot in required_slots(account, at.date()):
        applications.attach(account_id=account.pk, slot=slot, upload=_scan(slot), by=by, at=at)
    if account.needs_representatives:
        holders.confirm(account_id=account.pk, values=details, by=by, at=at)
    return applications.submit(account_id=account.pk, by=by, at=at)


def _scan(slot: str) -> UploadedFile:
    return pdf(slot)


def open_account(account: Account, *, officers: tuple[User, User], at: datetime) -> Account:
    """One officer of the registry checks an application, another opens the account."""
    checks, opens = officers
    applications.check(account_id=account.pk, answers=ticked(CHECKLIST), by=checks, at=at)
    return applications.open_account(account_id=account.pk, by=opens, at=at)
