"""Pages with one form: what it does, what it asks for, and the button."""

from collections.abc import Mapping
from typing import ClassVar, Protocol, override, runtime_checkable

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from common import clock, tokens, typed
from common.forms import ConfirmForm, refusals_in, status_of
from common.pages.pages import HasPage, SubjectPage, Values, page_of
from common.refusals import Sentence

type Data = QueryDict | None


@runtime_checkable
class Saves(Protocol):
    """A form that says itself what its service takes."""

    def to_save(self) -> Mapping[str, object]:
        """The values by the names of the service's arguments."""
        ...


class FormPage[Subject](SubjectPage[Subject]):
    """One form about one subject.

    Attributes:
        form_class: the form, where it needs nothing but what was sent; `form` makes any other.
        title, lead, submit, done: its heading, what it does, the button (the title where none is said), and what is
            said when it is done (nothing where none is said).
        warning: true where the button is to be pressed with care.
        back_route, back_caption: the list where it was opened, by the name of its address, and what that is called;
            the subject's own page where none is named.
        sent_once: true where the form bears a token: sent again, it does nothing more and leads where it led before.
        template_name: a template of its own where the person is to see something before; `shows` says what.
    """

    form_class: ClassVar[type[BaseForm]] = ConfirmForm
    title: ClassVar[Sentence]
    lead: ClassVar[Sentence] = ""
    submit: ClassVar[Sentence] = ""
    done: ClassVar[Sentence] = ""
    warning: ClassVar[bool] = False
    back_route: ClassVar[str] = ""
    back_caption: ClassVar[Sentence] = ""
    sent_once: ClassVar[bool] = True
    template_name: ClassVar[str] = "common/form_page.html"

    def act(self, subject: Subject, /, *args: Values, **values: Values) -> HasPage | None:
        """Call the service, with `by`, `at` and what the form says; what comes back is shown next, if anything does.

        Subclasses name and type the values: `act(self, pin, *, by: User, at: datetime, note: str)`.
        """
        raise NotImplementedError

    def form(self, subject: Subject, data: Data) -> BaseForm:
        """The form, bound to what was sent or to nothing."""
        return self.form_class(data)

    def shows(self, subject: Subject) -> Mapping[str, object]:
        """What a template of its own needs."""
        return {}

    def back(self, subject: Subject) -> str:
        """Where Cancel and the breadcrumb lead."""
        return reverse(self.back_route) if self.back_route else page_of(subject)

    def caption(self, subject: Subject) -> object:
        """What that place, or the subject, is called above the title and in the breadcrumb."""
        return self.back_caption or subject

    def success_url(self, subject: Subject, outcome: HasPage | None) -> str:
        """Where the person is led when it is done."""
        return self.back(subject) if outcome is None else page_of(outcome)

    def title_of(self, subject: Subject) -> Sentence:
        """The title, where it depends on the subject."""
        return self.title

    def lead_of(self, subject: Subject) -> Sentence:
        """The lead, where it depends on the subject."""
        return self.lead

    def button(self, subject: Subject) -> Sentence:
        """What stands on the button."""
        return self.submit or self.title_of(subject)

    @property
    def files(self) -> MultiValueDict[str, UploadedFile] | None:
        """The files that were sent; None where nothing was sent, as a form wants it."""
        return self.request.FILES if self.request.method == "POST" else None

    def get(self, request: HttpRequest, **address: Values) -> HttpResponse:
        """Show the form."""
        subject = self.open()
        return self.page(subject, self.form(subject, self.typed_before()))

    def typed_before(self) -> Data:
        """What this person sent as their session had ended, or typed before they chose another language, to be read and
        sent; None where there is nothing."""
        before = typed.take(self.request)
        if before is None:
            return None
        if before.was_sent:
            said = gettext(
                "You were signed out before this was sent. Here is what you typed: read it and send it again."
            )
        else:
            said = gettext("Here is what you typed before you chose the language. Nothing was sent.")
        messages.warning(self.request, said)
        return before.words

    def post(self, request: HttpRequest, **address: Values) -> HttpResponse:
        """Do it, or show the form again with what stands in the way; nothing typed is lost."""
        subject = self.open()
        form = self.form(subject, request.POST)
        if form.is_valid():
            with refusals_in(form):
                return self.answer(subject, form)
        return self.page(subject, form)

    def answer(self, subject: Subject, form: BaseForm) -> HttpResponse:
        """Call the service and lead on."""
        token = tokens.read(self.request.POST.get("token", "")) if self.sent_once else None
        if token is None:
            address, is_done = self.lead_on(subject, form), True
        else:
            address, is_done = tokens.once(
                token, tokens.content_of(self.request), lambda: self.lead_on(subject, form), at=clock.now()
            )
        if not is_done:
            messages.info(self.request, gettext("This form was sent before. Here is what came of it."))
        elif self.done:
            messages.success(self.request, str(self.done))
        return HttpResponseRedirect(address)

    def lead_on(self, subject: Subject, form: BaseForm) -> str:
        """Call the service; returns where the person is led."""
        outcome = self.act(subject, by=self.request.user, at=clock.now(), **values_of(form))
        return self.success_url(subject, outcome)

    def page(self, subject: Subject, form: BaseForm) -> HttpResponse:
        """The page with the form as it stands."""
        return render(self.request, self.template_name, self.context(subject, form), status=status_of(form))

    def context(self, subject: Subject, form: BaseForm) -> dict[str, object]:
        """What the template is given."""
        return {
            "form": form,
            "title": self.title_of(subject),
            "submit": self.button(subject),
            "back": self.back(subject),
            "lead": self.lead_of(subject),
            "subject_name": self.caption(subject),
            "warning": self.warning,
            "token": tokens.of_page(self.request, form) if self.sent_once else "",
            **self.shows(subject),
        }


class StartPage(FormPage[None]):
    """One form about nothing that is there yet; `back_route` says where it was opened."""

    @override
    def find(self, *args: Values, **address: Values) -> None:
        return None


class MovePage[Subject](FormPage[Subject]):
    """One move: what it does, a note where it asks for one, and the button."""


def values_of(form: BaseForm) -> Mapping[str, object]:
    """What a valid form gives to its service."""
    return form.to_save() if isinstance(form, Saves) else form.cleaned_data
