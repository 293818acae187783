"""A registry that a check has stopped: one administrator asks to let it go on, another does."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from registry import permissions

if TYPE_CHECKING:  # machines lie below the rows that they move
    from partners.people.models.people import User


class StopState(models.TextChoices):
    IN_FORCE = "in_force", _("The registry stands still")
    ASKED = "asked", _("Waits for a second administrator")
    LIFTED = "lifted", _("The registry goes on")


class StopMachine(PaperRow):
    """State of a stop and its facts."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        StopState.IN_FORCE: Holder(
            "registry", _("Find out why the check differs, then ask to let the registry go on"), "registry.stop"
        ),
        StopState.ASKED: Holder("registry", _("Let the registry go on, as a second administrator"), "registry.go_on"),
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        StopState.IN_FORCE: "bad",
        StopState.ASKED: "waiting",
        StopState.LIFTED: "ended",
    }

    state = StateField(default=StopState.IN_FORCE, choices=StopState.choices)
    asked_at = models.DateTimeField(null=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    state_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=StopState.IN_FORCE,
        target=StopState.ASKED,
        who=permissions.administers,
        label=_("Ask to let the registry go on"),
        done=pgettext_lazy("deed", "Lifting of the stop requested"),
        tells=("registry",),
    )
    def ask_to_lift(self, *, at: datetime, asker: "User", note: str) -> None:
        self.asked_at, self.asked_by, self.state_note = at, asker, note

    @move(
        state,
        source=StopState.ASKED,
        target=StopState.IN_FORCE,
        who=permissions.lifts,
        way=Way.ASIDE,
        label=_("Keep the registry stopped"),
        done=pgettext_lazy("deed", "Registry kept stopped"),
        tells=("registry",),
    )
    def keep(self, *, at: datetime, note: str) -> None:
        self.asked_at, self.asked_by, self.state_note = None, None, note

    @move(
        state,
        source=StopState.ASKED,
        target=StopState.LIFTED,
        who=permissions.lifts,
        label=_("Let the registry go on"),
        done=pgettext_lazy("deed", "Registry allowed to go on"),
        tells=("registry",),
    )
    def lift(self, *, at: datetime, officer: "User") -> None:
        self.lifted_at, self.lifted_by = at, officer
