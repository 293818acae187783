"""Third-party entities: what the public sees, what an entity may do on a day, and its papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Prefetch, Q, QuerySet

from committee.designations.models import (
    COUNTS,
    Designation,
    DesignationApplication,
    DesignationReview,
    DesignationSpell,
    Function,
    Standing,
)
from committee.designations.states.applications import OPEN_APPLICATION, ApplicationKind
from committee.designations.states.designations import IN_FORCE, DesignationState
from committee.designations.states.reviews import OPEN_REVIEW
from common import numbers
from common.models import Origin
from partners import permissions
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import Visitor
from partners.permissions.visitors import organisations_of
from partners.scopes.models import SectoralScope


def public() -> QuerySet[Designation]:
    """Every designation that was made, also those that have ended."""
    made = Designation.objects.select_related("organisation", "country")
    rests = DesignationSpell.objects.filter(standing=Standing.SUSPENDED, ended_on=None).exclude(function="")
    rests = rests.select_related("scope", "decision_item__decision")
    return made.prefetch_related(
        "validation_scopes", "verification_scopes", Prefetch("spells", rests, to_attr="resting")
    )


def scopes() -> QuerySet[SectoralScope]:
    """The sectoral scopes."""
    return SectoralScope.objects.all()


def is_lapsed(designation: Designation, today: date) -> bool:
    """True when the published last day of its scopes has passed."""
    return designation.scopes_until is not None and designation.scopes_until < today


def entitling(entity: Organisation, country_id: int, *, function: str, scope_id: int) -> QuerySet[Designation]:
    """Designations of an entity that name a scope for a function, in whatever standing.

    Args:
        function: "validation" or "verification".
    """
    spells = DesignationSpell.objects.filter(function=function, scope_id=scope_id)
    named = Q(**{f"{function}_scopes": scope_id}) | Q(pk__in=spells.values("designation"))
    return Designation.objects.filter(named, organisation=entity, country_id=country_id).distinct()


def counts_on(designation: Designation, on: date, *, function: str, scope_id: int) -> bool:
    """True when the designation lets its entity work in a scope for a function on that day."""
    if designation.state not in IN_FORCE or (designation.designated_on and designation.designated_on > on):
        return False
    if not getattr(designation, f"{function}_scopes").filter(pk=scope_id).exists():
        return False
    spell = designation.spells.filter(function=function, scope=scope_id, ended_on=None).first()
    until = spell.valid_until if spell else designation.scopes_until
    return (until is None or until >= on) and (spell is None or spell.since is None or spell.since <= on)


def counting(country_id: int, on: date, *, function: str, scope_id: int) -> QuerySet[Designation]:
    """Designations that let their entities work in a scope for a function on that day."""
    return Designation.objects.filter(country_id=country_id).counting(on, function=function, scope=scope_id)


@dataclass(frozen=True)
class Right:
    """One scope for one function that a designation holds or held, with its spells, the oldest first."""

    function: str
    scope: SectoralScope
    spells: Sequence[DesignationSpell]

    @property
    def key(self) -> str:
        """How forms and reviews name it: `validation:3`."""
        return f"{self.function}:{self.scope.pk}"

    @property
    def now(self) -> DesignationSpell | None:
        """The spell that has not ended."""
        return next((spell for spell in self.spells if spell.ended_on is None), None)


def rights(designation: Designation) -> list[Right]:
    """Every scope a designation holds or held, by function and number."""
    by_key: dict[tuple[str, int], list[DesignationSpell]] = {}
    for spell in designation.spells.all():
        if spell.scope_id is not None:
            by_key.setdefault((spell.function, spell.scope_id), []).append(spell)
    named = {(function, scope.pk): scope for function in Function.values for scope in _held(designation, function)}
    of_spells = {(s.function, s.scope.pk): s.scope for s in designation.spells.all() if s.scope is not None}
    order = list(Function.values)
    keys = sorted(named | of_spells, key=lambda key: (order.index(key[0]), key[1]))
    return [Right(key[0], (named | of_spells)[key], by_key.get(key, [])) for key in keys]


def _held(designation: Designation, function: str) -> list[SectoralScope]:
    return list(getattr(designation, f"{function}_scopes").all())


def suspended_rights(designation: Designation) -> list[DesignationSpell]:
    """The open spells of scopes that are suspended."""
    return list(designation.spells.filter(standing=Standing.SUSPENDED, ended_on=None).exclude(function=""))


def due_spells(on: date) -> QuerySet[DesignationSpell]:
    """Open spells of scopes that count and whose last day has passed; imported history stays as published."""
    due = DesignationSpell.objects.filter(standing__in=COUNTS, ended_on=None, valid_until__lt=on)
    return due.exclude(function="").exclude(designation__origin=Origin.IMPORTED)


def with_history(rows: QuerySet[Designation]) -> QuerySet[Designation]:
    """Designations with everything that their pages show."""
    return rows.prefetch_related("spells__scope", "organisation__former_names")


def open_application(entity: Organisation, country: PartnerCountry) -> DesignationApplication | None:
    """The application of an entity that is open for a country."""
    return DesignationApplication.objects.filter(
        organisation=entity, country=country, state__in=OPEN_APPLICATION
    ).first()


def living_designation(entity: Organisation, country: PartnerCountry) -> Designation | None:
    """The designation of an entity in a country that has not been withdrawn."""
    found = Designation.objects.filter(organisation=entity, country=country)
    return found.exclude(state=DesignationState.WITHDRAWN).order_by("-pk").first()


def open_review(designation: Designation) -> DesignationReview | None:
    """The review of a designation that is open."""
    return designation.reviews.filter(state__in=OPEN_REVIEW).first()


def provisional_in_year(country: PartnerCountry, side: str, year: int) -> int:
    """How many entities of a side were designated provisionally in a year."""
    return DesignationApplication.objects.filter(
        country=country,
        kind=ApplicationKind.PROVISIONAL,
        organisation__side=side,
        decided_on__year=year,
        state="granted",
    ).count()


def added_scopes(application: DesignationApplication) -> list[tuple[str, int]]:
    """The (function, scope) that an application names and its designation does not count today."""
    held = {
        (function, scope.pk)
        for function in Function.values
        for scope in (_held(application.designation, function) if application.designation else [])
    }
    return [one for one in asked_scopes(application) if one not in held]


def asked_scopes(application: DesignationApplication) -> list[tuple[str, int]]:
    """The (function, scope) that an application names."""
    return [(function, number) for function in Function.values for number in getattr(application, f"{function}_scopes")]


def references(country: PartnerCountry, *, example: bool) -> numbers.Run:
    """The run of `TPE-CC-nnn`; that of examples is `TPE-CC-EXnnn`."""
    prefix = f"TPE-{country.iso2}-{'EX' if example else ''}"
    return numbers.Run.of(prefix, Designation.objects.values_list("reference", flat=True))


def _visible[Row: Model](user: Visitor, rows: QuerySet[Row], *, country: str, entity: str, drafts: Q) -> QuerySet[Row]:
    """The entity's own people, officers, committee members and governments of the country, auditors."""
    if not user.is_authenticated:
        return rows.none()
    if permissions.holds(user, "auditor"):
        return rows
    may = Q(**{f"{entity}__in": organisations_of(user, "tpe")})
    for held in user.held:
        if held.role in {"secretariat", "committee", "government"}:
            own = Q(pk__isnull=False) if held.country_id is None else Q(**{country: held.country_id})
            may |= own & ~drafts
    return rows.filter(may)


def applications_visible_to(user: Visitor) -> QuerySet[DesignationApplication]:
    """Applications that this person may open; a draft is its entity's own."""
    rows = DesignationApplication.objects.select_related("organisation", "country", "designation", "decision_item")
    drafts = Q(state="draft")
    return _visible(user, rows, country="country", entity="organisation", drafts=drafts)


def reviews_visible_to(user: Visitor) -> QuerySet[DesignationReview]:
    """Reviews that this person may open."""
    rows = DesignationReview.objects.select_related(
        "designation__organisation", "designation__country", "decision_item", "opened_by"
    )
    return _visible(user, rows, country="designation__country", entity="designation__organisation", drafts=Q(pk__in=[]))


def designations_visible_to(user: Visitor) -> QuerySet[Designation]:
    """Designations whose file this person may open."""
    rows = with_history(public())
    return _visible(user, rows, country="country", entity="organisation", drafts=Q(pk__in=[]))


def entities_of(user: Visitor) -> QuerySet[Organisation]:
    """The entities for which a person acts."""
    return Organisation.objects.filter(pk__in=organisations_of(user, "tpe"))
