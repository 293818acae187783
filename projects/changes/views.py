"""Pages of changes after registration: start, write, submit, check, forward or take note, revise the PDD."""

from typing import Any

from django.utils.translation import gettext_lazy

from committee.decisions.services import forwarding
from projects.changes import selectors
from projects.changes import services as changes
from projects.changes.forms import ChangeChecklist
from projects.changes.models import PostRegistrationChange
from projects.changes.questions import CHECKS, SECTIONS
from projects.changes.states import Route
from projects.designs.services import revisions
from projects.papers.states import RequestState
from projects.papers.views.drafts import Draft, edit_page, submit_page
from projects.papers.views.pages import by_pk, move_page
from projects.papers.views.requests import buttons, read_page, return_page, withdraw_page
from projects.permissions import may_check, may_draft
from projects.projects.views.projects import find as find_project
from workflow.drafts.forms.sections import form_of
from workflow.papers import services as papers

find = by_pk(selectors.changes_visible_to)
DRAFT = Draft(
    sections=SECTIONS,
    checks=CHECKS,
    find=find,
    form=form_of,
    save=lambda change, **values: papers.save_draft(paper=change, **values),
    submit=lambda change, **values: papers.submit(paper=change, **values),
    done=gettext_lazy("The request is with JCMA now. You get a notice when it goes on or comes back."),
    lead=gettext_lazy(
        "Read what you wrote. After you submit, JCMA checks that it is complete and puts it before the "
        "Joint Committee where the rules say so; you cannot change it unless JCMA returns it."
    ),
)
change_edit = edit_page(DRAFT)
change_submit = submit_page(DRAFT)
change_start = move_page(
    find=find_project,
    may=may_draft,
    title=gettext_lazy("Request a change after registration"),
    lead=gettext_lazy(
        "A temporary deviation from the monitoring plan, or a permanent change of the project, its "
        "monitoring or its crediting period. The Joint Committee first judges whether the methodology "
        "still applies; a permanent change then needs a revised PDD, validated by a third-party entity."
    ),
    done=gettext_lazy("The request is started."),
    call=lambda project, **values: changes.start(project_id=project.pk, **values),
)


def _more(change: PostRegistrationChange, user: Any) -> dict[str, Any]:
    by_note = change.route == Route.NOTE
    may_note = any(move.name == "forward" for move, _url in buttons(change, user))
    revised = change.designs.select_related("project").first()
    is_free = revised is None or revised.state in {"not_validated", "withdrawn"}
    return {
        "moves": buttons(change, user, *(["forward"] if by_note else [])),
        "may_take_note": by_note and may_note,
        "revised": revised,
        "may_revise": is_free and change.state == RequestState.AWAITING_VALIDATION,
        "reports": selectors.reports_touched(change) if change.is_temporary else [],
    }


change_page = read_page(
    DRAFT,
    more=_more,
    lead=gettext_lazy("What the participants ask to change after the project was registered, and what was decided."),
)
change_return = return_page(find)
change_withdraw = withdraw_page(find)
change_forward = move_page(
    find=find,
    may=may_check,
    form=ChangeChecklist,
    title=gettext_lazy("Forward to the Joint Committee"),
    lead=gettext_lazy(
        "Confirm that the request is complete. Members of both sides judge whether the methodology still "
        "applies and decide on the change."
    ),
    done=gettext_lazy("The request is with the Joint Committee."),
    call=lambda change, **values: forwarding.forward(paper=change, **values),
)
change_take_note = move_page(
    find=find,
    may=may_check,
    form=ChangeChecklist,
    title=gettext_lazy("Take note of the correction"),
    lead=gettext_lazy(
        "By the rules of this country this kind of change needs no decision. It counts from its first day."
    ),
    done=gettext_lazy("The correction is in force."),
    call=lambda change, **values: changes.take_note(change_id=change.pk, **values),
)
change_revise = move_page(
    find=find,
    may=may_draft,
    title=gettext_lazy("Start the revised PDD"),
    lead=gettext_lazy(
        "The version in force is carried over. Write what changes, submit it, and have it validated: "
        "then the change is in force."
    ),
    done=gettext_lazy("The revised PDD is started."),
    call=lambda change, **values: revisions.start_for_change(change_id=change.pk, **values),
)
