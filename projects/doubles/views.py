"""The page on which an officer judges a project that resembles the one to be registered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from common import clock
from common.forms import refusals_in
from common.screens import screen
from partners.views.pages import acting, form_page
from projects.doubles import services as doubles
from projects.papers.forms.notes import DoubleForm
from projects.permissions import may_check
from projects.projects.selectors import projects
from projects.registrations.selectors import registrations as selectors


@screen(may=may_check)
def double_judge(request: HttpRequest, pk: int, candidate: int) -> HttpResponse:
    """Judge one similar project."""
    asked = get_object_or_404(selectors.visible_to(request.user), pk=pk)
    other = get_object_or_404(projects.visible_to(request.user), pk=candidate)
    form = DoubleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            doubles.judge(
                request_id=asked.pk, candidate_id=other.pk, by=acting(request), at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Your judgement is kept with the request."))
            return redirect(asked)
    return form_page(
        request,
        form,
        title=_("Is it the same project?"),
        submit=_("Keep the judgement"),
        back=asked.get_absolute_url(),
        subject=asked.title,
        lead=_("Compare with “%(project)s” (%(place)s). A project is registered once.")
        % {"project": other, "place": other.location or _("place not published")},
    )
