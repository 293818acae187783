"""Documents of a paper, and who may read which version."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from partners import permissions
from partners.permissions import reading
from projects.assessments.models.assessments import Validation, Verification
from projects.assessments.selectors import assessments
from projects.changes import selectors as requests
from projects.designs import selectors as designs
from projects.designs.models import ProjectDesign
from projects.methodologies import selectors as methodologies
from projects.modalities import selectors as modalities
from projects.monitoring import selectors as monitoring
from projects.monitoring.models import MonitoringReport
from projects.papers.models.documents import Document, DocumentVersion
from projects.pins import selectors as pins
from projects.projects.models import Project
from projects.projects.selectors.projects import PUBLIC_DESIGN_STATES
from projects.proposals.models import MethodologyProposal
from projects.references import selectors as references
from projects.registrations.selectors import registrations


def of_paper(paper: Any) -> QuerySet[Document]:
    """The documents of a paper with their versions."""
    rows = Document.objects.filter(paper=paper.paper_id)
    return rows.prefetch_related(_with_files())


def _with_files() -> "Prefetch[str]":
    return Prefetch("versions", queryset=DocumentVersion.objects.select_related("complete_file", "public_file"))


def papers_visible_to(user: Any) -> dict[str, QuerySet[Any]]:
    """For each kind of paper, the rows that this person may open."""
    return {
        "projectideanote": pins.visible_to(user),
        "projectdesign": designs.visible_to(user),
        "referenceassessment": references.visible_to(user),
        "methodologyproposal": methodologies.proposals_visible_to(user),
        "validation": assessments.validations_visible_to(user),
        "modalities": modalities.visible_to(user),
        "registrationrequest": registrations.visible_to(user),
        "monitoringreport": monitoring.visible_to(user),
        "creditingperiodrenewal": requests.renewals_visible_to(user),
        "projectwithdrawal": requests.withdrawals_visible_to(user),
        "postregistrationchange": requests.changes_visible_to(user),
        "verification": assessments.verifications_visible_to(user),
    }


def paper_visible_to(user: Any, kind: str, pk: int) -> Any:
    """The paper, or None when there is none that this person may open."""
    rows = papers_visible_to(user).get(kind)
    return None if rows is None else rows.filter(pk=pk).first()


def version_visible_to(user: Any, version_id: int) -> DocumentVersion | None:
    """A version of a document whose paper this person may open."""
    version = (
        DocumentVersion.objects.select_related("document__project", "document__paper", "complete_file", "public_file")
        .filter(pk=version_id)
        .first()
    )
    if version is None:
        return None
    return version if _row_of(version, user) is not None or is_public(version) else None


def _row_of(version: DocumentVersion, user: Any) -> Any:
    """The row of the paper to which a version belongs, or None where this person may not open it."""
    rows = papers_visible_to(user).get(version.document.paper.kind)
    return None if rows is None else rows.filter(paper=version.document.paper_id).first()


def is_public(version: DocumentVersion) -> bool:
    """True when the public version of the document is for everybody: its project's paper was published."""
    return version.public_file_id is not None and _public_documents().filter(pk=version.document_id).exists()


def _public_documents() -> QuerySet[Document]:
    """Documents of published designs and methodologies, of validations of registered projects, of verified
    reports and their verifications; modalities of communication never."""
    published = (
        ProjectDesign.objects.filter(state__in=PUBLIC_DESIGN_STATES),
        Validation.objects.filter(state="positive", design__project__registered_on__isnull=False),
        MonitoringReport.objects.filter(state="verified"),
        Verification.objects.filter(state="positive", report__state="verified"),
        MethodologyProposal.objects.filter(published_at__isnull=False),
    )
    of_published = (Q(paper__in=rows.order_by().values("paper")) for rows in published)
    return Document.objects.filter(reduce(or_, of_published))


def reads_complete(version: DocumentVersion, user: Any) -> bool:
    """True for the parties of the project, officers, committee members and governments of its country."""
    if not user.is_authenticated:
        return False
    paper = _row_of(version, user)
    return paper is not None and works_on(version.document.project or paper, user)


def works_on(subject: Any, user: Any) -> bool:
    """True for the parties of a project or paper, officers, committee members and governments of its country."""
    parties = permissions.any_of(
        reading.participant_of,
        reading.tpe_of,
        reading.secretariat,
        reading.committee_member_of,
        reading.government_of_japan,
        reading.government_of_partner,
        reading.auditor,
    )
    return user.is_authenticated and parties(subject, user)


def public_of(project: Project) -> list[DocumentVersion]:
    """The public version of each public document of a project, where its newest version has one."""
    rows = DocumentVersion.objects.filter(document__in=_public_documents().filter(project=project))
    newest = rows.order_by("document_id", "-number").distinct("document_id")
    found = list(newest.select_related("document", "complete_file", "public_file"))
    for version in found:
        version.document.project = project  # known already: its rulebook names the document
    return [version for version in found if version.public_file_id is not None]
