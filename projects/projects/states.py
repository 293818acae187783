"""The state of a project as a whole; it follows from its papers' decisions."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from partners import permissions


class ProjectState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    PLANNED = "planned", _("Planned: no objection to its PIN")
    REGISTERED = "registered", _("Registered")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DEREGISTERED = "deregistered", _("De-registered")


class ProjectMachine(PaperRow):
    """State of a project and the facts that each state promises. Its papers wait for people, it does not itself."""

    HOLDERS: ClassVar[dict[str, Holder]] = {}
    STATE_KINDS: ClassVar[dict[str, str]] = {ProjectState.DEREGISTERED: "ended"}

    state = StateField(default=ProjectState.PROPOSED, choices=ProjectState.choices)
    reference = models.CharField(max_length=12, null=True, unique=True)
    started_at = models.DateTimeField(null=True, editable=False)
    registered_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True, editable=False)
    deregistered_on = models.DateField(null=True, editable=False)
    withdrawal_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=ProjectState.PROPOSED,
        target=ProjectState.PLANNED,
        who=permissions.system,
        label=_("Take up as a planned project"),
        done=pgettext_lazy("deed", "Taken up as a planned project"),
        by_page=False,
    )
    def plan(self, *, at: datetime) -> None:
        """Both governments have no objection to its PIN."""

    @move(
        state,
        source=[ProjectState.PROPOSED, ProjectState.PLANNED],
        target=ProjectState.REGISTERED,
        who=permissions.system,
        label=_("Register the project"),
        done=pgettext_lazy("deed", "Project registered"),
        by_page=False,
        tells=("participant", "tpe", "secretariat", "committee", "government"),
    )
    def register(self, *, at: datetime, reference: str, on: date) -> None:
        self.reference, self.registered_on = reference, on

    @move(
        state,
        source=[ProjectState.PROPOSED, ProjectState.PLANNED],
        target=ProjectState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw the project"),
        done=pgettext_lazy("deed", "Project withdrawn"),
        tells=("secretariat",),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.withdrawn_on, self.withdrawal_note = at.date(), note

    @move(
        state,
        source=ProjectState.REGISTERED,
        target=ProjectState.WITHDRAWN,
        who=permissions.system,
        label=_("Withdrawn after registration"),
        by_page=False,
        tells=("participant", "tpe", "secretariat", "committee", "government"),
    )
    def end(self, *, at: datetime, on: date, note: str) -> None:
        self.withdrawn_on, self.withdrawal_note = on, note

    @move(
        state,
        source=ProjectState.REGISTERED,
        target=ProjectState.DEREGISTERED,
        who=permissions.system,
        label=_("De-registered by the Joint Committee"),
        by_page=False,
        tells=("participant", "tpe", "secretariat", "committee", "government"),
    )
    def deregister(self, *, at: datetime, on: date, note: str) -> None:
        self.deregistered_on, self.withdrawal_note = on, note
