"""Documents of a paper, and who may read which version."""

from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q, QuerySet

from common.models import PaperRow
from partners import permissions
from partners.people.models.people import Visitor
from partners.permissions import reading
from projects.assessments.models.assessments import Validation, Verification
from projects.designs.models import ProjectDesign
from projects.monitoring.models import MonitoringReport
from projects.papers.models.documents import Document, DocumentVersion
from projects.projects.models import Project
from projects.projects.selectors.projects import PUBLIC_DESIGN_STATES
from projects.proposals.models import MethodologyProposal
from workflow import procedures


def of_paper(paper: PaperRow) -> QuerySet[Document]:
    """The documents of a paper with their versions."""
    rows = Document.objects.filter(paper=paper.paper_id)
    return rows.prefetch_related(_with_files())


def _with_files() -> "Prefetch[str]":
    return Prefetch("versions", queryset=DocumentVersion.objects.select_related("complete_file", "public_file"))


def version_visible_to(user: Visitor, version_id: int) -> DocumentVersion | None:
    """A version of a document whose paper this person may open."""
    version = (
        DocumentVersion.objects.select_related("document__project", "document__paper", "complete_file", "public_file")
        .filter(pk=version_id)
        .first()
    )
    if version is None:
        return None
    return (
        version if procedures.row_visible_to(version.document.paper, user) is not None or is_public(version) else None
    )


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


def reads_complete(version: DocumentVersion, user: Visitor) -> bool:
    """True for the parties of the project, officers, committee members and governments of its country."""
    if not user.is_authenticated:
        return False
    paper = procedures.row_visible_to(version.document.paper, user)
    return paper is not None and works_on(version.document.project or paper, user)


def works_on(subject: PaperRow, user: Visitor) -> bool:
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
