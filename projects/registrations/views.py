"""Pages of registration requests: allocation, submit, completeness, forward."""

from datetime import date, datetime
from typing import override

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from committee.decisions.services import forwarding
from common import clock
from common.pages.forms import Data
from common.pages.pages import SubjectPage, Values
from common.screens import screen
from partners import permissions
from partners.people.models.people import User
from partners.permissions import at_work, reading
from projects.doubles import selectors as doubles
from projects.modalities import selectors as modalities
from projects.papers.checks import fees
from projects.papers.views.drafts import SectionPage, SubmitPage, overview
from projects.papers.views.pages import FeePage, PaperMove, ReturnPage, WithdrawPage, by_pk, step_of
from projects.permissions import may_check, may_draft
from projects.projects.models import Project
from projects.projects.views.projects import AboutProject
from projects.registrations import checks
from projects.registrations import services as registrations
from projects.registrations.forms import RegistrationForwardForm
from projects.registrations.models import RegistrationRequest
from projects.registrations.selectors import registrations as selectors

find = by_pk(selectors.visible_to)


class AboutRegistration(SubjectPage[RegistrationRequest]):
    """A page about a registration request."""

    @override
    def find(self, pk: int) -> RegistrationRequest:
        return find(self.request, pk)


class RegistrationStart(AboutProject, PaperMove[Project]):
    """Start the request to register a project."""

    may = staticmethod(may_draft)
    title = _("Request registration")
    lead = _(
        "You agree how credits are shared and ask the Joint Committee to register the project. The "
        "modalities of communication must be in force before you submit."
    )
    done = _("The request is started.")

    @override
    def act(self, project: Project, *, by: User, at: datetime) -> RegistrationRequest:
        return registrations.start(project_id=project.pk, by=by, at=at)


@screen(may=at_work, methods=("GET",))
def registration_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A registration request with its allocation."""
    asked = find(request, pk)
    compares = reading.secretariat(asked, request.user) or reading.auditor(asked, request.user)
    said = modalities.in_force(asked.project)
    context = {
        "asked": asked,
        "step": step_of(asked),
        "outlook": checks.registration(asked, clock.today(), is_officer=permissions.secretariat(asked, request.user)),
        "fee_due": fees.is_due(asked, clock.today()),
        "is_officer": permissions.secretariat(asked, request.user),
        "shares": asked.allocation.shares.all() if hasattr(asked, "allocation") else [],
        "modalities": said,
        "modalities_url": said.get_absolute_url() if said and modalities.opens(said, request.user) else "",
        "compares": compares,
        "similar": doubles.candidates(asked) if compares else [],
        **overview(asked, request.user),
    }
    return render(request, "projects/registration_page.html", context)


class RegistrationEdit(AboutRegistration, SectionPage[RegistrationRequest]):
    """Write one section of a registration request."""

    @override
    def act(self, asked: RegistrationRequest, **answers: Values) -> RegistrationRequest:
        return registrations.save_draft(request_id=asked.pk, **answers)


class RegistrationSubmit(AboutRegistration, SubmitPage[RegistrationRequest]):
    """Check the answers of a registration request and submit it."""

    lead = _(
        "Read what you wrote. After you submit, JCMA checks that the request is complete, within the "
        "time limit of the rules, and passes it to the Joint Committee. You cannot change it unless JCMA "
        "returns it."
    )
    done = _("Your request is with JCMA.")


class RegistrationFee(AboutRegistration, FeePage[RegistrationRequest]):
    """Record that the fee of a registration request is paid."""

    @override
    def act(self, asked: RegistrationRequest, *, by: User, at: datetime, reference: str, paid_on: date) -> None:
        registrations.record_fee(request_id=asked.pk, by=by, at=at, reference=reference, paid_on=paid_on)


class RegistrationReturn(AboutRegistration, ReturnPage[RegistrationRequest]):
    """Give a registration request back to be completed."""


class RegistrationWithdraw(AboutRegistration, WithdrawPage[RegistrationRequest]):
    """Take a registration request back."""

    lead = _(
        "You take the request back, also while the Joint Committee considers it: members are told, and "
        "nothing is decided. A new one can be started."
    )


class RegistrationForward(AboutRegistration, PaperMove[RegistrationRequest]):
    """Confirm completeness, give the number, circulate to the Joint Committee."""

    may = staticmethod(may_check)
    title = _("Forward to the Joint Committee")
    submit = _("Forward")
    lead = _("Confirm that the request is complete. Members of both sides are asked to decide.")
    done = _("The request is with the Joint Committee.")

    @override
    def form(self, asked: RegistrationRequest, data: Data) -> RegistrationForwardForm:
        return RegistrationForwardForm(data, project=asked.project)

    @override
    def act(self, asked: RegistrationRequest, *, by: User, at: datetime, **confirmed: Values) -> None:
        forwarding.forward(paper=asked, by=by, at=at, **confirmed)
