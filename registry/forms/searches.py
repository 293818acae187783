"""What transactions and requests can be narrowed by."""

from datetime import date
from typing import Any, override

import django_filters as filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common import clock, numbers
from common.filters import DayFilter, YearFilter
from common.refusals import Refused
from partners.countries.models import PartnerCountry
from registry.book.serials import NotASerialError, parse
from registry.models import (
    OFFICER_KINDS,
    Account,
    AccountKind,
    BookTransaction,
    Movement,
    PublicMovement,
    Representative,
    TransactionKind,
    TransactionRequest,
)
from registry.models.requests import REQUESTED_KINDS
from registry.selectors import applications, holdings, people
from registry.selectors.transactions import movements_seen, start_of
from registry.states.accounts import AccountState
from registry.states.officer_requests import OfficerState
from registry.states.requests import RequestState


def _hosts() -> list[tuple[str, str]]:
    return [(country.iso2, str(country)) for country in PartnerCountry.objects.order_by("order")]


class PublicTransactionFilter(filters.FilterSet):
    """Posted transactions by what they moved between places, and when; for everybody."""

    kind = filters.ChoiceFilter(label=_("Kind"), choices=TransactionKind.choices, empty_label=_("Any kind"))
    project = filters.CharFilter(label=_("Project"), method="by_project")
    country = filters.ChoiceFilter(
        label=_("Host country"), choices=_hosts, method="by_country", empty_label=_("All countries")
    )
    vintage = YearFilter(label=_("Vintage"), method="by_vintage")
    serial = filters.CharFilter(label=_("Serial number"), method="by_serial")
    since = DayFilter(label=_("Posted from"), method="by_first_day")
    until = DayFilter(label=_("Posted until"), method="by_last_day")

    def movements(self) -> QuerySet[Any]:
        """The movements that whoever asks may search in."""
        return PublicMovement.objects.all()

    def _moving(self, queryset: QuerySet[BookTransaction], what: Q) -> QuerySet[BookTransaction]:
        return queryset.filter(Exists(self.movements().filter(what, transaction=OuterRef("pk"))))

    def by_project(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return self._moving(queryset, Q(lot__project=numbers.identifier(value)))

    def by_country(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return self._moving(queryset, Q(lot__series__host=value))

    def by_vintage(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return self._moving(queryset, Q(lot__vintage=value))

    def by_serial(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        try:
            serial = parse(value)
        except NotASerialError:
            return queryset.none()
        try:
            lots = holdings.lots_of(serial, field="serial")
        except Refused:
            return queryset.none()
        return self._moving(queryset, Q(lot__in=lots, units__overlap=(serial.first, serial.last + 1)))

    def by_first_day(self, queryset: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        return queryset.filter(posted_at__gte=start_of(value))

    def by_last_day(self, queryset: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        return queryset.filter(posted_at__lt=start_of(value, after=1))


class TransactionFilter(PublicTransactionFilter):
    """The same for people of accounts, by what moved in the accounts that they see."""

    account = filters.CharFilter(label=_("Account number"), method="by_account")

    @override
    def movements(self) -> QuerySet[Movement]:
        return movements_seen(self.request.user)

    def by_account(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        number = numbers.identifier(value)
        return self._moving(queryset, Q(from_account__number=number) | Q(to_account__number=number))


class AccountFilter(filters.FilterSet):
    """Accounts by kind and state, and those that lack people or a confirmation."""

    kind = filters.ChoiceFilter(label=_("Kind"), choices=AccountKind.choices, empty_label=_("Any kind"))
    state = filters.ChoiceFilter(label=_("State"), choices=AccountState.choices, empty_label=_("Any state"))
    people = filters.ChoiceFilter(
        label=_("People who act"),
        choices=[("too_few", _("Too few: nothing can move"))],
        method="by_people",
        empty_label=_("Any number"),
    )
    details = filters.ChoiceFilter(
        label=_("Yearly confirmation"),
        choices=[("missing", _("Not confirmed within a year"))],
        method="by_details",
        empty_label=_("Confirmed or not"),
    )

    def by_people(self, queryset: QuerySet[Account], name: str, value: str) -> QuerySet[Account]:
        return people.too_few(queryset)

    def by_details(self, queryset: QuerySet[Account], name: str, value: str) -> QuerySet[Account]:
        return applications.unconfirmed(queryset, clock.today())


class RepresentativeFilter(filters.FilterSet):
    """Seats by what they give, and by the state of their account."""

    rights = filters.ChoiceFilter(
        label=_("Rights"),
        choices=[("propose", _("May propose")), ("approve", _("May approve"))],
        method="by_rights",
        empty_label=_("Any rights"),
    )
    state = filters.ChoiceFilter(
        label=_("State of the account"),
        field_name="account__state",
        choices=AccountState.choices,
        empty_label=_("Any state"),
    )

    def by_rights(self, queryset: QuerySet[Representative], name: str, value: str) -> QuerySet[Representative]:
        return queryset.filter(**{f"may_{value}": True})


class RequestFilter(filters.FilterSet):
    """Requests of account holders by number, kind, state, account and day."""

    number = filters.CharFilter(label=_("Number, as TR-000052"), method="by_number")
    kind = filters.ChoiceFilter(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in REQUESTED_KINDS], empty_label=_("Any kind")
    )
    state = filters.ChoiceFilter(label=_("State"), choices=RequestState.choices, empty_label=_("Any state"))
    account = filters.CharFilter(label=_("Account number"), method="by_account")
    since = DayFilter(label=_("Proposed from"), method="by_first_day")
    until = DayFilter(label=_("Proposed until"), method="by_last_day")

    def by_number(self, queryset: QuerySet[TransactionRequest], name: str, value: str) -> QuerySet[Any]:
        """The number as it is printed everywhere, or its digits alone; what is no number finds nothing."""
        digits = numbers.typed(value).upper().removeprefix("TR-")
        number = numbers.whole(digits.lstrip("0") or "0")
        return queryset.none() if number is None else queryset.filter(pk=number)

    def by_account(self, queryset: QuerySet[TransactionRequest], name: str, value: str) -> QuerySet[Any]:
        number = numbers.identifier(value)
        return queryset.filter(Q(sender__number=number) | Q(receiver__number=number))

    def by_first_day(self, queryset: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        return queryset.filter(proposed_at__gte=start_of(value))

    def by_last_day(self, queryset: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        return queryset.filter(proposed_at__lt=start_of(value, after=1))


class OfficerFilter(filters.FilterSet):
    """Requests of the registry by kind and state."""

    kind = filters.ChoiceFilter(
        label=_("Kind"), choices=[(kind.value, kind.label) for kind in OFFICER_KINDS], empty_label=_("Any kind")
    )
    state = filters.ChoiceFilter(label=_("State"), choices=OfficerState.choices, empty_label=_("Any state"))
