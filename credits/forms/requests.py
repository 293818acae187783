"""Forms of issuance requests."""

from credits.checks.requests import COMPLETENESS
from projects.registrations.forms import DECLARATION
from workflow.drafts.forms.checklists import ChecklistForm

REQUEST_SECTIONS = (DECLARATION,)


class CompletenessForm(ChecklistForm):
    """The completeness checklist of an issuance request."""

    points = COMPLETENESS
