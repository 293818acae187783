"""The procedures of validation, of verification and of their findings."""

from collections.abc import Sequence
from typing import Any, override

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partners.people.models.people import User
from partners.rulebooks.models.rules import Rule, TimeLimit
from projects.assessments import checks
from projects.assessments.forms.assessments import VALIDATION_SECTIONS, VERIFICATION_SECTIONS, section_form
from projects.assessments.models.assessments import Finding, Validation, Verification
from projects.assessments.selectors import assessments
from projects.assessments.selectors.rows import IN_ROWS
from projects.assessments.states.assessments import REPORTED
from projects.assessments.states.reports import ANSWERS
from projects.papers.models.documents import Slot
from projects.readings.selectors import plans
from workflow.drafts.questions import Draft, Section
from workflow.procedures import HandedIn, Procedure, SlotRule

CONCLUDING = ("conclude_positive", "conclude_negative")
REPORT = SlotRule("tpe", frozenset({"in_progress"}))


class ReportProcedure[Row: Validation | Verification](Procedure[Row]):
    """An assessment by an entity, which writes its report section by section while it is at work."""

    section_form = staticmethod(section_form)

    @override
    def writable(self, row: Row, by: User | AnonymousUser) -> None:
        checks.at_work(row, by)

    @override
    def draft(self, row: Row) -> Draft:
        """What is asked of the whole report is asked before an opinion is given."""
        return Draft(sections=self.sections_of(row), checks=REPORTED, writable=self.writable, form=self.section_form)


class ValidationProcedure(ReportProcedure[Validation]):
    """A third-party entity validates a PDD."""

    model = Validation
    sections = VALIDATION_SECTIONS
    rows = IN_ROWS
    slots = {Slot.VALIDATION_REPORT: REPORT}
    handed_in = {move: HandedIn("Val_Rep", ANSWERS["validation"]) for move in CONCLUDING}
    rules = {
        "assessment.on_site": Rule(
            _("Validation and verification include a visit to the site"),
            True,
            "inferred: committees adopted interim measures on on-site assessment (2021 to 2022)",
            by_measure=True,
        ),
    }
    limits = {
        "validation.acceptance": TimeLimit(
            7, "calendar", _("The TPE accepts or declines a validation"), "none found; our default"
        ),
        "validation.report": TimeLimit(60, "calendar", _("Validation by the TPE"), "none found; our default"),
    }
    deed_words = {
        "add_team_member": _("A member joined the assessment team"),
        "validation.assign": _("Asked for"),
        "verification.assign": _("Asked for"),
        "declare_impartiality": _("Impartiality was declared"),
        "lose_designation": _("The designation of the entity at work no longer counts"),
        "regain_designation": _("The designation of the entity at work counts again"),
        "read_version": _("The newest version of the paper was read"),
        "remove_team_member": _("A member left the assessment team"),
        "project.save_assessment": _("Report of the entity written"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[Validation]:
        return assessments.validations_visible_to(user)


class VerificationProcedure(ReportProcedure[Verification]):
    """A third-party entity verifies a monitoring report."""

    model = Verification
    sections = VERIFICATION_SECTIONS
    rows = IN_ROWS
    slots = {Slot.VERIFICATION_REPORT: REPORT}
    handed_in = {move: HandedIn("Vrf_Rep", ANSWERS["verification"]) for move in CONCLUDING}
    rules = {
        "verification.other_tpe_than_validation": Rule(
            _("Another TPE verifies than the one that validated"), False, "our own; no rule found"
        ),
    }
    limits = {
        "verification.acceptance": TimeLimit(
            7, "calendar", _("The TPE accepts or declines a verification"), "none found; our default"
        ),
        "verification.report": TimeLimit(60, "calendar", _("Verification by the TPE"), "none found; our default"),
    }

    @override
    def sections_of(self, row: Verification) -> Sequence[Section]:
        """Nobody types verified tonnes that follow from readings."""
        calculated = {"verified"} if plans.is_calculated(row.report) else set()
        return [section for section in self.sections if section.slug not in calculated]

    @override
    def visible_to(self, user: Any) -> QuerySet[Verification]:
        return assessments.verifications_visible_to(user)


class FindingProcedure(Procedure[Finding]):
    """A correction or clarification that an entity asks for."""

    model = Finding
    limits = {
        "finding.answer": TimeLimit(30, "calendar", _("Participant answers a finding"), "none found; our default"),
        "finding.close": TimeLimit(14, "calendar", _("TPE judges an answer"), "none found; our default"),
    }
    deed_words = {
        "finding.raise": _("Raised"),
        "project.write_on_finding": _("A message on a finding"),
    }

    @override
    def visible_to(self, user: Any) -> QuerySet[Finding]:
        return assessments.findings_visible_to(user)


PROCEDURES = (
    ValidationProcedure(),
    VerificationProcedure(),
    FindingProcedure(),
)
