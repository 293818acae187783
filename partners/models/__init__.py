"""The rows of `partners`: who acts, under which rules, who decides, who waits until when."""

from partners.models.committees import (
    Answer,
    AnswerKind,
    CommitteeMember,
    Decision,
    DecisionForm,
    DecisionItem,
    DecisionKind,
    JointCommittee,
    Outcome,
)
from partners.models.countries import PartnerCountry, Rulebook
from partners.models.inbox import (
    CalendarFeed,
    Digest,
    MailKind,
    Notice,
    TermChange,
    TermChangeKind,
    WaitingStep,
)
from partners.models.organisations import Organisation, OrganisationKind, Side
from partners.models.people import Appointment, Role, User
from partners.models.programmes import FinancingProgramme, ProgrammeSelection
from partners.models.rulebooks import RulebookProposal
from partners.models.tpes import (
    Designation,
    DesignationApplication,
    DesignationReview,
    DesignationSpell,
    FormerName,
    Function,
    SectoralScope,
    Standing,
)

__all__ = [
    "Answer",
    "AnswerKind",
    "Appointment",
    "CalendarFeed",
    "CommitteeMember",
    "Decision",
    "DecisionForm",
    "DecisionItem",
    "DecisionKind",
    "Designation",
    "DesignationApplication",
    "DesignationReview",
    "DesignationSpell",
    "DesignationStatus",
    "Digest",
    "FinancingProgramme",
    "FormerName",
    "Function",
    "JointCommittee",
    "MailKind",
    "Notice",
    "Organisation",
    "OrganisationKind",
    "Outcome",
    "PartnerCountry",
    "ProgrammeSelection",
    "Role",
    "Rulebook",
    "RulebookProposal",
    "SectoralScope",
    "Side",
    "Standing",
    "TermChange",
    "TermChangeKind",
    "User",
    "WaitingStep",
]
