"""The rows of `projects`: what was agreed and measured."""

from projects.models.assessments import Finding, FindingMessage, Validation, Verification, VerifiedAmount
from projects.models.changes import PostRegistrationChange
from projects.models.crediting import CreditingPeriod, CreditingPeriodRenewal
from projects.models.designs import EstimatedYear, ProjectDesign
from projects.models.documents import Document, DocumentVersion, Slot
from projects.models.doubles import DoubleJudgement
from projects.models.endings import Deregistration, ProjectWithdrawal
from projects.models.inputs import InputCall, PublicInput
from projects.models.letters import Letter
from projects.models.methodologies import Methodology, MethodologyStatus
from projects.models.modalities import Modalities, ModalitiesEntity
from projects.models.monitoring import MonitoringReport, ReportedYear
from projects.models.pins import ProjectIdeaNote
from projects.models.projects import Project, ProjectParticipant
from projects.models.proposals import MethodologyProposal
from projects.models.references import ReferenceAssessment
from projects.models.registrations import AllocationProposal, AllocationShare, RegistrationRequest
from projects.models.reviews import SustainabilityReview
from projects.models.sustainability import SustainabilityTopic
from projects.models.tables import TABLES
from projects.models.teams import TeamMember, TeamRole
from projects.models.versions import PaperVersion

__all__ = [
    "TABLES",
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
    "PaperVersion",
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
