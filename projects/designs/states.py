"""How a project design document (with its sustainable development plan) becomes a validated one."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.machines import Holder, StateField, Way, move
from common.models import PaperRow
from common.refusals import Check
from partners import permissions


class DesignState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("With JCMA for publication")
    RETURNED = "returned", _("Returned for completion")
    INPUTS_OPEN = "inputs_open", _("Open for public inputs")
    INPUTS_CLOSED = "inputs_closed", _("Public inputs closed")
    FOR_VALIDATION = "for_validation", _("Revised; with the validating entity")
    VALIDATED = "validated", _("Validated")
    NOT_VALIDATED = "not_validated", _("Not validated")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EDITABLE = frozenset({DesignState.DRAFT, DesignState.RETURNED})
IN_VALIDATION = (DesignState.SUBMITTED, DesignState.INPUTS_OPEN, DesignState.INPUTS_CLOSED, DesignState.FOR_VALIDATION)
# Where parts of it are opened again: not while JCMA has it, nor while the public comments on it.
CORRECTABLE = frozenset({DesignState.INPUTS_CLOSED, DesignState.FOR_VALIDATION})
CONCLUDABLE = (DesignState.INPUTS_CLOSED, DesignState.FOR_VALIDATION)
OPEN_DESIGN = (DesignState.DRAFT, DesignState.RETURNED, *IN_VALIDATION)
PUBLIC_DESIGN = (DesignState.INPUTS_OPEN, DesignState.INPUTS_CLOSED, DesignState.VALIDATED, DesignState.NOT_VALIDATED)


def _has_place(design: Any) -> bool:
    return bool(design.region and design.city)


def _coordinates_whole(design: Any) -> bool:
    return (design.latitude is None) == (design.longitude is None)


CHECKS = (
    Check("PDD-01", _("Give the project a title."), lambda d: bool(d.title), "title"),
    Check("PDD-02", _("Describe the project and the technology."), lambda d: bool(d.description), "description"),
    Check("PDD-03", _("Give the region and the city or town."), _has_place, "region"),
    Check("PDD-04", _("Give both latitude and longitude, or neither."), _coordinates_whole, "latitude"),
    Check(
        "PDD-05",
        _("Give the day on which operation starts."),
        lambda d: d.operation_starts_on is not None,
        "operation_starts_on",
    ),
    Check(
        "PDD-06",
        _("Give the expected operational lifetime in years."),
        lambda d: bool(d.lifetime_years),
        "lifetime_years",
    ),
    Check(
        "PDD-07",
        _("Describe the contribution from Japan."),
        lambda d: bool(d.contribution_from_japan),
        "contribution_from_japan",
    ),
    Check("PDD-08", _("Choose the approved methodology."), lambda d: d.methodology_id is not None, "methodology"),
    Check("PDD-09", _("Explain how each eligibility criterion is met."), lambda d: bool(d.eligibility), "eligibility"),
    Check(
        "PDD-10",
        _("List the sources and gases of reference and project emissions."),
        lambda d: bool(d.emission_sources),
        "emission_sources",
    ),
    Check(
        "PDD-11",
        _("Give the first day of the crediting period."),
        lambda d: d.crediting_period_starts_on is not None,
        "crediting_period_starts_on",
    ),
    Check(
        "PDD-12",
        _("Say whether an environmental impact assessment is required."),
        lambda d: d.eia_required is not None,
        "eia_required",
    ),
    Check(
        "PDD-13",
        _("Summarise the consultation of local stakeholders, or say why none was held."),
        lambda d: bool(d.consultation),
        "consultation",
    ),
    Check("PDD-14", _("Summarise the monitoring plan."), lambda d: bool(d.monitoring_plan), "monitoring_plan"),
    Check(
        "PDD-15",
        _("Declare that the project is not registered under another mechanism."),
        lambda d: d.declares_no_double_registration,
        "declares_no_double_registration",
    ),
    Check(
        "DBL-07",
        _("Say whether the project is or was applied for or registered under another mechanism."),
        lambda d: bool(d.other_mechanism),
        "other_mechanism",
    ),
    Check(
        "DBL-08",
        _("Name the other mechanism and the project’s reference there."),
        lambda d: d.other_mechanism in {"", "none"} or bool(d.other_mechanism_name and d.other_mechanism_reference),
        "other_mechanism_name",
    ),
)


class DesignMachine(PaperRow):
    """State of a project design and the facts that each state promises.

    Validation may run at the same time as the public inputs and has its own machine.
    """

    HOLDERS: ClassVar[dict[str, Holder]] = {
        DesignState.DRAFT: Holder("participant", _("Finish the PDD and submit it")),
        DesignState.SUBMITTED: Holder(
            "secretariat", _("Publish the PDD for public inputs, or pass a revised one on"), "pdd.publication"
        ),
        DesignState.RETURNED: Holder("participant", _("Complete the PDD and submit it again"), "paper.return"),
    }

    STATE_KINDS: ClassVar[dict[str, str]] = {
        DesignState.INPUTS_CLOSED: "waiting",
        DesignState.FOR_VALIDATION: "waiting",
    }
    state = StateField(default=DesignState.DRAFT, choices=DesignState.choices)
    submitted_at = models.DateTimeField(null=True, editable=False)
    return_note = models.TextField(blank=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    inputs_closed_at = models.DateTimeField(null=True, editable=False)
    validated_on = models.DateField(null=True, editable=False)
    in_force_from = models.DateField(null=True, editable=False)
    outcome_note = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True

    @move(
        state,
        source=[DesignState.DRAFT, DesignState.RETURNED],
        target=DesignState.SUBMITTED,
        who=permissions.participant_of,
        when=CHECKS,
        label=_("Submit to JCMA"),
        done=pgettext_lazy("deed", "Submitted to JCMA"),
        tells=("secretariat",),
    )
    def submit(self, *, at: datetime) -> None:
        self.submitted_at = at

    @move(
        state,
        source=DesignState.SUBMITTED,
        target=DesignState.RETURNED,
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
        source=DesignState.SUBMITTED,
        target=DesignState.INPUTS_OPEN,
        who=permissions.secretariat,
        label=_("Publish and call for public inputs"),
        done=pgettext_lazy("deed", "Published and opened for public inputs"),
        tells=("participant", "tpe"),
    )
    def open_inputs(self, *, at: datetime) -> None:
        self.published_at = at

    @move(
        state,
        source=DesignState.SUBMITTED,
        target=DesignState.FOR_VALIDATION,
        who=permissions.secretariat,
        label=_("Pass on for validation"),
        done=pgettext_lazy("deed", "Passed on for validation"),
        by_page=False,
        tells=("participant", "tpe"),
    )
    def pass_on(self, *, at: datetime) -> None:
        """A revised PDD goes to its validation without public inputs, where the rules ask for none."""

    @move(
        state,
        source=DesignState.INPUTS_OPEN,
        target=DesignState.INPUTS_CLOSED,
        who=permissions.system,
        label=_("Close the public inputs"),
        done=pgettext_lazy("deed", "Public inputs closed"),
        by_page=False,
        tells=("participant", "tpe"),
    )
    def close_inputs(self, *, at: datetime) -> None:
        self.inputs_closed_at = at

    @move(
        state,
        source=CONCLUDABLE,
        target=DesignState.VALIDATED,
        who=permissions.tpe_of,
        label=_("Validated by the third-party entity"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def validate(self, *, at: datetime) -> None:
        self.validated_on, self.published_at = at.date(), self.published_at or at

    @move(
        state,
        source=CONCLUDABLE,
        target=DesignState.NOT_VALIDATED,
        who=permissions.tpe_of,
        label=_("Not validated by the third-party entity"),
        by_page=False,
        tells=("participant", "secretariat"),
    )
    def fail(self, *, at: datetime, note: str) -> None:
        self.outcome_note, self.published_at = note, self.published_at or at

    @move(
        state,
        source=OPEN_DESIGN,
        target=DesignState.WITHDRAWN,
        who=permissions.system,
        by_page=False,
        label=_("Closed with its project"),
        tells=("participant", "tpe"),
    )
    def close(self, *, at: datetime) -> None:
        """The project was withdrawn or de-registered."""

    @move(
        state,
        source=[DesignState.DRAFT, DesignState.RETURNED, *IN_VALIDATION],
        target=DesignState.WITHDRAWN,
        who=permissions.participant_of,
        way=Way.END,
        label=_("Withdraw"),
        done=pgettext_lazy("deed", "Withdrawn by its authors"),
        tells=("secretariat", "tpe"),
    )
    def withdraw(self, *, at: datetime, note: str) -> None:
        self.outcome_note = note
