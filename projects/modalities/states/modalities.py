"""How modalities of communication are drafted, confirmed by each entity, checked, and come into force."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from partners import permissions


class ModalitiesState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CONFIRMING = "confirming", _("Being confirmed by each entity")
    SUBMITTED = "submitted", _("Completeness check at JCMA")
    RETURNED = "returned", _("Returned for completion")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded by a later version")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EDITABLE = frozenset({ModalitiesState.DRAFT, ModalitiesState.RETURNED})
OPEN = (*sorted(EDITABLE), ModalitiesState.CONFIRMING, ModalitiesState.SUBMITTED)
BINDING = (ModalitiesState.CONFIRMING, ModalitiesState.SUBMITTED, ModalitiesState.IN_FORCE)
ALL_CONFIRMED = Check(
    "MOC-10",
    _("Not every entity has confirmed yet. It goes to JCMA by itself once all have."),
    lambda modalities: not modalities.unconfirmed_ids(),
)


class ModalitiesMachine(PaperRow):
    """State of one version of the modalities; a change is a new version that supersedes the one in force."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        ModalitiesState.DRAFT: Holder("participant", _("Write the modalities and ask each entity to confirm them")),
        ModalitiesState.CONFIRMING: Holder(
            "participant", _("Confirm the modalities for your organisation"), "moc.confirmation", party="confirming"
        ),
        ModalitiesState.SUBMITTED: Holder(
            "secretariat", _("Check that the modalities are complete"), "moc.completeness"
        ),
        ModalitiesState.RETURNED: Holder(
            "participant", _("Complete the modalities and have them confirmed again"), "paper.return"
        ),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {ModalitiesState.IN_FORCE: "good", ModalitiesState.SUPERSEDED: "ended"}
    state = StateField(default=ModalitiesState.DRAFT, choices=ModalitiesState.choices)
    confirming_since = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    return_note = models.TextField(blank=True, editable=False)
    completeness = models.JSONField(default=dict, editable=False)
    in_force_from = models.DateField(null=True, editable=False)
    in_force_until = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[ModalitiesState.DRAFT, ModalitiesState.RETURNED],
        target=ModalitiesState.CONFIRMING,
        who=permissions.participant_of,
        label=_("Ask each entity to confirm"),
        done=pgettext_lazy("deed", "Confirmation of each entity asked for"),
        tells=("participant",),
    )
    def ask_to_confirm(self, *, at: datetime) -> None:
        self.confirming_since = at

    @move(
        state,
        source=ModalitiesState.CONFIRMING,
        target=ModalitiesState.DRAFT,
        who=permissions.participant_of,
        way=Way.ASIDE,
        label=_("Change the draft again"),
        done=pgettext_lazy("deed", "Draft opened again"),
        tells=("participant",),
    )
    def reopen(self, *, at: datetime) -> None:
        self.confirming_since = None

    @move(
        state,
        source=ModalitiesState.CONFIRMING,
        target=ModalitiesState.SUBMITTED,
        who=permissions.participant_of,
        when=[ALL_CONFIRMED],
        label=_("File with the secretariat"),
        done=pgettext_lazy("deed", "Filed with the secretariat"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at

    @move(
        state,
        source=ModalitiesState.SUBMITTED,
        target=ModalitiesState.RETURNED,
        who=permissions.secretariat,
        way=Way.ASIDE,
        label=_("Return for completion"),
        done=pgettext_lazy("deed", "Returned for completion"),
        tells=("participant",),
    )
    def return_to_participant(self, *, at: datetime, note: str) -> None:
        self.return_note = note

    @move(
        state,
        source=ModalitiesState.SUBMITTED,
        target=ModalitiesState.IN_FORCE,
        who=permissions.secretariat,
        label=_("Accept the modalities"),
        done=pgettext_lazy("deed", "Modalities accepted"),
        tells=("participant", "tpe"),
    )
    def accept(self, *, at: datetime, completeness: dict[str, bool]) -> None:
        self.completeness, self.in_force_from = completeness, at.date()

    @move(
        state,
        source=ModalitiesState.IN_FORCE,
        target=ModalitiesState.SUPERSEDED,
        who=permissions.system,
        label=_("Superseded by a later version"),
        by_page=False,
    )
    def supersede(self, *, at: datetime, on: date) -> None:
        self.in_force_until = on

    @move(
        state,
        source=[ModalitiesState.DRAFT, ModalitiesState.CONFIRMING, ModalitiesState.SUBMITTED, ModalitiesState.RETURNED],
        target=ModalitiesState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("participant", "secretariat"),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note
