"""Pages of an account application, and of its end: documents, the officers' moves, closing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import override

from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.facts import Fact
from common.machines import judging_of
from common.pages.forms import Data, FormPage
from common.pages.pages import Values
from common.refusals import Sentence
from common.screens import screen
from partners.people.models.people import User, Visitor
from partners.permissions import at_work
from registry import permissions
from registry.forms.accounts import ChecklistForm, CorrectForm, NoteForm, UploadForm
from registry.models import Account, AccountDocument, AccountSlot
from registry.selectors import applications as selectors
from registry.selectors import holdings, shown
from registry.selectors.accounts import representatives
from registry.services import accounts, applications
from registry.states.accounts import KEPT_UP
from registry.views.pages import AboutAccount, RegistryFinal, RegistryMove, find_account

_WRITTEN = gettext_lazy(
    "You hand in the documents and the details below and send the application. One officer of the registry then checks "
    "it, and another opens the account. You get a notice at each step."
)
NEXT = {
    "draft": _WRITTEN,
    "returned": _WRITTEN,
    "applied": gettext_lazy(
        "When an officer has confirmed the check, another officer opens the account. If something "
        "is missing, the application comes back with the reason."
    ),
    "checked": gettext_lazy("When a second officer has opened the account, it can receive and hold credits."),
    "closing": gettext_lazy("When an officer has confirmed it, the account is closed for good."),
}


def papers(account: Account, user: Visitor, rights: set[str]) -> dict[str, object]:
    """What the page of an account shows of its application and its holder, and what this person may do there."""
    details, today = selectors.details(account), clock.today()
    acts = bool({"propose", "approve"} & rights)
    documents = selectors.documents(account, today)
    writes = account.is_written and permissions.applies(account, user)
    asked_for = selectors.document_requests(account) if account.book_id else ()
    return {
        "documents": documents,
        "asked_for": asked_for,
        "may_ask_for_documents": account.state in {"open", "suspended"}
        and judging_of(permissions.asks_for_documents)(account, user),
        "details": details,
        "tasks": _tasks(account, documents, details) if writes else [],
        "next": NEXT.get(account.state, ""),
        "keeps_details": acts and account.state in KEPT_UP,
        "is_overdue": details is not None and details.is_overdue(today),
        "changes": selectors.open_changes(account),
        "may_ask": account.state in {"open", "suspended"} and permissions.asks_for_people(account, user),
    }


def _tasks(
    account: Account, documents: Sequence[tuple[AccountSlot, AccountDocument | None]], details: object
) -> list[dict[str, str]]:
    """What the applicant has to do before the application can be sent, and what is done."""
    done, to_do = {"status": _("Done"), "kind": "good"}, {"status": _("Not done yet"), "kind": "attention"}
    base = account.get_absolute_url()
    named = {
        "title": _("Name and representatives") if account.needs_representatives else _("Name of the account"),
        "hint": account.name,
        "url": f"{base}correct/",
        **done,
    }
    listed = [
        named,
        *(
            {
                "title": str(slot.label),
                "hint": document.file.name if document else "",
                "url": f"{base}documents/{slot.value}/",
                **(done if document else to_do),
            }
            for slot, document in documents
        ),
    ]
    if account.needs_representatives:
        title = _("Details of the account holder")
        listed.append({"title": title, "url": f"{base}details/", **(done if details else to_do)})
    return listed


class AccountCorrect(AboutAccount, FormPage[Account]):
    """Correct the name and the people of an application that is not sent yet."""

    may = staticmethod(at_work)
    title = gettext_lazy("Correct the application")
    submit = gettext_lazy("Keep the correction")
    lead = gettext_lazy(
        "You can change this until you send the application, and again when it came back to you. Documents and details "
        "stay as they are."
    )
    done = gettext_lazy("The application is corrected.")

    @override
    def admit(self, account: Account) -> None:
        if not permissions.applies(account, self.request.user):
            raise Http404

    @override
    def form(self, account: Account, data: Data) -> CorrectForm:
        return CorrectForm(data, account=account)

    @override
    def act(self, account: Account, *, by: User, at: datetime, **application: Values) -> None:
        accounts.correct(account_id=account.pk, by=by, at=at, **application)

    @override
    def caption(self, account: Account) -> object:
        return account.number


class DocumentAttach(FormPage[Account]):
    """Hand in a document of the application; an earlier one stays in the file."""

    may = staticmethod(at_work)
    submit = gettext_lazy("Hand in")
    lead = gettext_lazy("Only the registry’s officers, auditors and your own people can read it.")
    done = gettext_lazy("The file is kept.")

    @override
    def find(self, number: str, slot: str) -> Account:
        account = find_account(self.request, number)
        if slot not in AccountSlot.values or not permissions.applies(account, self.request.user):
            raise Http404
        return account

    @override
    def form(self, account: Account, data: Data) -> UploadForm:
        return UploadForm(data, self.files)

    @override
    def act(self, account: Account, *, by: User, at: datetime, upload: UploadedFile) -> None:
        applications.attach(account_id=account.pk, slot=self.kwargs["slot"], upload=upload, by=by, at=at)

    @override
    def title_of(self, account: Account) -> Sentence:
        return AccountSlot(self.kwargs["slot"]).label

    @override
    def caption(self, account: Account) -> object:
        return account.number


@screen(may=at_work, methods=("GET",))
def document_file(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A document of the application, for those who see the account's inside."""
    account = find_account(request, number)
    stored = get_object_or_404(account.documents.select_related("file"), pk=pk).file
    return FileResponse(stored.content.open(), as_attachment=True, filename=stored.name, content_type=stored.media_type)


def judged(account: Account) -> dict[str, object]:
    """What an officer reads before the check is confirmed or the account opened."""
    return {
        "account": account,
        "documents": selectors.documents(account, clock.today()),
        "details": selectors.details(account),
        "representatives": representatives(account),
    }


class JudgedMove(AboutAccount, RegistryMove[Account]):
    """One move of an application that is read as a whole before."""

    template_name = "registry/account_check.html"

    @override
    def shows(self, account: Account) -> Mapping[str, object]:
        return judged(account)


class AccountSubmit(JudgedMove):
    """Send the application."""

    title = gettext_lazy("Send the application")
    lead = gettext_lazy(
        "The registry checks it; you cannot change it unless it comes back to you. You can withdraw it "
        "until the account is open."
    )
    done = gettext_lazy("Your application is with the registry. You get a notice when it is opened.")

    @override
    def act(self, account: Account, *, by: User, at: datetime) -> None:
        applications.submit(account_id=account.pk, by=by, at=at)


class AccountCheck(JudgedMove):
    """An officer confirms the check, point by point."""

    form_class = ChecklistForm
    title = gettext_lazy("Confirm the check")
    lead = gettext_lazy(
        "Read what is below, then confirm each point. Another officer opens the account afterwards. If "
        "something is missing or wrong, go back and return the application with the reason."
    )
    done = gettext_lazy("The check is confirmed. Another officer can open the account now.")

    @override
    def act(self, account: Account, *, by: User, at: datetime, **answers: bool) -> None:
        applications.check(account_id=account.pk, answers=answers, by=by, at=at)


class AccountOpen(AboutAccount, RegistryFinal[Account]):
    """Another officer opens the account."""

    move = "open"
    check_template_name = "registry/account_open.html"

    title = gettext_lazy("Open the account")
    lead = gettext_lazy(
        "Another officer has checked the holder and the representatives. "
        "Below is what was checked. When you open it, the account can hold credits at once and its "
        "representatives get a notice."
    )
    consequence = gettext_lazy("The account is open at once, and its number and holder are public.")
    done = gettext_lazy("The account is open.")

    @override
    def shows(self, account: Account) -> Mapping[str, object]:
        return judged(account)

    @override
    def facts(self, account: Account, form: BaseForm) -> Sequence[Fact]:
        return shown.of_application(account)

    @override
    def act(self, account: Account, *, by: User, at: datetime) -> None:
        applications.open_account(account_id=account.pk, by=by, at=at)


class AccountReturn(AboutAccount, RegistryMove[Account]):
    """An officer gives the application back to be completed."""

    form_class = NoteForm
    title = gettext_lazy("Return for completion")
    lead = gettext_lazy("Say what is missing or unclear. The applicant reads your words and sends it again.")
    done = gettext_lazy("The application is back with the applicant.")

    @override
    def act(self, account: Account, *, by: User, at: datetime, note: str) -> None:
        applications.return_to_applicant(account_id=account.pk, note=note, by=by, at=at)


class AccountRefuse(AboutAccount, RegistryMove[Account]):
    """An officer declines the application."""

    form_class = NoteForm
    warning = True
    title = gettext_lazy("Decline the application")
    lead = gettext_lazy("The holder reads your reason and can apply again.")
    done = gettext_lazy("The application is declined.")

    @override
    def act(self, account: Account, *, by: User, at: datetime, note: str) -> None:
        applications.refuse(account_id=account.pk, note=note, by=by, at=at)


class AccountWithdraw(AboutAccount, RegistryMove[Account]):
    """The applicant takes the application back."""

    warning = True
    title = gettext_lazy("Withdraw the application")
    lead = gettext_lazy("You take it back for good. You can apply again at any time.")
    done = gettext_lazy("The application is withdrawn.")

    @override
    def act(self, account: Account, *, by: User, at: datetime) -> None:
        applications.withdraw(account_id=account.pk, by=by, at=at)


class ClosingPage(AboutAccount, RegistryFinal[Account]):
    """An act at the end of an account; what it still holds is shown."""

    warning = True

    @override
    def facts(self, account: Account, form: BaseForm) -> Sequence[Fact]:
        return [
            Fact(gettext_lazy("Account"), str(account)),
            Fact(gettext_lazy("Holder"), str(account.holder)),
            Fact(gettext_lazy("Holds now"), holdings.balance(account), "tonnes"),
        ]


class AccountAskToClose(ClosingPage):
    """The holder asks to close the account."""

    move = "ask_to_close"
    template_name = "registry/account_close.html"
    consequence = gettext_lazy("Nothing enters the account from now on.")
    second = gettext_lazy("An officer of the registry confirms the closing.")
    form_class = NoteForm
    title = gettext_lazy("Ask to close the account")
    lead = gettext_lazy(
        "Only an empty account can be closed. Nothing enters it from now on; an officer of the registry "
        "confirms the closing, or keeps the account open and says why. A closed account is never opened "
        "again; its history stays."
    )
    done = gettext_lazy("The registry is asked to close the account.")

    @override
    def shows(self, account: Account) -> Mapping[str, object]:
        return {"account": account, "balance": holdings.balance(account)}

    @override
    def act(self, account: Account, *, by: User, at: datetime, note: str) -> None:
        applications.ask_to_close(account_id=account.pk, note=note, by=by, at=at)


class AccountKeepOpen(AboutAccount, RegistryMove[Account]):
    """An officer keeps the account open."""

    form_class = NoteForm
    title = gettext_lazy("Keep the account open")
    lead = gettext_lazy("The holder reads your reason. The account can send and receive again.")
    done = gettext_lazy("The account stays open.")

    @override
    def act(self, account: Account, *, by: User, at: datetime, note: str) -> None:
        applications.keep_open(account_id=account.pk, note=note, by=by, at=at)


class AccountClose(ClosingPage):
    """An officer closes the account."""

    move = "close"
    consequence = gettext_lazy("A closed account is never opened again. Its history stays.")

    title = gettext_lazy("Close the account")
    lead = gettext_lazy("Only an empty account can be closed. It cannot be opened again; its history stays.")
    done = gettext_lazy("The account is closed.")

    @override
    def act(self, account: Account, *, by: User, at: datetime) -> None:
        applications.close(account_id=account.pk, by=by, at=at)
