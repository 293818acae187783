"""Validations, verifications and findings as their parties see them."""

from datetime import date

from django.db.models import Q, QuerySet

from committee.designations import selectors as tpes
from common.models import StoredFile
from partners.organisations.models import Organisation
from partners.people.models.people import Visitor
from projects.assessments.models.assessments import Finding, FindingMessage, Validation, Verification
from projects.assessments.models.teams import TeamMember
from projects.papers.selectors.readers import NOTHING, narrowed, readers
from projects.projects.models import Project
from projects.projects.selectors import entities
from workflow.steps.models import WaitingStep

_PATHS = (
    "validation__design__project__country",
    "validation__design__project__rulebook",
    "validation__tpe",
    "verification__report__project__country",
    "verification__report__project__rulebook",
    "verification__tpe",
    "carried_to",
)
_CONCLUDED = Q(state__in=["positive", "negative"])


def _validations() -> QuerySet[Validation]:
    return Validation.objects.select_related(
        "design__project__country", "design__project__rulebook", "tpe", "designation", "design__input_call"
    )


def _verifications() -> QuerySet[Verification]:
    return Verification.objects.select_related(
        "report__project__country", "report__project__rulebook", "tpe", "designation"
    )


def validations_visible_to(user: Visitor) -> QuerySet[Validation]:
    """What this person may open: the parties, officers, and once concluded committee and governments."""
    own = entities.validating(user, "pk")
    may = readers(user, project="design__project", public=NOTHING, entities=own, circulated=_CONCLUDED)
    return narrowed(_validations(), may)


def verifications_visible_to(user: Visitor) -> QuerySet[Verification]:
    """What this person may open: the parties, officers, and once concluded committee and governments."""
    own = entities.verifying(user, "pk")
    may = readers(user, project="report__project", public=NOTHING, entities=own, circulated=_CONCLUDED)
    return narrowed(_verifications(), may)


def public_validations() -> QuerySet[Validation]:
    """Validations whose report everybody may read: with a positive opinion, of projects that were registered."""
    return _validations().filter(state="positive", design__project__registered_on__isnull=False)


def public_verifications() -> QuerySet[Verification]:
    """Verifications whose report everybody may read: with a positive opinion."""
    return _verifications().filter(state="positive", report__state="verified")


def findings_with_steps(findings: QuerySet[Finding]) -> list[tuple[Finding, WaitingStep | None]]:
    """Findings, each with the step that waits on it: who acts, and until when."""
    rows = list(findings.select_related(*_PATHS))
    papers = {row.paper_id for row in rows}
    steps = {step.paper_id: step for step in WaitingStep.objects.filter(paper__in=papers, done_at=None)}
    return [(row, steps.get(row.paper_id)) for row in rows]


def carried_to(assessment: Validation | Verification) -> QuerySet[Finding]:
    """The forward action requests of earlier assessments that this verification took up."""
    if isinstance(assessment, Verification):
        return assessment.carried_findings.all()
    return Finding.objects.none()


def files_of(finding: Finding) -> QuerySet[StoredFile]:
    """The files of a finding's thread."""
    return StoredFile.objects.filter(pk__in=FindingMessage.objects.filter(finding=finding).values("files"))


def members_visible_to(user: Visitor) -> QuerySet[TeamMember]:
    """Members of the teams of assessments that this person may open."""
    validations, verifications = validations_visible_to(user), verifications_visible_to(user)
    return TeamMember.objects.filter(
        Q(validation__in=validations.values("pk")) | Q(verification__in=verifications.values("pk"))
    ).select_related("validation__design__project", "verification__report__project")


def findings_visible_to(user: Visitor) -> QuerySet[Finding]:
    """Findings of the assessments that this person may open."""
    validations = validations_visible_to(user).values("pk")
    verifications = verifications_visible_to(user).values("pk")
    rows = Finding.objects.select_related(*_PATHS)
    rows = rows.prefetch_related("messages__author", "messages__organisation", "messages__files")
    own = Q(validation__in=validations) | Q(verification__in=verifications) | Q(carried_to__in=verifications)
    return rows.filter(own)


def assigned_validations(user: Visitor) -> QuerySet[Validation]:
    """Validations of a person’s own entities, newest first."""
    return _validations().filter(entities.validating(user, "pk")).order_by("-assigned_at")


def assigned_verifications(user: Visitor) -> QuerySet[Verification]:
    """Verifications of a person's own entities, newest first."""
    return _verifications().filter(entities.verifying(user, "pk")).order_by("-assigned_at")


def possible_entities(project: Project, *, function: str, on: date) -> QuerySet[Organisation]:
    """Entities that may assess a project on a day: designated in its country for its scope, not taking part.

    Args:
        function: "validation" or "verification".
    """
    if project.sectoral_scope_id is None:
        return Organisation.objects.none()
    designations = tpes.counting(project.country_id, on, function=function, scope_id=project.sectoral_scope_id)
    return Organisation.objects.filter(pk__in=designations.values("organisation")).exclude(
        pk__in=project.participant_ids()
    )
