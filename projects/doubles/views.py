"""The page on which an officer judges a project that resembles the one to be registered."""

from datetime import datetime
from typing import override

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages.forms import FormPage
from common.refusals import Sentence
from partners.people.models.people import User
from projects.doubles import services as doubles
from projects.papers.forms.notes import DoubleForm
from projects.permissions import may_check
from projects.projects.models import Project
from projects.projects.selectors import projects
from projects.registrations.models import RegistrationRequest
from projects.registrations.selectors import registrations as selectors

type Pair = tuple[RegistrationRequest, Project]


class DoubleJudge(FormPage[Pair]):
    """Judge one similar project."""

    may = staticmethod(may_check)
    form_class = DoubleForm
    title = gettext_lazy("Is it the same project?")
    submit = gettext_lazy("Keep the judgement")
    done = gettext_lazy("Your judgement is kept with the request.")

    @override
    def find(self, pk: int, candidate: int) -> Pair:
        asked = get_object_or_404(selectors.visible_to(self.request.user), pk=pk)
        return asked, get_object_or_404(projects.visible_to(self.request.user), pk=candidate)

    @override
    def act(self, pair: Pair, *, by: User, at: datetime, verdict: str, explanation: str) -> RegistrationRequest:
        asked, other = pair
        doubles.judge(
            request_id=asked.pk, candidate_id=other.pk, verdict=verdict, explanation=explanation, by=by, at=at
        )
        return asked

    @override
    def lead_of(self, pair: Pair) -> Sentence:
        _asked, other = pair
        place = other.location or _("place not published")
        return _("Compare with “%(project)s” (%(place)s). A project is registered once.") % {
            "project": other,
            "place": place,
        }

    @override
    def back(self, pair: Pair) -> str:
        return pair[0].get_absolute_url()

    @override
    def caption(self, pair: Pair) -> object:
        return pair[0].title
