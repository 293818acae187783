"""Forms of renewals."""

from projects.renewals.questions import COMPLETENESS
from workflow.drafts.forms.checklists import ChecklistForm


class RenewalChecklist(ChecklistForm):
    """What an officer confirms of a renewal."""

    points = COMPLETENESS
