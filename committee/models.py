"""All models of `committee`, where Django looks for them; everybody else imports them from their capability."""

from committee.decisions.models import Answer, Confirmation, Decision, DecisionItem, Direction, InterestDeclaration
from committee.designations.models import (
    Designation,
    DesignationApplication,
    DesignationReview,
    DesignationSpell,
    FormerName,
)
from committee.items.models import FileOpening, Remark, SharedFile, SharedFileVersion
from committee.meetings.models import AgendaPoint, Meeting
from committee.rules.models.documents import RuleDocument, RulePackage, RuleVersion, SpecialMeasure
from committee.rules.models.proposals import RulebookProposal

__all__ = [
    "AgendaPoint",
    "Answer",
    "Confirmation",
    "Decision",
    "DecisionItem",
    "Designation",
    "DesignationApplication",
    "DesignationReview",
    "DesignationSpell",
    "Direction",
    "FileOpening",
    "FormerName",
    "InterestDeclaration",
    "Meeting",
    "Remark",
    "RuleDocument",
    "RulePackage",
    "RuleVersion",
    "RulebookProposal",
    "SharedFile",
    "SharedFileVersion",
    "SpecialMeasure",
]
