"""Documents that a registry asks for after an account was opened: asked, handed in, taken or asked for again."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from common import events, files
from common.machines import judge
from common.refusals import Refused
from common.text import plain, shows
from partners.people.models.people import User
from partners.permissions.interests import may_judge
from registry import permissions
from registry.models import DocumentRequest, HandedInDocument
from registry.services import locks
from registry.services.applications import reason_given
from registry.states.accounts import AccountState

ASKABLE = frozenset({AccountState.OPEN, AccountState.SUSPENDED})


@locks.deed
def ask(*, account_id: int, name: str, reason: str, due_on: date, by: User, at: datetime) -> DocumentRequest:
    """Ask the representatives of an account for a document, with the reason and the last day.

    Raises: Refused DRQ-01 (403), COI-06 (403), DRQ-02 (409, not open), DRQ-03 (409, nobody acts for it), DRQ-04 (no
    name), DRQ-05 (the day), ACC-08 without a reason.
    """
    account = locks.account(account_id)
    if not may_judge(permissions.administers, account, by):
        raise Refused("DRQ-01", _("The administrators of the account’s registry ask for documents."), status=403)
    if account.state not in ASKABLE:
        raise Refused("DRQ-02", _("Documents are asked for while the account is open."), status=409)
    if not account.needs_representatives:
        raise Refused("DRQ-03", _("Nobody acts for an account of this kind; there is nobody to ask."), status=409)
    if not shows(name):
        raise Refused("DRQ-04", _("Name the document that you ask for."), field="name")
    _judge_day(due_on, at)
    wanted = DocumentRequest(
        account=account, name=plain(name), reason=reason_given(reason), due_on=due_on, asked_by=by, asked_at=at
    )
    wanted.save()
    events.record(
        "registry.documentrequest.ask",
        subject=wanted,
        by=by,
        at=at,
        after={"due_on": due_on.isoformat()},
        tells=("participant",),
        said=wanted.reason,
    )
    return wanted


def _judge_day(due_on: date, at: datetime) -> None:
    if due_on <= at.date():
        raise Refused("DRQ-05", _("Choose a day after today."), field="due_on")


@locks.deed
def hand_in(*, request_id: int, upload: UploadedFile, by: User, at: datetime) -> DocumentRequest:
    """Hand in the document; what was handed in before stays. Raises: Refused FIL-01 to FIL-03, MOV-01/02."""
    wanted = _locked(request_id)
    move = judge(wanted.hand_in, by=by)
    stored = files.store(upload, by=by, at=at, field="upload")
    HandedInDocument.objects.create(request=wanted, file=stored)
    move.commit(at=at)
    return wanted


@locks.deed
def take(*, request_id: int, by: User, at: datetime) -> DocumentRequest:
    """Say that the document is what was asked for. Raises: Refused MOV-01/02, COI-06."""
    wanted = _locked(request_id)
    judge(wanted.take, by=by).commit(at=at)
    return wanted


@locks.deed
def ask_again(*, request_id: int, due_on: date, note: str, by: User, at: datetime) -> DocumentRequest:
    """Ask for it again, with what is wrong and until when. Raises: Refused ACC-08, DRQ-05, MOV-01/02, COI-06."""
    wanted = _locked(request_id)
    move = judge(wanted.ask_again, by=by)
    _judge_day(due_on, at)
    move.commit(at=at, due_on=due_on, note=reason_given(note))
    return wanted


@locks.deed
def withdraw(*, request_id: int, note: str, by: User, at: datetime) -> DocumentRequest:
    """Ask for it no longer. Raises: Refused ACC-08 without a reason, MOV-01/02, COI-06."""
    wanted = _locked(request_id)
    judge(wanted.withdraw, by=by).commit(at=at, note=reason_given(note))
    return wanted


def _locked(request_id: int) -> DocumentRequest:
    return locks.row(DocumentRequest.objects.select_related("account__holder", "account__country"), request_id)
