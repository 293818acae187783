"""Pages of calls for public inputs: read, comment, judge a comment, respond."""

from datetime import datetime
from typing import override

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock, tokens
from common.forms import headers_of, refusals_in, status_of
from common.limits import Limit, by_whom
from common.screens import anyone, screen
from partners import permissions
from partners.people.models.people import User
from partners.people.selectors import people
from partners.views.pages import acting
from projects.inputs import selectors
from projects.inputs import services as inputs
from projects.inputs.models import InputCall, PublicInput
from projects.papers.forms.notes import CommentForm, ResponseForm, WithholdForm
from projects.papers.views.pages import PaperFinal, PaperMove, by_pk, or_404, step_of
from projects.papers.views.versions import version_as_pdf
from projects.permissions import may_check, may_draft

COMMENTS = Limit("comments", most=5, seconds=3600)

find = by_pk(selectors.visible_to)
find_comment = by_pk(selectors.comments_to_judge)


@screen(may=anyone)
def call_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A call for public inputs: what it is about, until when, the comments, and the form to comment."""
    call = find(request, pk)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            token = tokens.read(request.POST.get("token", ""))
            if not form.is_trapped and token is not None:
                tokens.once(token, tokens.content_of(request), lambda: _send(request, call, form), at=clock.now())
            elif not form.is_trapped:
                _send(request, call, form)
            return redirect("projects:call-thanks", pk=call.pk)
    answer = render(request, "projects/call_page.html", shown(request, call, form), status=status_of(form))
    for name, value in headers_of(form).items():
        answer[name] = value
    return answer


def _send(request: HttpRequest, call: InputCall, form: CommentForm) -> str:
    slow_down(request)
    by = acting(request) if request.user.is_authenticated else people.system()
    inputs.comment(call_id=call.pk, by=by, at=clock.now(), **form.to_save())
    return call.get_absolute_url()


def shown(request: HttpRequest, call: InputCall, form: CommentForm) -> dict[str, object]:
    """What the page of a call shows to this reader."""
    return {
        "call": call,
        "form": form,
        "token": tokens.of_page(request, form),
        "is_open": call.takes_comments_on(clock.today()),
        "later": selectors.later_versions(call),
        "step": step_of(call),
        "comments": selectors.comments_of(call, request.user),
        "judges": permissions.secretariat(call, request.user),
        "may_respond": call.state == "awaiting_response" and permissions.participant_of(call, request.user),
    }


@screen(may=anyone, methods=("GET",))
def call_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """What a call is about, as PDF, word for word as it was while comments were taken."""
    call = find(request, pk)
    return version_as_pdf(call.subject, or_404(call.version), is_public=True)


def slow_down(request: HttpRequest) -> None:
    """At most five comments an hour from one person or one address of visitors. Raises Refused INP-03 (429)."""
    COMMENTS.take(
        by_whom(request),
        number="INP-03",
        sentence=_("You have sent many comments in a short time. Send this one again in %(minutes)s minutes."),
    )


@screen(may=anyone, methods=("GET",))
def call_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """The comment has arrived; what happens with it."""
    return render(request, "projects/call_thanks.html", {"call": find(request, pk)})


class CallRespond(PaperFinal[InputCall]):
    """The participants' response to the comments; it is read and confirmed before it is published."""

    move = "respond"
    may = staticmethod(may_draft)
    form_class = ResponseForm
    title = gettext_lazy("Publish the response")
    lead = gettext_lazy("Answer the comments together, in words that everybody can read.")
    consequence = gettext_lazy("These words are public at once and for good. They cannot be changed later.")
    done = gettext_lazy("Your response is published.")

    @override
    def find(self, pk: int) -> InputCall:
        return find(self.request, pk)

    @override
    def act(self, call: InputCall, *, by: User, at: datetime, response: str) -> InputCall:
        return inputs.respond(call_id=call.pk, response=response, by=by, at=at)


@screen(may=may_check, methods=("POST",))
def comment_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a comment that was read."""
    comment = inputs.publish(input_id=find_comment(request, pk).pk, by=acting(request), at=clock.now())
    messages.success(request, _("The comment is published."))
    return redirect(comment)


class CommentWithhold(PaperMove[PublicInput]):
    """Keep a comment in the file without publishing it."""

    may = staticmethod(may_check)
    form_class = WithholdForm
    warning = True
    title = gettext_lazy("Do not publish the comment")
    lead = gettext_lazy("The comment stays in the file, with your reason, and is shown to nobody but officers.")
    done = gettext_lazy("The comment is kept unpublished.")

    @override
    def find(self, pk: int) -> PublicInput:
        return find_comment(self.request, pk)

    @override
    def act(self, comment: PublicInput, *, by: User, at: datetime, reason: str) -> PublicInput:
        return inputs.withhold(input_id=comment.pk, reason=reason, by=by, at=at)
