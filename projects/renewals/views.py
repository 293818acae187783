"""Pages of renewals of the crediting period: start, update the PDD, write, submit, check, forward."""

from typing import Any

from django.utils.translation import gettext_lazy

from committee.decisions.services import forwarding
from projects.changes import selectors
from projects.designs.services import revisions
from projects.papers.views.drafts import Draft, edit_page, submit_page
from projects.papers.views.pages import by_pk, move_page
from projects.papers.views.requests import read_page, return_page, withdraw_page
from projects.permissions import may_check, may_draft
from projects.projects.views.projects import find as find_project
from projects.renewals import selectors as crediting
from projects.renewals import services as renewals
from projects.renewals.forms import RenewalChecklist
from projects.renewals.models import CreditingPeriodRenewal
from projects.renewals.questions import CHECKS, SECTIONS
from workflow.drafts.forms.sections import form_of
from workflow.papers import services as papers

find = by_pk(selectors.renewals_visible_to)
DRAFT = Draft(
    sections=SECTIONS,
    checks=CHECKS,
    find=find,
    form=form_of,
    save=lambda renewal, **values: papers.save_draft(paper=renewal, **values),
    submit=lambda renewal, **values: papers.submit(paper=renewal, **values),
    done=gettext_lazy("The request is with JCMA now. You get a notice when it goes on or comes back."),
    lead=gettext_lazy(
        "Read what you wrote. The updated PDD must be validated by now. After you submit, JCMA checks "
        "that the request is complete and puts it before the Joint Committee."
    ),
)
renewal_edit = edit_page(DRAFT)
renewal_submit = submit_page(DRAFT)
renewal_start = move_page(
    find=find_project,
    may=may_draft,
    title=gettext_lazy("Request the next crediting period"),
    lead=gettext_lazy(
        "Where the rules renew crediting periods, you update the PDD and its reference emissions against "
        "the partner country’s latest NDC, have it validated, and ask the Joint Committee."
    ),
    done=gettext_lazy("The request is started."),
    call=lambda project, **values: renewals.start(project_id=project.pk, **values),
)


def _more(renewal: CreditingPeriodRenewal, user: Any) -> dict[str, Any]:
    revised = renewal.designs.select_related("project").first()
    is_free = revised is None or revised.state in {"not_validated", "withdrawn"}
    period = getattr(renewal, "period", None)
    return {
        "revised": revised,
        "may_revise": is_free and renewal.is_editable,
        "span": period or crediting.next_span(renewal.project),
    }


renewal_page = read_page(
    DRAFT,
    more=_more,
    lead=gettext_lazy("The participants ask for the next crediting period, with a PDD updated against the latest NDC."),
)
renewal_return = return_page(find)
renewal_withdraw = withdraw_page(find)
renewal_forward = move_page(
    find=find,
    may=may_check,
    form=RenewalChecklist,
    title=gettext_lazy("Forward to the Joint Committee"),
    lead=gettext_lazy("Confirm that the request is complete. Members of both sides are asked to decide."),
    done=gettext_lazy("The request is with the Joint Committee."),
    call=lambda renewal, **values: forwarding.forward(paper=renewal, **values),
)
renewal_revise = move_page(
    find=find,
    may=may_draft,
    title=gettext_lazy("Start the updated PDD"),
    lead=gettext_lazy(
        "The version in force is carried over. Update the reference emissions, submit it, and have it "
        "validated; then request the renewal."
    ),
    done=gettext_lazy("The updated PDD is started."),
    call=lambda renewal, **values: revisions.start_for_renewal(renewal_id=renewal.pk, **values),
)
