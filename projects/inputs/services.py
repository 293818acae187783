"""Public inputs: comment, check, close by date, respond."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events, isolation
from common.machines import judge
from common.refusals import Refused
from common.text import plain, shows
from partners.people.models.people import User
from partners.people.selectors import people
from projects.designs.models import ProjectDesign
from projects.designs.states import DesignState
from projects.inputs.models import InputCall, PublicInput
from projects.inputs.states import CallState
from projects.proposals.models import MethodologyProposal
from projects.proposals.states import ProposalState
from workflow.papers import checks as drafts


def _locked_call(call_id: int) -> InputCall:
    found = InputCall.objects.select_for_update(of=("self",))
    return found.select_related("design__project__country", "proposal__country").get(pk=call_id)


def _locked_input(input_id: int) -> PublicInput:
    found = PublicInput.objects.select_for_update(of=("self",))
    return found.select_related("call__design__project__country", "call__proposal__country").get(pk=input_id)


@transaction.atomic
def comment(
    *, call_id: int, name: str, organisation: str, email: str, text: str, by: User, at: datetime
) -> PublicInput:
    """A visitor comments; an officer reads it before it is published.

    Args:
        by: the signed-in person, or the system for a visitor.
    Raises: Refused INP-01 (409) outside the period, INP-02 without name, address or text.
    """
    call = _locked_call(call_id)
    if not call.takes_comments_on(at.date()):
        raise Refused("INP-01", _("This call is closed: comments are no longer taken."), status=409)
    for field, value in (("name", name), ("email", email), ("text", text)):
        if not shows(value):
            raise Refused("INP-02", _("Give your name, your e-mail address and your comment."), field=field)
    given = PublicInput.objects.create(
        call=call,
        name=plain(name),
        organisation=plain(organisation),
        email=email.strip(),
        text=plain(text),
        received_at=at,
    )
    events.record("projects.publicinput.receive", subject=given, by=by, at=at, after={"state": given.state})
    return given


@transaction.atomic
def publish(*, input_id: int, by: User, at: datetime) -> PublicInput:
    """Publish a comment that an officer has read."""
    given = _locked_input(input_id)
    judge(given.publish, by=by).commit(at=at)
    return given


@transaction.atomic
def withhold(*, input_id: int, reason: str, by: User, at: datetime) -> PublicInput:
    """Keep a comment unpublished (spam, personal data, insults). Raises Refused DRF-04 without a reason."""
    given = _locked_input(input_id)
    judge(given.withhold, by=by).commit(at=at, reason=drafts.reason_given(reason, field="reason"))
    return given


def close_due(*, by: User, at: datetime) -> int:
    """Close every call whose last day has passed; returns how many were closed."""
    due = InputCall.objects.filter(state=CallState.OPEN, closes_on__lt=at.date())
    keys = list(due.values_list("pk", flat=True))
    return sum(isolation.each(keys, lambda pk: _close(pk, by, at), what="call to close"))


@transaction.atomic
def _close(call_id: int, by: User, at: datetime) -> bool:
    call = _locked_call(call_id)
    if call.state != CallState.OPEN or at.date() <= call.closes_on:
        return False
    has_comments = call.inputs.exclude(state="withheld").exists()
    judge(call.close if has_comments else call.close_without_comments, by=by).commit(at=at)
    if call.design_id is not None:
        _close_design(call.design_id, by, at)
    else:
        _begin_consideration(call.subject.pk, by, at)
    return True


def _close_design(design_id: int, by: User, at: datetime) -> None:
    design = ProjectDesign.objects.select_for_update().get(pk=design_id)
    if design.state == DesignState.INPUTS_OPEN:
        judge(design.close_inputs, by=by).commit(at=at)


def _begin_consideration(proposal_id: int, by: User, at: datetime) -> None:
    """The inputs pass to the Joint Committee, whose days begin (domain notes, O3 and O4)."""
    rows = MethodologyProposal.objects.select_for_update(of=("self",)).select_related("rulebook__country", "country")
    proposal = rows.get(pk=proposal_id)
    if proposal.state == ProposalState.INPUTS_OPEN:
        due_on = proposal.rulebook.due_on("methodology.consideration", at.date())
        judge(proposal.close_inputs, by=by).commit(at=at, due_on=due_on)


@transaction.atomic
def end(call: InputCall | None, *, by: User, at: datetime) -> None:  # noqa: ARG001  the platform ends it
    """End the open call of a paper that was withdrawn; a call that is over stays as it is."""
    if call is not None and call.state == CallState.OPEN:
        judge(call.end, by=people.system()).commit(at=at)


@transaction.atomic
def respond(*, call_id: int, response: str, by: User, at: datetime) -> InputCall:
    """The participants publish their response to the comments. Raises Refused DRF-04 when it is empty."""
    call = _locked_call(call_id)
    judge(call.respond, by=by).commit(at=at, response=drafts.reason_given(response, field="response"))
    return call
