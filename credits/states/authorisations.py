"""How a government authorises units: one officer proposes, another of the same government puts it in force."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from credits import permissions
from partners.permissions import system


class AuthorisationState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed; waits for a second officer")
    IN_FORCE = "in_force", _("In force")
    REPLACED = "replaced", _("Replaced by a later version")
    DECLINED = "declined", _("Not put in force")


class AuthorisationMachine(PaperRow):
    """State of one version of a Party's authorisation. It counts while it is in force, and for nobody before."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        AuthorisationState.PROPOSED: Holder(
            "government",
            _("Confirm or decline the authorisation that another officer proposed"),
            "authorisation.confirmation",
        )
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        AuthorisationState.PROPOSED: "waiting",
        AuthorisationState.IN_FORCE: "good",
        AuthorisationState.REPLACED: "ended",
        AuthorisationState.DECLINED: "bad",
    }

    state = StateField(default=AuthorisationState.PROPOSED, choices=AuthorisationState.choices)
    proposed_at = models.DateTimeField(null=True, editable=False)
    in_force_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    state_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=AuthorisationState.PROPOSED,
        target=AuthorisationState.IN_FORCE,
        who=permissions.confirms_authorisation,
        label=_("Confirm the authorisation"),
        done=pgettext_lazy("deed", "Authorisation confirmed"),
        tells=("government", "registry"),
    )
    def confirm(self, *, at: datetime) -> None:
        self.in_force_at = at

    @move(
        state,
        source=AuthorisationState.PROPOSED,
        target=AuthorisationState.DECLINED,
        who=permissions.government_of_side,
        way=Way.END,
        label=_("Decline the authorisation"),
        done=pgettext_lazy("deed", "Authorisation declined"),
        tells=("government",),
    )
    def decline(self, *, at: datetime, note: str) -> None:
        self.ended_at, self.state_note = at, note

    @move(
        state,
        source=AuthorisationState.IN_FORCE,
        target=AuthorisationState.REPLACED,
        who=system,
        label=_("Replace by the next version"),
        by_page=False,
    )
    def replace(self, *, at: datetime) -> None:
        self.ended_at = at
