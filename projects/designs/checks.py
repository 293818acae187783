"""Checks of a PDD and SDIP that need the rulebook, the years or the documents."""

from django.utils.translation import gettext_lazy as _

from common import clock
from common.days import day
from common.models import PaperRow
from common.refusals import Refused
from projects.designs.models import ProjectDesign
from projects.designs.states import DesignState
from projects.modalities import selectors as modalities
from projects.papers.models.documents import Document
from projects.projects.models import Project
from projects.projects.states import ProjectState
from projects.sustainability.topics import SustainabilityTopic


def may_start(project: Project) -> None:
    """Raises: Refused PDD-16 (409) when the PIN has no answer yet or the project has moved on."""
    needs_pin = project.rulebook is not None and project.rulebook.rule("pin.required")
    allowed = {ProjectState.PLANNED} if needs_pin else {ProjectState.PROPOSED, ProjectState.PLANNED}
    if project.state not in allowed:
        raise Refused("PDD-16", _("A PDD starts once both governments have no objection to the PIN."), status=409)
    if project.designs.exclude(state__in=["not_validated", "withdrawn"]).exists():
        raise Refused("PDD-17", _("This project has a PDD already. Continue with that one."), status=409)


def whole(design: ProjectDesign) -> None:
    """Everything a submission needs besides its own fields. Raises Refused PDD-18 to PDD-22, PDD-26 (409),
    PDD-27."""
    if design.rulebook is not None and design.rulebook.rule("moc.before_pdd") and not has_modalities(design):
        raise Refused(
            "PDD-26",
            _("Under these rules the modalities of communication come first: file them, then the PDD."),
            status=409,
        )
    years_given(design)
    consultation_held(design)
    sustainability_answered(design)
    if not design.has_plan and not has_document(design, "monitoring_plan"):
        raise Refused("PDD-22", _("Hand in the monitoring plan sheet as a file."), field="monitoring_plan")


def consultation_held(design: ProjectDesign) -> None:
    """Raises: Refused PDD-27 where the rulebook wants a consultation before the PDD and no such day is given."""
    if design.rulebook is None or not design.rulebook.rule("consultation.before_pdd"):
        return
    submitted = design.submitted_at or clock.now()
    if design.consulted_on is None or design.consulted_on >= submitted.date():
        raise Refused(
            "PDD-27",
            _(
                "Under these rules local stakeholders are consulted before the PDD: give the day, before that"
                " of this submission."
            ),
            field="consulted_on",
        )


def years_given(design: ProjectDesign) -> None:
    """Raises: Refused PDD-18 (no year), PDD-19 (project emissions above the reference)."""
    years = list(design.years.all())
    if not years:
        raise Refused("PDD-18", _("Give the estimated emissions of at least one calendar year."), field="years")
    for year in years:
        if year.reductions_tco2e < 0:
            raise Refused(
                "PDD-19",
                _("In %(year)s the project emissions are higher than the reference emissions. Check the figures."),
                field="years",
                params={"year": year.year},
            )


def sustainability_answered(design: ProjectDesign) -> None:
    """Raises: Refused PDD-20 (a topic unanswered), PDD-21 (relevant without a plan), where the rulebook asks."""
    if design.rulebook is None or not design.rulebook.rule("sdip.required"):
        return
    for topic in SustainabilityTopic:
        answer = design.sdip.get(topic.value, {})
        if answer.get("relevant") not in {"yes", "no"}:
            raise Refused(
                "PDD-20",
                _("Answer whether “%(topic)s” is relevant."),
                field=f"relevant_{topic.value}",
                params={"topic": topic.label},
            )
        if answer["relevant"] == "yes" and not answer.get("plan"):
            raise Refused(
                "PDD-21",
                _("“%(topic)s” is relevant: describe the plan."),
                field=f"plan_{topic.value}",
                params={"topic": topic.label},
            )


def not_under_a_call(design: ProjectDesign) -> None:
    """What the public comments on stays as it is until the call has closed.

    Raises: Refused PDD-28 (409).
    """
    if design.state == DesignState.INPUTS_OPEN:
        raise Refused(
            "PDD-28",
            _(
                "The PDD is open for public inputs until %(day)s and stays as it is until then, so that everybody"
                " comments on the same text. Afterwards parts can be corrected and files replaced."
            ),
            status=409,
            params={"day": day(design.input_call.closes_on)},
        )


def has_modalities(design: ProjectDesign) -> bool:
    """True when the project's modalities of communication have been filed or are in force."""
    return modalities.in_force(design.project) is not None


def has_document(row: PaperRow, slot: str) -> bool:
    """True when a file stands in the slot of a paper."""
    return Document.objects.filter(paper=row.paper_id, slot=slot, versions__isnull=False).exists()
