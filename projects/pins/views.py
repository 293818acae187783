"""Pages of PINs: start, write, submit, check, forward, read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock
from common.forms import refusals_in
from common.screens import anyone, screen
from partners.views.pages import acting, form_page
from projects.papers.forms.notes import NoteForm
from projects.papers.views.drafts import Draft, edit_page, overview, submit_page
from projects.papers.views.pages import move_page, or_404, step_of
from projects.permissions import may_check, may_draft
from projects.pins import selectors
from projects.pins import services as pins
from projects.pins.checks import timing_answered
from projects.pins.forms import PIN_SECTIONS, PinForwardForm, PinStartForm, section_form
from projects.pins.models import ProjectIdeaNote
from projects.pins.states import CHECKS


def find(request: HttpRequest, slug: str) -> ProjectIdeaNote:
    """A PIN that this person may open, or 404."""
    return or_404(selectors.by_slug(selectors.visible_to(request.user), slug))


DRAFT = Draft(
    sections=PIN_SECTIONS,
    checks=CHECKS,
    find=find,
    form=section_form,
    save=lambda pin, **values: pins.save_draft(pin_id=pin.pk, **values),
    submit=lambda pin, **values: pins.submit(pin_id=pin.pk, **values),
    done=gettext_lazy("The PIN is with JCMA now. You get a notice when it goes on or comes back."),
    lead=gettext_lazy(
        "Read what you wrote. After you submit, JCMA checks that the PIN is complete and sends it to "
        "both governments; you cannot change it unless JCMA returns it."
    ),
    parts=(("timing", timing_answered),),
)
pin_edit = edit_page(DRAFT)
pin_submit = submit_page(DRAFT)


@screen(may=may_draft)
def pin_start(request: HttpRequest) -> HttpResponse:
    """Start a project with its PIN."""
    form = PinStartForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        with refusals_in(form):
            pin = pins.start(by=acting(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The PIN is started. Write it in any order; everything is saved as you go."))
            return redirect(pin)
    return form_page(
        request,
        form,
        title=_("Start a project"),
        submit=_("Start the PIN"),
        back=reverse("projects:my-work"),
        subject=_("My work"),
        lead=_(
            "A project begins with a project idea note (PIN): the outline that both governments see before the "
            "project is designed. The rules in force today in the partner country apply to the whole project."
        ),
    )


@screen(may=anyone, methods=("GET",))
def pin_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A PIN: the public reads number, title and answer; its parties read everything."""
    pin = find(request, slug)
    if pin.slug != slug:
        return redirect(pin)
    context: dict[str, object] = {"pin": pin, "in_full": selectors.reads_in_full(pin, request.user)}
    if context["in_full"]:
        context |= overview(DRAFT, pin, request.user)
        context |= {"screening": selectors.screening(pin, clock.today()), "step": step_of(pin)}
    return render(request, "projects/pin_page.html", context)


pin_forward = move_page(
    find=find,
    may=may_check,
    form=PinForwardForm,
    title=gettext_lazy("Forward to both governments"),
    lead=gettext_lazy(
        "Confirm that the PIN is complete. It gets its number, and members of both sides are asked "
        "whether they object; today becomes the day of submission to the partner government."
    ),
    done=gettext_lazy("The PIN is with both governments."),
    call=lambda pin, **values: pins.forward(pin_id=pin.pk, **values),
)
pin_return = move_page(
    find=find,
    may=may_check,
    form=NoteForm,
    title=gettext_lazy("Return for completion"),
    lead=gettext_lazy("Say what is missing or unclear. The participants read your words and submit again."),
    done=gettext_lazy("The PIN is back with its participants."),
    call=lambda pin, **values: pins.return_to_participant(pin_id=pin.pk, **values),
)
pin_withdraw = move_page(
    find=find,
    may=may_draft,
    form=NoteForm,
    warning=True,
    title=gettext_lazy("Withdraw the PIN"),
    lead=gettext_lazy(
        "You take the PIN back for good, also while both governments consider it: they are told. A new "
        "one can be started at any time."
    ),
    done=gettext_lazy("The PIN is withdrawn."),
    call=lambda pin, **values: pins.withdraw(pin_id=pin.pk, **values),
)
