"""What a rulebook may set: every rule and every time limit, with default and source, in one place.

Day limits of the revised procedures were not found; the defaults are those of the original cycle
(domain notes 1.2) or our own, and say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence
from partners.countries.calendars import DayKind, due_on

type RuleValue = bool | int | str | list[int] | None


@dataclass(frozen=True)
class Rule:
    """A rule that differs by country: its meaning, default and where the default comes from.

    `choices` are the values that the platform knows what to do with; empty where any value of the default's type is.
    `by_measure`: what it governs is judged on its day by `selectors.rules.value_on`, so that a special measure counts.
    """

    label: Sentence
    default: RuleValue
    source: str
    choices: Mapping[str, Sentence] = field(default_factory=dict)
    by_measure: bool = False

    def takes(self, value: object) -> bool:
        """True for a value of the default's kind that the platform knows what to do with."""
        return type(value) is type(self.default) and (not self.choices or value in self.choices)


@dataclass(frozen=True)
class TimeLimit:
    """Days that a step may take, when its holder is reminded, and when an overdue one goes on to others.

    `remind_before`: days before the last one on which a reminder goes out; 0 for none. `escalate_after`: days after it.
    `is_fixed`: the paper itself bears the day (a window for objections), so that nobody extends the step alone.
    """

    days: int
    kind: str
    label: Sentence
    source: str
    remind_before: int = 3
    escalate_after: int = 7
    is_fixed: bool = False

    def due_on(self, start: date, countries: tuple[str, ...]) -> date:
        """The last day, counted from the day after `start`."""
        return due_on(start, self.days, DayKind(self.kind), countries)


ADDRESSEES: dict[str, Sentence] = {
    "lead": _("the lead of the same office"),
    "counterpart": _("the same office of the other side"),
    "co_chairs": _("both co-chairs of the Joint Committee"),
    "secretariat": _("JCMA"),
    "nobody": _("nobody"),
}
SETTLERS: dict[str, Sentence] = {
    "note": _("JCMA takes note of it"),
    "committee": _("the Joint Committee"),
    "committee-validation": _("the Joint Committee, then a validation of the revised PDD"),
}
_ESCALATION_SOURCE = "none found; our default"


RULES: dict[str, Rule] = {
    "article6.aligned": Rule(_("Rules are aligned with Article 6"), False, "source document, revised rules item 5"),
    "pin.required": Rule(_("A PIN comes before the PDD"), False, "source document, revised rules item 3"),
    "sdip.required": Rule(_("SDIP and SDIR are required"), False, "source document, revised rules item 2"),
    "allocation.at_registration": Rule(
        _("Allocation is decided at registration"), False, "source document, revised rules item 4"
    ),
    "allocation.rounding": Rule(
        _("Remainders of whole tonnes"),
        "largest-remainder",
        "our own; no published rule reproduces every case",
        {
            "largest-remainder": _("one by one to the largest remainders"),
            "in-order": _("one by one in the agreed order"),
        },
    ),
    "reference.considers_ndc": Rule(
        _("Reference emissions consider the latest NDC"), False, "source document, revised rules item 6"
    ),
    "reference.before_validation": Rule(
        _("Reference emissions are assessed before validation ends"),
        True,
        "inferred: the adopted packages list the request (3.3) before the validation report (3.4)",
    ),
    "reference.assessed_by": Rule(
        _("Who assesses reference emissions"),
        "secretariat",
        "inferred: the Joint Committee, or the secretariat for it",
        {"secretariat": _("the secretariat"), "committee": _("the Joint Committee")},
    ),
    "crediting_period.kind": Rule(
        _("Crediting period"),
        "fixed",
        "source document: fixed 10, or renewable 5 up to 15",
        {"fixed": _("fixed"), "renewable": _("renewable")},
    ),
    "crediting_period.years": Rule(_("Years of one crediting period"), 10, "source document"),
    "crediting_period.most_years": Rule(_("Most years in all"), 10, "source document"),
    "change.deviation": Rule(_("Who settles a temporary deviation"), "committee", "from memory, unverified", SETTLERS),
    "change.design": Rule(
        _("Who settles a change of the design"), "committee-validation", "from memory, unverified", SETTLERS
    ),
    "change.monitoring_plan": Rule(
        _("Who settles a change of the monitoring plan"), "committee-validation", "from memory, unverified", SETTLERS
    ),
    "change.methodology": Rule(
        _("Who settles a change of the methodology"), "committee-validation", "from memory, unverified", SETTLERS
    ),
    "change.crediting_start": Rule(
        _("Who settles a change of the first day of crediting"),
        "committee-validation",
        "inferred; none found",
        SETTLERS,
    ),
    "change.correction": Rule(_("Who settles a correction"), "note", "inferred; none found", SETTLERS),
    "change.public_inputs": Rule(_("A revised PDD is opened for public inputs"), False, "none found; our default"),
    "ending.earlier_periods": Rule(
        _("Periods that ended before a withdrawal or de-registration are still verified and issued"),
        True,
        "inferred; no rule found",
    ),
    "verification.other_tpe_than_validation": Rule(
        _("Another TPE verifies than the one that validated"), False, "our own; no rule found"
    ),
    "tpe.provisional_allowed": Rule(
        _("An entity may be designated provisionally"), False, "domain notes 5.1: seen in Indonesia only"
    ),
    "tpe.provisional_most_a_year": Rule(
        _("Most provisional designations a year and side"), 2, "Indonesia: two bodies of each side a year"
    ),
    "tpe.provisional_months": Rule(_("Months of a provisional designation"), 12, "none found; our default"),
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
    "transfer.between_registries": Rule(
        _("Transfers between the two registries are possible"), False, "Common Specifications ver01.0"
    ),
    "moc.before_pdd": Rule(
        _("Modalities of communication go to the authority before the PDD"), False, "Premium T-VER: yes"
    ),
    "consultation.before_pdd": Rule(
        _("A local stakeholder consultation is held before the PDD"), False, "Premium T-VER: yes"
    ),
    "registration.fee": Rule(
        _("A fee is due with the registration request"), False, "Premium T-VER: yes", by_measure=True
    ),
    "issuance.fee": Rule(_("A fee is due with issuance"), False, "Premium T-VER: yes", by_measure=True),
    "sustainability.reviewed_by": Rule(
        _("Who reviews the sustainability reports"),
        "tpe",
        "Premium T-VER: the authority itself",
        {"tpe": _("the third-party entity"), "authority": _("the authority of the partner country")},
    ),
    "escalation.participant": Rule(
        _("An overdue step with participants goes on to"), "secretariat", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "escalation.tpe": Rule(
        _("An overdue step with a third-party entity goes on to"), "secretariat", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "escalation.secretariat": Rule(
        _("An overdue step with the secretariat goes on to"), "lead", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "escalation.committee": Rule(
        _("An overdue step with the Joint Committee goes on to"), "co_chairs", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "escalation.government": Rule(
        _("An overdue step with a government goes on to"), "counterpart", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "escalation.registry": Rule(
        _("An overdue step with a registry goes on to"), "lead", _ESCALATION_SOURCE, ADDRESSEES
    ),
    "double.name_percent": Rule(
        _("Projects are compared when their names are alike by so many per cent"), 50, "our own; no rule found"
    ),
    "double.site_percent": Rule(
        _("Projects are compared when facility or place are alike by so many per cent"), 70, "our own; no rule found"
    ),
    "double.distance_km": Rule(
        _("Projects are compared when they are at most so many kilometres apart"), 2, "our own; no rule found"
    ),
    "moc.alternate_signatory": Rule(
        _("Each entity names an alternate signatory in the modalities of communication"),
        False,
        "from memory, unverified",
    ),
    "assessment.on_site": Rule(
        _("Validation and verification include a visit to the site"),
        True,
        "inferred: committees adopted interim measures on on-site assessment (2021 to 2022)",
        by_measure=True,
    ),
    "conflict.closes_files": Rule(
        _("Who has an interest in an item does not read its files"),
        True,
        "not found; inferred from the declaration form",
    ),
    "conflict.yearly_declaration": Rule(
        _("Members declare their interests each year before they answer"),
        False,
        "Georgia’s rules of procedures have a form (Annex 1.1); its use is not published",
    ),
    "account.same_representative_as_moc": Rule(
        _("The account’s representative is that of the MoC"), False, "domain notes 6.3: Indonesia's registry asks it"
    ),
}

# What the rulebook calls its documents: a country's own name stands in `Rulebook.terms` as {"en": ..., "ja": ...}.
TERMS: dict[str, Sentence] = {
    "rules": _("Rules of Implementation"),
    "pin": _("Project Idea Note (PIN)"),
    "pdd": _("Project Design Document (PDD)"),
    "sdip": _("Sustainable development implementation plan (SDIP)"),
    "sdir": _("Sustainable development implementation report (SDIR)"),
    "moc": _("Modalities of Communication Statement"),
    "allocation_form": _("Credit Allocation Form"),
}
# Limits of papers that no project pins: they follow the rulebook in force on the day the step begins.
UNPINNED = (
    "account.",
    "decision.",
    "methodology.",
    "tpe.",
    "transaction.",
    "transfer.",
    "rulebook.",
    "people.",
    "address.",
)

TIME_LIMITS: dict[str, TimeLimit] = {
    "people.confirmation": TimeLimit(3, "working", _("A second officer judges a change about a person"), "our default"),
    "people.likeness": TimeLimit(
        14, "calendar", _("An auditor says whether two accounts are one person’s"), "our default"
    ),
    "address.waiting": TimeLimit(
        4,
        "working",
        _("A new e-mail address of somebody with a role begins to count"),
        "as the trusted list of accounts; ours",
        remind_before=0,
        is_fixed=True,
    ),
    "rulebook.check": TimeLimit(14, "calendar", _("A second officer judges a proposed rulebook"), "our default"),
    "pin.completeness": TimeLimit(7, "calendar", _("Completeness check of a PIN"), "as the original cycle's check"),
    "pin.return": TimeLimit(30, "calendar", _("Participant answers a returned PIN"), "not found; our default"),
    "methodology.completeness": TimeLimit(7, "calendar", _("Completeness check of a methodology"), "O2: 7 days"),
    "methodology.return": TimeLimit(
        30, "calendar", _("Proponent completes a returned methodology"), "not found; our default"
    ),
    "methodology.inputs": TimeLimit(15, "calendar", _("Public inputs on a methodology"), "O3: 15 days"),
    "methodology.consideration": TimeLimit(60, "calendar", _("Joint Committee considers a methodology"), "O4: 60"),
    "methodology.consideration_extended": TimeLimit(
        90, "calendar", _("Consideration of a methodology, when it is extended"), "O4: may be extended to 90"
    ),
    "reference.completeness": TimeLimit(
        7, "calendar", _("Completeness check of a request for assessment"), "as the original cycle's checks"
    ),
    "reference.assessment": TimeLimit(30, "calendar", _("Assessment of reference emissions"), "not found; our default"),
    "methodology.revision": TimeLimit(
        30, "calendar", _("Proponent files the text revised as decided"), "not found; our default"
    ),
    "methodology.confirmation": TimeLimit(
        7, "calendar", _("Secretariat confirms a revised methodology"), "not found; our default"
    ),
    "pdd.inputs": TimeLimit(30, "calendar", _("Public inputs on a PDD"), "O7: 30 days"),
    "pdd.publication": TimeLimit(7, "calendar", _("Secretariat publishes a PDD"), "not found; our default"),
    "inputs.reading": TimeLimit(7, "calendar", _("Secretariat reads a public comment"), "not found; our default"),
    "inputs.response": TimeLimit(
        30, "calendar", _("Participants respond to the public inputs"), "not found; our default"
    ),
    "paper.return": TimeLimit(
        30, "calendar", _("Participants complete any other returned paper"), "not found; our default"
    ),
    "validation.report": TimeLimit(60, "calendar", _("Validation by the TPE"), "none found; our default"),
    "finding.answer": TimeLimit(30, "calendar", _("Participant answers a finding"), "none found; our default"),
    "finding.close": TimeLimit(14, "calendar", _("TPE judges an answer"), "none found; our default"),
    "moc.confirmation": TimeLimit(
        30, "calendar", _("Entities confirm the modalities of communication"), "not found; our default"
    ),
    "moc.completeness": TimeLimit(
        7, "calendar", _("Completeness check of the modalities of communication"), "not found; as the other checks"
    ),
    "sustainability.review": TimeLimit(
        30, "calendar", _("The authority reviews a sustainability paper"), "not found; our default"
    ),
    "registration.completeness": TimeLimit(7, "calendar", _("Completeness check of registration"), "O10: 7 days"),
    "change.completeness": TimeLimit(7, "calendar", _("Completeness check of a change"), "as registration; inferred"),
    "change.revision": TimeLimit(
        180,
        "calendar",
        _("Participants revise the PDD of an approved change and have it validated"),
        "none found; ours",
    ),
    "renewal.completeness": TimeLimit(7, "calendar", _("Completeness check of a renewal"), "as registration; inferred"),
    "withdrawal.completeness": TimeLimit(
        7, "calendar", _("Completeness check of a withdrawal"), "inferred; none found"
    ),
    "verification.report": TimeLimit(60, "calendar", _("Verification by the TPE"), "none found; our default"),
    "issuance.completeness": TimeLimit(7, "calendar", _("Completeness check of an issuance request"), "O15: 7 days"),
    "issuance.decision": TimeLimit(
        30, "calendar", _("Secretariat puts an issuance before the Joint Committee"), "not found; our default"
    ),
    "issuance.posting": TimeLimit(14, "calendar", _("Each registry issues its share"), "none found; our default"),
    "decision.circulation": TimeLimit(7, "calendar", _("Secretariat circulates a decision"), "our default"),
    "decision.no_objection": TimeLimit(
        10, "calendar", _("No-objection window"), "briefings, from memory: 10 days", is_fixed=True
    ),
    "decision.confirmation": TimeLimit(7, "calendar", _("Co-chairs confirm a meeting’s outcomes"), "our default"),
    "account.check": TimeLimit(30, "calendar", _("Check of an account application"), "former Kyoto registry: a month"),
    "tpe.completeness": TimeLimit(7, "calendar", _("Completeness check of a TPE application"), "as O2: 7 days"),
    "tpe.return": TimeLimit(30, "calendar", _("Entity completes a returned application"), "none found; our default"),
    "tpe.review_answer": TimeLimit(14, "calendar", _("Entity answers a review of its designation"), "none found"),
    "tpe.review_proposal": TimeLimit(14, "calendar", _("Secretariat proposes a measure on an entity"), "none found"),
    "transfer.approval": TimeLimit(7, "calendar", _("Second person approves a transfer"), "our default", is_fixed=True),
    "transaction.reversal": TimeLimit(10, "working", _("A posted transaction can be reversed"), "no rule found; ours"),
    "account.return": TimeLimit(30, "calendar", _("Applicant completes an account application"), "our default"),
    "account.representatives": TimeLimit(7, "calendar", _("Registry confirms a change of representatives"), "default"),
}
