"""A document that the registry asks an open account's holder for: handed in, taken, or asked for again."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from registry import permissions


class DocumentRequestState(models.TextChoices):
    ASKED = "asked", _("Asked of the holder")
    HANDED_IN = "handed_in", _("Handed in; the registry looks at it")
    TAKEN = "taken", _("Taken by the registry")
    WITHDRAWN = "withdrawn", _("No longer asked for")


class DocumentRequestMachine(PaperRow):
    """State of a document that is asked for: with the representatives until its day, then with the registry."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        DocumentRequestState.ASKED: Holder("participant", _("Hand in the document that the registry asks for")),
        DocumentRequestState.HANDED_IN: Holder(
            "registry", _("Take the document, or ask for it again"), "account.document"
        ),
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {DocumentRequestState.HANDED_IN: "waiting"}

    state = StateField(default=DocumentRequestState.ASKED, choices=DocumentRequestState.choices)
    due_on = models.DateField()
    handed_in_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    state_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=DocumentRequestState.ASKED,
        target=DocumentRequestState.HANDED_IN,
        who=permissions.represents_account_of,
        label=_("Hand in the document"),
        done=pgettext_lazy("deed", "Document handed in"),
        tells=("participant",),
    )
    def hand_in(self, *, at: datetime) -> None:
        self.handed_in_at, self.state_note = at, ""

    @move(
        state,
        source=DocumentRequestState.HANDED_IN,
        target=DocumentRequestState.TAKEN,
        who=permissions.administers_account_of,
        label=_("Take the document"),
        done=pgettext_lazy("deed", "Document taken"),
        tells=("participant",),
    )
    def take(self, *, at: datetime) -> None:
        self.ended_at = at

    @move(
        state,
        source=DocumentRequestState.HANDED_IN,
        target=DocumentRequestState.ASKED,
        who=permissions.administers_account_of,
        way=Way.ASIDE,
        label=_("Ask for the document again"),
        done=pgettext_lazy("deed", "Document asked for again"),
        tells=("participant",),
    )
    def ask_again(self, *, at: datetime, due_on: date, note: str) -> None:
        self.due_on, self.state_note = due_on, note

    @move(
        state,
        source=[DocumentRequestState.ASKED, DocumentRequestState.HANDED_IN],
        target=DocumentRequestState.WITHDRAWN,
        who=permissions.administers_account_of,
        way=Way.END,
        label=_("Ask for it no longer"),
        done=pgettext_lazy("deed", "Document no longer asked for"),
        tells=("participant",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.ended_at, self.state_note = at, note
