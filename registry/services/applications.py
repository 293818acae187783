"""An account application on its way: documents, details, check by one officer, opening by another."""

from collections.abc import Mapping
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from common import events, files
from common.machines import judge
from common.refusals import Refused
from common.text import plain, shows
from partners.people.models.people import User
from registry import permissions
from registry.book import ledger
from registry.checks import applications as checks
from registry.models import Account, AccountDocument, AccountKind
from registry.models.accounts import PURPOSE_OF
from registry.selectors import applications as selectors
from registry.services import locks


def reason_given(note: str) -> str:
    """Raises: Refused ACC-08 without a reason."""
    if not shows(note):
        raise Refused("ACC-08", _("Write down the reason; the holder reads it."), field="note")
    return plain(note)


@locks.deed
def attach(*, account_id: int, slot: str, upload: UploadedFile, by: User, at: datetime) -> AccountDocument:
    """Hand in a document of an application; an earlier one of the slot stays in the file.

    Raises: Refused ACC-13 (403), ACC-14 (409) when it is no longer written, ACC-15 no such document, FIL-01 to FIL-03.
    """
    account = locks.account(account_id)
    if not permissions.applies(account, by):
        raise Refused("ACC-13", _("Only the people of this application hand in its documents."), status=403)
    if not account.is_written:
        raise Refused("ACC-14", _("The application is sent; its documents cannot be changed now."), status=409)
    if slot not in selectors.required_slots(account, at.date()):
        raise Refused("ACC-15", _("This application needs no such document."))
    stored = files.store(upload, by=by, at=at, field="upload")
    document = AccountDocument.objects.create(account=account, slot=slot, file=stored)
    events.record(
        "registry.accountdocument.attach", subject=document, by=by, at=at, after={"slot": slot, "sha256": stored.sha256}
    )
    return document


@locks.deed
def submit(*, account_id: int, by: User, at: datetime) -> Account:
    """Send the application to the registry. Raises: Refused ACC-02, ACC-10, DET-01, MOV-01/02."""
    account = locks.account(account_id)
    judge(account.submit, by=by).commit(at=at)
    checks.complete(account, at.date())
    return account


@locks.deed
def check(*, account_id: int, answers: Mapping[str, bool], by: User, at: datetime) -> Account:
    """Confirm every point of the checklist; another officer then opens the account.

    Raises: Refused ACC-11 (a point not confirmed), MOV-01/02.
    """
    account = locks.account(account_id)
    judge(account.check_application, by=by).commit(at=at, checklist=checks.confirmed(answers), officer=by)
    return account


@locks.deed
def open_account(*, account_id: int, by: User, at: datetime) -> Account:
    """Open a checked account, as a second officer; it then exists in the book. Raises: Refused MOV-01/02, ACC-02."""
    account = locks.account(account_id)
    account.book_id = ledger.open_account(
        number=account.number, registry=account.registry, purpose=PURPOSE_OF[AccountKind(account.kind)]
    )
    account.save(update_fields=["book"])
    judge(account.open, by=by).commit(at=at, officer=by)
    return account


@locks.deed
def return_to_applicant(*, account_id: int, note: str, by: User, at: datetime) -> Account:
    """Give an incomplete application back with what is missing. Raises: Refused ACC-08 without a reason, MOV-01/02."""
    account = locks.account(account_id)
    judge(account.return_to_applicant, by=by).commit(at=at, note=reason_given(note))
    return account


@locks.deed
def refuse(*, account_id: int, note: str, by: User, at: datetime) -> Account:
    """Decline an application. Raises: Refused ACC-08 without a reason, MOV-01/02."""
    account = locks.account(account_id)
    judge(account.refuse, by=by).commit(at=at, note=reason_given(note))
    return account


@locks.deed
def withdraw(*, account_id: int, by: User, at: datetime) -> Account:
    """Take an application back. Raises: Refused MOV-01/02."""
    account = locks.account(account_id)
    judge(account.withdraw, by=by).commit(at=at)
    return account


@locks.deed
def ask_to_close(*, account_id: int, note: str, by: User, at: datetime) -> Account:
    """Ask that an empty account be closed; from now on nothing enters it.

    Raises: Refused ACC-08 without a reason, ACC-01 when it holds units, MOV-01/02.
    """
    account = locks.account(account_id)
    # Blocked before it is judged: what commits later finds the block, and what came before is seen.
    ledger.set_block(scope="account", name=account.number, blocked=True)
    judge(account.ask_to_close, by=by).commit(at=at, asker=by, note=reason_given(note))
    return account


@locks.deed
def keep_open(*, account_id: int, note: str, by: User, at: datetime) -> Account:
    """Answer that the account stays open, with the reason. Raises: Refused ACC-08, MOV-01/02."""
    account = locks.account(account_id)
    judge(account.keep_open, by=by).commit(at=at, note=reason_given(note))
    ledger.set_block(scope="account", name=account.number, blocked=False)
    return account


@locks.deed
def close(*, account_id: int, by: User, at: datetime) -> Account:
    """Close an empty account at its holder's request. Raises: Refused ACC-01 (it holds units), ACC-35, MOV-01/02."""
    account = locks.account(account_id)
    judge(account.close, by=by).commit(at=at, officer=by)
    return account
