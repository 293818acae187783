"""All models of `projects`, where Django looks for them; everybody else imports them from their capability."""

from projects.assessments.models.assessments import Finding, FindingMessage, Validation, Verification, VerifiedAmount
from projects.assessments.models.teams import TeamMember, TeamRole
from projects.changes.models import PostRegistrationChange
from projects.designs.models import EstimatedYear, ProjectDesign
from projects.doubles.models import DoubleJudgement
from projects.endings.models import Deregistration, ProjectWithdrawal
from projects.inputs.models import InputCall, PublicInput
from projects.letters.models import Letter
from projects.methodologies.models import Methodology, MethodologyStatus
from projects.modalities.models import Modalities, ModalitiesEntity
from projects.monitoring.models import MonitoringReport, ReportedYear
from projects.papers.models.documents import Document, DocumentVersion, Slot
from projects.pins.models import ProjectIdeaNote
from projects.projects.models import Project, ProjectParticipant
from projects.proposals.models import MethodologyProposal
from projects.references.models import ReferenceAssessment
from projects.registrations.models import AllocationProposal, AllocationShare, RegistrationRequest
from projects.renewals.models import CreditingPeriod, CreditingPeriodRenewal
from projects.sustainability.models import SustainabilityReview
from projects.sustainability.topics import SustainabilityTopic

__all__ = [
    "AllocationProposal",
    "AllocationShare",
    "CreditingPeriod",
    "CreditingPeriodRenewal",
    "Deregistration",
    "Document",
    "DocumentVersion",
    "DoubleJudgement",
    "EstimatedYear",
    "Finding",
    "FindingMessage",
    "InputCall",
    "Letter",
    "Methodology",
    "MethodologyProposal",
    "MethodologyStatus",
    "Modalities",
    "ModalitiesEntity",
    "MonitoringReport",
    "PostRegistrationChange",
    "Project",
    "ProjectDesign",
    "ProjectIdeaNote",
    "ProjectParticipant",
    "ProjectWithdrawal",
    "PublicInput",
    "ReferenceAssessment",
    "RegistrationRequest",
    "ReportedYear",
    "Slot",
    "SustainabilityReview",
    "SustainabilityTopic",
    "TeamMember",
    "TeamRole",
    "Validation",
    "Verification",
    "VerifiedAmount",
]
