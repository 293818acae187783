"""Checks of withdrawals and de-registrations."""

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from projects.changes.checks import registered
from projects.designs.checks import has_document
from projects.endings.models import ProjectWithdrawal
from projects.papers.selectors import requests
from projects.papers.states import OPEN, RequestState
from projects.projects.models import Project


def may_withdraw(project: Project) -> None:
    """Raises: Refused PRC-01 (409), PWD-04 (409, requested already)."""
    registered(project)
    if project.withdrawals.filter(state__in=OPEN).exists():
        raise Refused("PWD-04", _("The withdrawal of this project was requested already."), status=409)


def whole(withdrawal: ProjectWithdrawal) -> None:
    """Raises: Refused PWD-06 without the participants' agreement as a file."""
    if not has_document(withdrawal, "evidence"):
        raise Refused("PWD-06", _("Hand in the signed agreement of all participants as a file."), field="all_agree")


def nothing_with_committee(project: Project) -> None:
    """Raises: Refused PRC-01 (409), PWD-05 (409) while the committee still decides on another paper of the project."""
    registered(project)
    removals = project.deregistrations.filter(state=RequestState.WITH_COMMITTEE)
    waiting = (rows.filter(state=RequestState.WITH_COMMITTEE) for rows in requests.of_project(project))
    if removals.exists() or any(rows.exists() for rows in waiting):
        raise Refused(
            "PWD-05",
            _("The Joint Committee still decides on another request of this project. Wait for it."),
            status=409,
        )
