"""What the pages of the project cycle share: find a paper, who holds it, the page of one move."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol, override

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from committee.decisions.services import forwarding
from common.models import PaperRow
from common.pages.finals import FinalPage
from common.pages.forms import Data, MovePage
from common.pages.pages import HasPage, Values
from partners.people.models.people import User, Visitor
from projects.papers.forms.notes import FeeForm, NoteForm
from projects.papers.forms.parts import ReturnForm
from projects.papers.models.documents import slot_name
from projects.papers.selectors import documents
from projects.papers.services.documents import is_kept, open_slots, slots_of
from projects.permissions import may_check, may_draft
from workflow import procedures
from workflow.corrections import selectors as corrections
from workflow.papers import services as papers
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import inbox

type AnyPaper = Any  # a paper of any kind: each has fields of its own


def by_pk[Row: Model](visible: Callable[[Visitor], QuerySet[Row]]) -> Callable[[HttpRequest, int], Row]:
    """A finder by key among what the person may open."""

    def find(request: HttpRequest, pk: int) -> Row:
        return get_object_or_404(visible(request.user), pk=pk)

    return find


def or_404[Row](row: Row | None) -> Row:
    """The row, or the page that says there is none."""
    if row is None:
        raise Http404
    return row


def step_of(paper: AnyPaper) -> WaitingStep | None:
    """Who holds the paper now: itself, its correction, the decision that was circulated for it, or its assessment."""
    step = inbox.open_step(paper)
    for holder in () if step is not None else _held_by(paper):
        step = step or inbox.open_step(holder)
    return step


def _held_by(paper: AnyPaper) -> Iterator[PaperRow]:
    """What a paper waits for besides itself."""
    item = getattr(paper, "decision_item", None)
    if item is not None:
        yield item.decision
    correction = corrections.open_of(paper) if procedures.of(paper).reopens else None
    if correction is not None:
        yield correction
    for name in ("validations", "verifications"):
        yield from getattr(paper, name).all() if hasattr(paper, name) else ()


def files_of(paper: AnyPaper, user: Visitor) -> list[dict[str, object]]:
    """The document slots of a paper: what stands there, and whether this person may hand something in."""
    stored = {document.slot: document for document in documents.of_paper(paper)}
    fillable = set(open_slots(paper, user)) if user.is_authenticated else set()
    reads_complete = bool(stored) and documents.works_on(getattr(paper, "project", None) or paper, user)
    return [
        {
            "slot": slot,
            "label": slot_name(slot, getattr(paper, "rulebook", None)),
            "document": stored.get(slot.value),
            "may_fill": slot in fillable,
            "reads_complete": reads_complete,
            "versions": list(stored[slot.value].versions.all()) if slot.value in stored else [],
        }
        for slot in slots_of(paper)
        if slot.value in stored or not is_kept(paper, slot)
    ]


class Titled(Protocol):
    """What a page of the cycle is about: it has a title, a number, or both."""

    @property
    def title(self) -> object: ...
    @property
    def reference(self) -> object: ...


class PaperMove[Row: Titled](MovePage[Row]):
    """One move of a paper, or of a project."""

    @override
    def caption(self, subject: Row) -> object:
        return subject.title or subject.reference


class PaperFinal[Row: Titled](FinalPage[Row]):
    """An act on a paper, or on a project, that cannot be taken back."""

    @override
    def caption(self, subject: Row) -> object:
        return subject.title or subject.reference


class ReturnPage[Row: Titled](PaperMove[Row]):
    """An officer gives a paper back to be completed."""

    may = staticmethod(may_check)
    title = gettext_lazy("Return for completion")
    lead = gettext_lazy("Say what is missing or unclear. The participants read your words and submit again.")
    done = gettext_lazy("The request is back with its participants.")

    @override
    def form(self, subject: Any, data: Data) -> ReturnForm:  # as above
        return ReturnForm(data, paper=subject)

    @override
    def act(
        self, paper: Any, /, *, by: User, at: datetime, note: str, sections: Sequence[str]
    ) -> HasPage:  # every paper that is checked
        returned: HasPage = papers.give_back(paper=paper, note=note, sections=sections, by=by, at=at)
        return returned


class WithdrawPage[Row: Titled](PaperMove[Row]):
    """The participants take a paper back."""

    may = staticmethod(may_draft)
    form_class = NoteForm
    warning = True
    title = gettext_lazy("Withdraw the request")
    lead = gettext_lazy("You take the request back. A new one can be started.")
    done = gettext_lazy("The request is withdrawn.")

    @override
    def act(self, paper: Any, /, *, by: User, at: datetime, note: str) -> HasPage:  # as above
        withdrawn: HasPage = forwarding.withdraw(paper=paper, note=note, by=by, at=at)
        return withdrawn


class ForwardPage[Row: Titled](PaperMove[Row]):
    """An officer confirms that a paper is complete and puts it before the Joint Committee."""

    may = staticmethod(may_check)
    title = gettext_lazy("Forward to the Joint Committee")
    lead = gettext_lazy("Confirm that the request is complete. Members of both sides are asked to decide.")
    done = gettext_lazy("The request is with the Joint Committee.")

    @override
    def act(self, paper: Any, /, *, by: User, at: datetime, **confirmed: Values) -> HasPage:  # as above
        forwarded: HasPage = forwarding.forward(paper=paper, by=by, at=at, **confirmed)
        return forwarded


class FeePage[Row: Titled](PaperMove[Row]):
    """An officer records that the fee of a request is paid."""

    may = staticmethod(may_check)
    title = gettext_lazy("Record that the fee is paid")
    lead = gettext_lazy(
        "The rules ask for a fee with this request. Once its payment is recorded here, the request can "
        "be found complete. The participants are told."
    )
    done = gettext_lazy("The payment is recorded.")

    @override
    def form(self, subject: Row, data: Data) -> FeeForm:
        return FeeForm(subject, data)
