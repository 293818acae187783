"""What stands in the cells of public lists where a plain value is not enough."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from committee.decisions.models import Decision
from committee.designations.models import Designation
from common.listing import Row
from common.models.sourced import Sourced
from common.templatetags.jcm import Shown, day, or_not_published, state_kind, tonnes
from credits.models import PublicIssuance
from partners.countries.models import PartnerCountry
from projects.definitions.states import Sourcing
from projects.inputs.models import InputCall
from projects.methodologies.models import Methodology
from projects.projects.models import Project

type Show = Callable[[Row], Shown]


def address(row: Row) -> str:
    """The page of the row."""
    return str(row.get_absolute_url())


def choice(name: str) -> Callable[[Row], str]:
    """The words of a field with choices."""
    return lambda row: str(getattr(row, f"get_{name}_display")())


def outcomes(decision: Decision) -> str:
    """Each item of a decision with its own outcome, as words."""
    return "; ".join(
        f"{item.reference or item.title}: {item.get_outcome_display()}" for item in decision.items.all() if item.outcome
    )


def tag(label: object, kind: str) -> SafeString:
    """A tag as components/tag.html draws it."""
    return format_html('<strong class="govuk-tag jcm-tag--{}">{}</strong>', kind, label)


def state_tag(row: Row) -> SafeString:
    """The row's state as a tag."""
    return tag(row.get_state_display(), state_kind(row))


def marked(name: str) -> Show:
    """A value followed by the mark of an example, so that none is taken for a real record."""

    return lambda row: with_mark(getattr(row, name), row)


def with_mark(value: Shown, record: Sourced | PublicIssuance) -> Shown:
    """The value, with the mark of an example behind it where the record is one."""
    shown = or_not_published(value)
    return format_html("{} {}", shown, example_mark()) if record.is_example else shown


def example_mark() -> SafeString:
    """The words that stand beside every example."""
    return tag(_("Example"), "example")


def month_or_day(value: date | None, precision: str) -> Shown:
    """A day, or only its month or year where no more is published."""
    if value is None or precision == "day":
        return day(value)
    japanese = get_language() == "ja"
    shape = {"month": "Y年n月" if japanese else "F Y", "year": "Y年" if japanese else "Y"}[precision]
    machine = value.strftime({"month": "%Y-%m", "year": "%Y"}[precision])
    return format_html('<time datetime="{}">{}</time>', machine, formats.date_format(value, shape))


def signed(country: PartnerCountry) -> Shown:
    """The day of signature, as exactly as it is known."""
    return month_or_day(country.signed_on, country.signed_precision)


def decided(decision: Decision) -> Shown:
    """The day of a decision, or its date as published."""
    return _day_or(decision.decided_on, decision.date_as_published)


def first_items(decision: Decision) -> SafeString:
    """The first three things decided, one a line."""
    items = list(decision.items.all())
    lines = [f"{one.reference} {one.title}".strip() for one in items[:3]] or [or_not_published(decision.published_text)]
    if len(items) > 3:
        lines.append(_("and %(count)s more") % {"count": len(items) - 3})
    return format_html_join("", "<div>{}</div>", [(line,) for line in lines])


def scope_numbers(kind: str) -> Show:
    """A designation's scopes for "validation" or "verification" as numbers, as the published tables give them."""
    return lambda row: " ".join(str(scope.number) for scope in getattr(row, f"{kind}_scopes").all())


def resting_scopes(designation: Designation) -> str:
    """The scopes of a designation that are suspended, by function, in words."""
    spells = designation.resting
    by_function = {spell.get_function_display(): spell.function for spell in spells}
    return "; ".join(
        f"{label} {' '.join(str(spell.scope_id) for spell in spells if spell.function == function)}"
        for label, function in by_function.items()
    )


def entity(designation: Designation) -> Shown:
    """The entity, and beside it the scopes that are suspended though the designation as a whole is not."""
    resting = resting_scopes(designation)
    if not resting:
        return designation.organisation
    suspended = tag(_("Suspended: %(scopes)s") % {"scopes": resting}, "attention")
    return format_html("{} {}", designation.organisation, suspended)


def tpe_address(designation: Designation) -> str:
    """The page of the entity that is designated."""
    return reverse("portal:tpe-page", args=[designation.organisation_id])


def scopes(methodology: Methodology) -> str:
    """The numbers of a methodology's sectoral scopes."""
    return " ".join(str(scope.number) for scope in methodology.scopes.all())


def call_kind(call: InputCall) -> str:
    """What a call for inputs is about."""
    return _("Project design") if call.project else _("Methodology")


def registered(project: Project) -> Shown:
    """The day of registration, or what is published about it."""
    return _day_or(project.registered_on, project.registered_as_published)


def approved(methodology: Methodology) -> Shown:
    """The day of approval, or what is published about it."""
    return _day_or(methodology.approved_on, methodology.approved_as_published)


def sourcing(methodology: Any) -> Shown:  # with what `methodologies.public` says of it
    """How sure its calculation is; nothing where it has no definition."""
    return Sourcing(methodology.sourcing).label if methodology.sourcing else ""


def _day_or(value: date | None, as_published: str) -> Shown:
    return as_published if value is None and as_published else day(value)


def issuance_of(issuance: PublicIssuance) -> SafeString:
    """The project's reference with its title below, cut where it would fill the page; downloads have all of it."""
    title = Truncator(issuance.title).chars(110)
    return format_html("{}<br>{}", with_mark(issuance.reference, issuance), title)


def total(issuance: PublicIssuance) -> Shown:
    """The total, with a word where another record includes it, so that nobody adds it twice."""
    shown = tonnes(issuance.total_tco2e)
    if issuance.counts or issuance.is_example or issuance.total_tco2e is None:
        return shown
    return format_html("{}<br><small>{}</small>", shown, _("in another record"))


def plain_tonnes(name: str) -> Show:
    """An amount as a whole number where it is one: 574, not 574.000."""

    def plain(row: Row) -> Decimal | int | None:
        value: Decimal | None = getattr(row, name)
        return int(value) if value is not None and value == value.to_integral_value() else value

    return plain
