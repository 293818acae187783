"""Pages of changes after registration: start, write, submit, check, forward or take note, revise the PDD."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import override

from django.utils.translation import gettext_lazy as _

from common.pages.pages import SubjectPage
from partners.people.models.people import User
from projects.changes import selectors
from projects.changes import services as changes
from projects.changes.forms import ChangeChecklist
from projects.changes.models import PostRegistrationChange
from projects.changes.states import Route
from projects.designs.models import ProjectDesign
from projects.designs.services import revisions
from projects.papers.selectors import requests
from projects.papers.states import RequestState
from projects.papers.views.drafts import SectionPage, SubmitPage
from projects.papers.views.pages import ForwardPage, PaperMove, ReturnPage, WithdrawPage, by_pk
from projects.papers.views.requests import RequestPage, buttons
from projects.permissions import may_check, may_draft
from projects.projects.models import Project
from projects.projects.views.projects import AboutProject

find = by_pk(partial(requests.visible_to, PostRegistrationChange))


class AboutChange(SubjectPage[PostRegistrationChange]):
    """A page about a change after registration."""

    @override
    def find(self, pk: int) -> PostRegistrationChange:
        return find(self.request, pk)


class ChangeStart(AboutProject, PaperMove[Project]):
    """Start a request for a change after registration."""

    may = staticmethod(may_draft)
    title = _("Request a change after registration")
    lead = _(
        "A temporary deviation from the monitoring plan, or a permanent change of the project, its "
        "monitoring or its crediting period. The Joint Committee first judges whether the methodology "
        "still applies; a permanent change then needs a revised PDD, validated by a third-party entity."
    )
    done = _("The request is started.")

    @override
    def act(self, project: Project, *, by: User, at: datetime) -> PostRegistrationChange:
        return changes.start(project_id=project.pk, by=by, at=at)


class ChangePage(AboutChange, RequestPage[PostRegistrationChange]):
    """A change after registration, with the revised PDD or the reports that it touches."""

    lead = _("What the participants ask to change after the project was registered, and what was decided.")

    @override
    def more(self, change: PostRegistrationChange) -> Mapping[str, object]:
        user = self.request.user
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


class ChangeEdit(AboutChange, SectionPage[PostRegistrationChange]):
    """Write one section of the request."""


class ChangeSubmit(AboutChange, SubmitPage[PostRegistrationChange]):
    """Check the answers of the request and submit it."""

    lead = _(
        "Read what you wrote. After you submit, JCMA checks that it is complete and puts it before the "
        "Joint Committee where the rules say so; you cannot change it unless JCMA returns it."
    )
    done = _("The request is with JCMA now. You get a notice when it goes on or comes back.")


class ChangeReturn(AboutChange, ReturnPage[PostRegistrationChange]):
    """Give the request back to be completed."""


class ChangeWithdraw(AboutChange, WithdrawPage[PostRegistrationChange]):
    """Take the request back."""


class ChangeForward(AboutChange, ForwardPage[PostRegistrationChange]):
    """Put the request before the committee."""

    form_class = ChangeChecklist
    lead = _(
        "Confirm that the request is complete. Members of both sides judge whether the methodology still "
        "applies and decide on the change."
    )


class ChangeTakeNote(AboutChange, PaperMove[PostRegistrationChange]):
    """Take note of a change that needs no decision."""

    may = staticmethod(may_check)
    form_class = ChangeChecklist
    title = _("Take note of the correction")
    lead = _("By the rules of this country this kind of change needs no decision. It counts from its first day.")
    done = _("The correction is in force.")

    @override
    def act(
        self, change: PostRegistrationChange, *, by: User, at: datetime, completeness: Mapping[str, bool]
    ) -> PostRegistrationChange:
        return changes.take_note(change_id=change.pk, by=by, at=at, completeness=completeness)


class ChangeRevise(AboutChange, PaperMove[PostRegistrationChange]):
    """Start the revised PDD of a permanent change."""

    may = staticmethod(may_draft)
    title = _("Start the revised PDD")
    lead = _(
        "The version in force is carried over. Write what changes, submit it, and have it validated: "
        "then the change is in force."
    )
    done = _("The revised PDD is started.")

    @override
    def act(self, change: PostRegistrationChange, *, by: User, at: datetime) -> ProjectDesign:
        return revisions.start_for_change(change_id=change.pk, by=by, at=at)
