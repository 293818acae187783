"""The procedure of a request for registration."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common import conditions
from common.machines import judge
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.papers.models.documents import Slot
from projects.papers.procedure import DRAFTING, KEPT, ProjectPaperProcedure
from projects.projects.models import Project
from projects.registrations import checks
from projects.registrations.checks import COMPLETENESS
from projects.registrations.forms import SECTIONS
from projects.registrations.models import AllocationProposal, RegistrationRequest
from projects.registrations.selectors import registrations
from projects.registrations.selectors.registrations import allocation
from projects.renewals import services as renewals
from workflow.procedures import HandedIn, SlotRule


class RegistrationProcedure(ProjectPaperProcedure[RegistrationRequest]):
    """A validated project is registered by the Joint Committee."""

    model = RegistrationRequest
    asks = "registration"
    asks_for = _("Registration of a project")
    interested = ("participant", "tpe")
    completeness = COMPLETENESS
    related = ("project__country", "project__rulebook", "validation", "design")
    sections = SECTIONS
    rows = {"allocation": allocation}
    slots = {Slot.MOC: KEPT, Slot.ALLOCATION: SlotRule("participant", DRAFTING)}
    handed_in = {
        "submit": HandedIn("Reg_Req"),
        "withdraw": HandedIn("RW_Req", ("outcome_note",)),
    }
    rules = {
        "allocation.at_registration": Rule(
            _("Allocation is decided at registration"), False, "source document, revised rules item 4"
        ),
        "registration.fee": Rule(
            _("A fee is due with the registration request"), False, "Premium T-VER: yes", by_measure=True
        ),
    }
    limits = {
        "registration.completeness": TimeLimit(7, "calendar", _("Completeness check of registration"), "O10: 7 days"),
    }
    terms = {
        "allocation_form": _("Credit Allocation Form"),
    }
    deed_words = {
        "doublejudgement.judge": _("A similar project was judged"),
        "registrationrequest.write": _("Registration request written"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[RegistrationRequest]:
        return registrations.visible_to(user)

    @override
    def before_submission(self, row: RegistrationRequest, *, by: User, at: datetime) -> None:
        conditions.hold(checks.WHOLE, row, at.date())

    @override
    def before_forwarding(
        self,
        row: RegistrationRequest,
        *,
        completeness: Mapping[str, bool],
        at: datetime,
        project_reference: str = "",
        **words: str,
    ) -> Mapping[str, object]:
        """The number of the project is reserved, in the order of the country's requests."""
        facts = super().before_forwarding(row, completeness=completeness, at=at, **words)
        PartnerCountry.objects.select_for_update().get(pk=row.country_id)
        conditions.hold(checks.BEFORE_COMMITTEE, row, at.date())
        checks.number_free(row, project_reference)
        row.project_reference = project_reference  # its item bears the number
        return {**facts, "project_reference": project_reference}

    @override
    def proposal(self, row: RegistrationRequest) -> str:
        shares = row.allocation.shares.select_related("organisation")
        return "\n".join(f"{share.organisation.name}: {share.percentage.normalize():f} %" for share in shares)

    @override
    def agreed(self, row: RegistrationRequest, item: DecisionItem, *, by: User, at: datetime) -> None:
        """The project is registered under its number, the allocation stands, the first crediting period begins."""
        judge(row.conclude, by=by).commit(at=at, on=at.date())
        AllocationProposal.objects.filter(request=row).update(agreed_on=at.date())
        project = Project.objects.select_for_update(of=("self",)).select_related("rulebook").get(pk=row.project_id)
        judge(project.register, by=by).commit(at=at, reference=row.project_reference, on=at.date())
        if row.design.crediting_period_starts_on is not None:
            renewals.open_first(project, starts_on=row.design.crediting_period_starts_on, by=by, at=at)


PROCEDURES = (RegistrationProcedure(),)
