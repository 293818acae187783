"""Forms of changes."""

from projects.changes.questions import COMPLETENESS
from workflow.drafts.forms.checklists import ChecklistForm


class ChangeChecklist(ChecklistForm):
    """What an officer confirms of a change."""

    points = COMPLETENESS
