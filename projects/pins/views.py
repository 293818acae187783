"""Pages of PINs: start, write, submit, check, forward, read."""

from datetime import datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from common import clock
from common.pages.forms import Data, StartPage
from common.pages.pages import SubjectPage, Values
from common.screens import anyone, screen
from partners.people.models.people import User
from projects.papers.views.drafts import SectionPage, SubmitPage, overview
from projects.papers.views.pages import ForwardPage, ReturnPage, WithdrawPage, or_404, step_of
from projects.permissions import may_draft
from projects.pins import selectors
from projects.pins import services as pins
from projects.pins.forms import PinForwardForm, PinStartForm
from projects.pins.models import ProjectIdeaNote


def find(request: HttpRequest, slug: str) -> ProjectIdeaNote:
    """A PIN that this person may open, or 404."""
    return or_404(selectors.by_slug(selectors.visible_to(request.user), slug))


class AboutPin(SubjectPage[ProjectIdeaNote]):
    """A page about a PIN."""

    @override
    def find(self, slug: str) -> ProjectIdeaNote:
        return find(self.request, slug)


class PinStart(StartPage):
    """Start a project with its PIN."""

    may = staticmethod(may_draft)
    title = _("Start a project")
    submit = _("Start the PIN")
    back_route = "projects:my-work"
    back_caption = _("My work")
    lead = _(
        "A project begins with a project idea note (PIN): the outline that both governments see before the "
        "project is designed. The rules in force today in the partner country apply to the whole project."
    )
    done = _("The PIN is started. Write it in any order; everything is saved as you go.")

    @override
    def form(self, subject: None, data: Data) -> PinStartForm:
        return PinStartForm(data, user=self.request.user)

    @override
    def act(self, subject: None, *, by: User, at: datetime, **project: Values) -> ProjectIdeaNote:
        return pins.start(by=by, at=at, **project)


@screen(may=anyone, methods=("GET",))
def pin_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A PIN: the public reads number, title and answer; its parties read everything."""
    pin = find(request, slug)
    if pin.slug != slug:
        return redirect(pin)
    context: dict[str, object] = {"pin": pin, "in_full": selectors.reads_in_full(pin, request.user)}
    if context["in_full"]:
        context |= overview(pin, request.user)
        context |= {"screening": selectors.screening(pin, clock.today()), "step": step_of(pin)}
    return render(request, "projects/pin_page.html", context)


class PinEdit(AboutPin, SectionPage[ProjectIdeaNote]):
    """Write one section of a PIN."""


class PinSubmit(AboutPin, SubmitPage[ProjectIdeaNote]):
    """Check the answers of a PIN and submit it."""

    lead = _(
        "Read what you wrote. After you submit, JCMA checks that the PIN is complete and sends it to "
        "both governments; you cannot change it unless JCMA returns it."
    )
    done = _("The PIN is with JCMA now. You get a notice when it goes on or comes back.")


class PinForward(AboutPin, ForwardPage[ProjectIdeaNote]):
    """Confirm that a PIN is complete and send it to both governments."""

    form_class = PinForwardForm
    title = _("Forward to both governments")
    lead = _(
        "Confirm that the PIN is complete. It gets its number, and members of both sides are asked "
        "whether they object; today becomes the day of submission to the partner government."
    )
    done = _("The PIN is with both governments.")


class PinReturn(AboutPin, ReturnPage[ProjectIdeaNote]):
    """Give a PIN back to be completed."""

    done = _("The PIN is back with its participants.")


class PinWithdraw(AboutPin, WithdrawPage[ProjectIdeaNote]):
    """Take a PIN back."""

    title = _("Withdraw the PIN")
    lead = _(
        "You take the PIN back for good, also while both governments consider it: they are told. A new "
        "one can be started at any time."
    )
    done = _("The PIN is withdrawn.")
