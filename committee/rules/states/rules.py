"""How rules come about: drafted by the secretariat, decided by the Joint Committee, in force by that alone."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, move
from common.models import PaperRow
from partners import permissions


class RuleState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    WITH_COMMITTEE = "with_committee", _("With the Joint Committee")
    ADOPTED = "adopted", _("Adopted")
    NOT_ADOPTED = "not_adopted", _("Not adopted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RuleProposalMachine(PaperRow):
    """State of a package of rules or of a special measure; while the committee decides, its decision is the step."""

    HOLDERS: ClassVar[dict[str, Holder]] = {
        RuleState.DRAFT: Holder("secretariat", _("Finish the draft and put it before the Joint Committee"))
    }
    STATE_KINDS: ClassVar[dict[str, str]] = {
        RuleState.ADOPTED: "good",
        RuleState.NOT_ADOPTED: "bad",
        RuleState.WITH_COMMITTEE: "waiting",
        RuleState.WITHDRAWN: "ended",
    }

    state = StateField(default=RuleState.DRAFT, choices=RuleState.choices)
    decided_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=RuleState.DRAFT,
        target=RuleState.WITH_COMMITTEE,
        who=permissions.secretariat,
        label=_("Put before the Joint Committee"),
        done=pgettext_lazy("deed", "Handed to the Joint Committee"),
    )
    def propose(self, *, at: datetime) -> None:
        """Nothing of its own: the decision has the facts."""

    @move(
        state,
        source=RuleState.WITH_COMMITTEE,
        target=RuleState.ADOPTED,
        who=permissions.system,
        label=_("Adopted by the Joint Committee"),
        tells=("secretariat", "committee"),
        by_page=False,
    )
    def adopt(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        state,
        source=RuleState.WITH_COMMITTEE,
        target=RuleState.NOT_ADOPTED,
        who=permissions.system,
        label=_("Not adopted by the Joint Committee"),
        tells=("secretariat",),
        by_page=False,
    )
    def refuse(self, *, at: datetime, on: date) -> None:
        self.decided_on = on

    @move(
        state,
        source=RuleState.WITH_COMMITTEE,
        target=RuleState.DRAFT,
        who=permissions.system,
        label=_("Back to the draft"),
        tells=("secretariat",),
        by_page=False,
    )
    def take_back(self, *, at: datetime) -> None:
        """The proposal was withdrawn: the secretariat goes on drafting."""

    @move(
        state,
        source=RuleState.WITH_COMMITTEE,
        target=RuleState.WITHDRAWN,
        who=permissions.system,
        label=_("The proposal was withdrawn"),
        tells=("secretariat",),
        by_page=False,
    )
    def end(self, *, at: datetime) -> None:
        """Nothing was decided."""
