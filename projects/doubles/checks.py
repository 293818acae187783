"""Checks on double registration: every similar project is judged, and none is the same."""

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from projects.doubles import selectors as doubles
from projects.doubles.states import Verdict
from projects.projects.models import Project
from projects.registrations.models import RegistrationRequest


def judgeable(request: RegistrationRequest, candidate_id: int) -> Project:
    """The candidate. Raises: Refused DBL-03 when the search does not show it."""
    for candidate in doubles.candidates(request):
        if candidate.project.pk == candidate_id:
            return candidate.project
    raise Refused("DBL-03", _("The search does not show this project. Reload the page."))


def excluded(request: RegistrationRequest) -> None:
    """Raises: Refused DBL-05 (a similar project is not judged), DBL-06 (one is the same project)."""
    for candidate in doubles.candidates(request):
        named = {"project": candidate.project}
        if candidate.judgement is None:
            raise Refused(
                "DBL-05", _("“%(project)s” resembles this project: judge first whether it is the same."), params=named
            )
        if candidate.judgement.verdict == Verdict.SAME:
            raise Refused(
                "DBL-06",
                _("“%(project)s” was judged to be the same project. Return the request, or judge anew."),
                params=named,
            )
