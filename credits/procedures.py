"""The procedures of issuance."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, override

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from common import conditions
from common.machines import judge
from credits.checks import requests as checks
from credits.forms.requests import REQUEST_SECTIONS
from credits.models import Authorisation, Issuance, IssuanceRequest, PartyRecord
from credits.selectors import authorisations, issuances, party_records, requests
from credits.services import requests as services
from partners.organisations.models import Side
from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.assessments.selectors.rows import amounts
from projects.papers.procedure import ProjectPaperProcedure
from projects.projects.models import Project
from workflow.procedures import HandedIn, Procedure


class IssuanceRequestProcedure(ProjectPaperProcedure[IssuanceRequest]):
    """Credits for a verified period are asked for, and decided by the Joint Committee."""

    model = IssuanceRequest
    asks = "issuance"
    asks_for = _("Issuance of credits")
    interested = ("participant", "tpe")
    sections = REQUEST_SECTIONS
    completeness = checks.COMPLETENESS
    related = ("project__country", "project__rulebook", "report", "verification", "allocation")
    rows = {"amounts": amounts}
    handed_in = {
        "submit": HandedIn("Iss_Req", ("note", "declares_true", "amounts")),
        "withdraw": HandedIn("IW_Req", ("outcome_note",)),
    }
    rules = {
        "allocation.rounding": Rule(
            _("Remainders of whole tonnes"),
            "largest-remainder",
            "our own; no published rule reproduces every case",
            {
                "largest-remainder": _("one by one to the largest remainders"),
                "in-order": _("one by one in the agreed order"),
            },
        ),
        "issuance.fee": Rule(_("A fee is due with issuance"), False, "Premium T-VER: yes", by_measure=True),
    }
    limits = {
        "issuance.completeness": TimeLimit(
            7, "calendar", _("Completeness check of an issuance request"), "O15: 7 days"
        ),
        "issuance.decision": TimeLimit(
            30, "calendar", _("Secretariat puts an issuance before the Joint Committee"), "not found; our default"
        ),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[IssuanceRequest]:
        return requests.visible_to(user)

    @override
    def before_submission(self, row: IssuanceRequest, *, by: User, at: datetime) -> None:
        """What each party gets is fixed before the move, whose event keeps the version that is handed in."""
        checks.not_after_the_end(row.report)
        services.fix_amounts(row, by=by, at=at)

    @override
    def before_forwarding(
        self, row: IssuanceRequest, *, completeness: Mapping[str, bool], at: datetime, **words: str
    ) -> Mapping[str, object]:
        """The list was confirmed before; the project is locked, so that two requests at once get two numbers."""
        Project.objects.select_for_update(of=("self",)).get(pk=row.project_id)
        conditions.hold(checks.FORWARD, row, at.date())
        return {"number": checks.next_number(row)}

    @override
    def proposal(self, row: IssuanceRequest) -> str:
        amounts = row.amounts.select_related("organisation")
        return "\n".join(f"{one.vintage} {one.organisation.name}: {one.quantity_tco2e} t" for one in amounts)

    @override
    def agreed(self, row: IssuanceRequest, item: DecisionItem, *, by: User, at: datetime) -> None:
        """The amounts are notified to both sides, whose registries issue."""
        judge(row.approve, by=by).commit(at=at, on=at.date())
        for side in Side.values:
            services.notify(row, side=side, by=by, at=at)


class IssuanceProcedure(Procedure[Issuance]):
    """One side issues what the Joint Committee notified."""

    model = Issuance
    rules = {
        "first_transfer.event": Rule(
            _("First transfer of units authorised for other uses than an NDC"),
            "each",
            "2/CMA.3 annex paragraph 2 lets each Party say it; none found",
            {
                "each": _("as each authorisation says"),
                "authorisation": _("authorisation"),
                "issuance": _("issuance"),
                "use": _("use or cancellation"),
            },
        ),
    }
    limits = {
        "issuance.posting": TimeLimit(
            14, "calendar", _("Each registry proposes the issue of its share"), "none found; our default"
        ),
        "issuance.approval": TimeLimit(
            7, "calendar", _("Second administrator approves the issue of a share"), "none found; our default"
        ),
    }
    deed_words = {
        "retirementcertificate.certify": _("The certificate was made"),
        "issuance.notify": _("Amount notified by the Joint Committee"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[Issuance]:
        return issuances.visible_to(user)


class AuthorisationProcedure(Procedure[Authorisation]):
    """A Party authorises units for uses, by two officers of its government."""

    model = Authorisation
    limits = {
        "authorisation.confirmation": TimeLimit(
            14, "calendar", _("A second officer confirms a proposed authorisation"), "none found; our default"
        ),
    }
    deed_words = {"authorisation.propose": _("The authorisation was proposed")}

    @override
    def visible_to(self, user: Any) -> QuerySet[Authorisation]:
        return authorisations.visible_to(user)


class PartyRecordProcedure(Procedure[PartyRecord]):
    """A Party says something of itself, by two officers of its government."""

    model = PartyRecord
    limits = {
        "record.confirmation": TimeLimit(
            14,
            "calendar",
            _("A second officer confirms a proposed record of the Party"),
            "none found; our default",
            is_pinned=False,
        ),
    }
    deed_words = {
        "partyrecord.freeze": _("What is known was frozen"),
        "reportrun.ask": _("A report was asked for"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[PartyRecord]:
        return party_records.visible_to(user)


ALL: tuple[Procedure[Any], ...] = (
    IssuanceRequestProcedure(),
    IssuanceProcedure(),
    AuthorisationProcedure(),
    PartyRecordProcedure(),
)
