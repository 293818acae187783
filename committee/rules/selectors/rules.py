"""Rules and guidelines: what the public reads by category, what the secretariat drafts, which measures hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from committee.rules.models.documents import RuleCategory, RuleDocument, RulePackage, RuleVersion, SpecialMeasure
from committee.rules.states.rules import RuleState
from common.refusals import Sentence
from partners import permissions
from partners.countries.models import PartnerCountry
from partners.people.models.people import Visitor
from partners.permissions.visitors import held_by
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.models.rules import RULES, TIME_LIMITS, RuleValue
from partners.rulebooks.selectors import rulebooks


@dataclass(frozen=True)
class DocumentRow:
    """A document with the version in force, the one that comes next, and those before, newest first."""

    document: RuleDocument
    current: RuleVersion | None
    coming: Sequence[RuleVersion]
    former: Sequence[RuleVersion]


@dataclass(frozen=True)
class CategoryRows:
    """The documents of one category."""

    category: RuleCategory
    rows: Sequence[DocumentRow]


def by_category(country: PartnerCountry, on: date) -> list[CategoryRows]:
    """The public documents of a country by category; what was never adopted is not among them."""
    versions = RuleVersion.objects.exclude(valid=None).select_related(
        "stored", "document", "package__decision_item__decision"
    )
    documents = country.rule_documents.filter(versions__valid__isnull=False).distinct()
    found = documents.prefetch_related(Prefetch("versions", versions.order_by("-version")))
    rows = [_row(document, on) for document in found]
    grouped = [
        CategoryRows(category, [row for row in rows if row.document.category == category]) for category in RuleCategory
    ]
    return [one for one in grouped if one.rows]


def _row(document: RuleDocument, on: date) -> DocumentRow:
    versions = list(document.versions.all())
    return DocumentRow(
        document,
        next((one for one in versions if one.is_valid_on(on)), None),
        [one for one in versions if one.valid is not None and one.valid.lower > on],
        [one for one in versions if one.valid is not None and one.valid.upper is not None and one.valid.upper <= on],
    )


def current(country: PartnerCountry, on: date, *, forms: bool) -> QuerySet[RuleVersion]:
    """The versions in force: all rules, or all forms."""
    valid = RuleVersion.objects.filter(document__country=country, valid__contains=on).select_related(
        "document", "stored"
    )
    return (
        valid.filter(document__category=RuleCategory.FORMS)
        if forms
        else valid.exclude(document__category=RuleCategory.FORMS)
    )


def public_versions() -> QuerySet[RuleVersion]:
    """Versions that are or were in force, or will be by decision."""
    return RuleVersion.objects.exclude(valid=None).select_related("document__country", "stored")


def measures(country: PartnerCountry) -> QuerySet[SpecialMeasure]:
    """Adopted special measures of a country, newest first."""
    adopted = SpecialMeasure.objects.filter(country=country, state=RuleState.ADOPTED)
    return adopted.select_related("country", "decision_item__decision", "extends")


# Published versions of forms later than 01.0 (domain notes 1.5), until a country's own adopted form says otherwise.
PUBLISHED_FORMS = {"MoC": "02.0", "Vrf_Rep": "02.1", "Iss_Req": "04.0", "TPE": "03.0"}


def form_code(country: PartnerCountry, name: str, on: date, *, track: str = "JCM") -> str:
    """The code of a form in force on a day, as `JCM_MN_F_PIN_ver01.0`: in the version that the committee adopted."""
    stem = f"JCM_{country.iso2}_F_{name}"
    adopted = RuleVersion.objects.filter(
        document__country=country, document__track__iexact=track, document__stem__iexact=stem, valid__contains=on
    )
    version = adopted.values_list("version", flat=True).first() or PUBLISHED_FORMS.get(name, "01.0")
    return f"{stem}_ver{version}"


def value_on(rulebook: Rulebook, key: str, on: date) -> RuleValue:
    """A rule's value on a day: of the special measure that holds then, else of the rulebook."""
    holding = SpecialMeasure.objects.filter(
        country_id=rulebook.country_id,
        track__iexact=rulebook.track,
        rule_key=key,
        state=RuleState.ADOPTED,
        span__contains=on,
    ).first()
    if holding is None:
        return rulebook.rule(key)
    value: RuleValue = holding.value
    return value


def _of_worker(user: Visitor) -> Q:
    may = Q(pk__in=[])
    for held in held_by(user):
        if held.role in {"secretariat", "committee"}:
            own = Q(pk__isnull=False) if held.country_id is None else Q(country_id=held.country_id)
            may |= own if held.role == "secretariat" else own & ~Q(state__in=[RuleState.DRAFT, RuleState.WITHDRAWN])
    return may


def packages_visible_to(user: Visitor) -> QuerySet[RulePackage]:
    """The secretariat's drafts; members see what came before them, auditors everything."""
    every = RulePackage.objects.select_related("country", "decision_item__decision")
    if permissions.holds(user, "auditor"):
        return every
    return every.filter(_of_worker(user))


def measures_visible_to(user: Visitor) -> QuerySet[SpecialMeasure]:
    """The same for special measures."""
    every = SpecialMeasure.objects.select_related("country", "decision_item__decision")
    if permissions.holds(user, "auditor"):
        return every
    return every.filter(_of_worker(user))


def versions_of(package: RulePackage) -> QuerySet[RuleVersion]:
    """The documents of a package."""
    return package.versions.select_related("document", "stored").order_by("document__stem")


@dataclass(frozen=True)
class Changed:
    """A rule or time limit that the proposed rulebook sets otherwise than today's."""

    label: Sentence
    before: RuleValue
    after: RuleValue


def proposed_changes(package: RulePackage, on: date) -> list[Changed]:
    """What the rulebook of a package changes against the one in force; nothing once it is decided."""
    if package.state not in {RuleState.DRAFT, RuleState.WITH_COMMITTEE}:
        return []
    today = rulebooks.on_day(package.country_id, on, package.track)
    found = []
    for key, rule in RULES.items():
        before = today.rule(key) if today else rule.default
        found.append(Changed(rule.label, before, package.rules.get(key, rule.default)))
    for key, limit in TIME_LIMITS.items():
        days = today.limit(key).days if today else limit.days
        found.append(Changed(limit.label, days, package.time_limits.get(key, {}).get("days", limit.days)))
    return [one for one in found if one.before != one.after]
