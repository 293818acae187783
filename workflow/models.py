"""All models of `workflow`, where Django looks for them; everybody else imports them from their capability."""

from workflow.calendars.models import CalendarFeed
from workflow.corrections.models import Correction, CorrectionPart
from workflow.notices.models import Digest, Notice
from workflow.steps.models import TermChange, WaitingStep
from workflow.versions.models import PaperVersion

__all__ = [
    "CalendarFeed",
    "Correction",
    "CorrectionPart",
    "Digest",
    "Notice",
    "PaperVersion",
    "TermChange",
    "WaitingStep",
]
