"""Calls for public inputs and the comments that come in."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions


class CallState(models.TextChoices):
    OPEN = "open", _("Open for comments")
    AWAITING_RESPONSE = "awaiting_response", _("Closed; the participants’ response is awaited")
    CONCLUDED = "concluded", _("Closed")


class CallMachine(PaperRow):
    """State of a call; it closes by its date, and comments ask for a published response."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        CallState.AWAITING_RESPONSE: Holder(
            "participant", _("Publish your response to the public inputs"), "inputs.response"
        )
    }

    state = StateField(default=CallState.OPEN, choices=CallState.choices)
    closed_at = models.DateTimeField(null=True, editable=False)
    response = models.TextField(blank=True)
    responded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=CallState.OPEN,
        target=CallState.AWAITING_RESPONSE,
        who=permissions.system,
        label=_("Close the call"),
        done=pgettext_lazy("deed", "Call closed"),
        by_page=False,
        tells=("participant", "tpe", "secretariat"),
    )
    def close(self, *, at: datetime) -> None:
        self.closed_at = at

    @move(
        state,
        source=CallState.OPEN,
        target=CallState.CONCLUDED,
        who=permissions.system,
        label=_("Close the call: no comment came in"),
        done=pgettext_lazy("deed", "Call closed; no comment came in"),
        by_page=False,
        tells=("participant", "tpe", "secretariat"),
    )
    def close_without_comments(self, *, at: datetime) -> None:
        self.closed_at = at

    @move(
        state,
        source=CallState.OPEN,
        target=CallState.CONCLUDED,
        who=permissions.system,
        label=_("End the call: what it was about was withdrawn"),
        done=pgettext_lazy("deed", "Call ended; what it was about was withdrawn"),
        by_page=False,
        tells=("secretariat",),
    )
    def end(self, *, at: datetime) -> None:
        self.closed_at = at

    @move(
        state,
        source=CallState.AWAITING_RESPONSE,
        target=CallState.CONCLUDED,
        who=permissions.participant_of,
        label=_("Publish the response"),
        done=pgettext_lazy("deed", "Response published"),
        tells=("tpe", "secretariat"),
    )
    def respond(self, *, at: datetime, response: str) -> None:
        self.response, self.responded_at = response, at


class PublicInputState(models.TextChoices):
    RECEIVED = "received", _("Received; JCMA checks it")
    PUBLISHED = "published", _("Published")
    WITHHELD = "withheld", _("Not published")


class PublicInputMachine(PaperRow):
    """A comment is read by an officer before it is published."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        PublicInputState.RECEIVED: Holder("secretariat", _("Read the comment and publish it"), "inputs.reading")
    }

    state = StateField(default=PublicInputState.RECEIVED, choices=PublicInputState.choices)
    received_at = models.DateTimeField(editable=False)
    judged_at = models.DateTimeField(null=True, editable=False)
    withheld_because = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=PublicInputState.RECEIVED,
        target=PublicInputState.PUBLISHED,
        who=permissions.secretariat,
        label=_("Publish the comment"),
        done=pgettext_lazy("deed", "Comment published"),
        tells=("participant", "tpe"),
    )
    def publish(self, *, at: datetime) -> None:
        self.judged_at = at

    @move(
        state,
        source=PublicInputState.RECEIVED,
        target=PublicInputState.WITHHELD,
        who=permissions.secretariat,
        way=Way.END,
        label=_("Do not publish the comment"),
        done=pgettext_lazy("deed", "Comment not published"),
    )
    def withhold(self, *, at: datetime, reason: str) -> None:
        self.judged_at, self.withheld_because = at, reason
