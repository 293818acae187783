"""Who acts for many accounts at once: for lists, and judged by the one rule (`enough_people`)."""

from collections import defaultdict

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from common.models import Origin
from partners.organisations.models import OrganisationKind
from partners.people.models.people import Appointment, Role, Visitor, running
from partners.people.selectors import aliases
from registry.models import Account, AccountKind, Representative
from registry.models.accounts import enough_people
from registry.selectors import accounts as selectors
from registry.states.accounts import KEPT_UP

HELD = (AccountKind.ENTITY, AccountKind.GOVERNMENT)


def acting() -> QuerySet[Representative]:
    """The seats of people who are of their account's holder today, in the role that such an account needs."""
    of_government = Q(role=Role.GOVERNMENT, organisation__kind=OrganisationKind.GOVERNMENT)
    of_company = Q(role=Role.PARTICIPANT) & ~Q(organisation__kind=OrganisationKind.GOVERNMENT)
    able = Appointment.objects.in_force().filter(
        of_government | of_company, organisation=OuterRef("account__holder"), user=OuterRef("user")
    )
    return Representative.objects.filter(running(), Exists(able))


def with_people(accounts: QuerySet[Account]) -> QuerySet[Account]:
    """Accounts with `proposers` and `approvers`, how many people may do so today."""
    return accounts.annotate(proposers=_counted(may_propose=True), approvers=_counted(may_approve=True))


def _counted(**rights: bool) -> Coalesce:
    seats = acting().filter(account=OuterRef("pk"), **rights).order_by().values("account")
    return Coalesce(Subquery(seats.annotate(n=Count("pk")).values("n")), Value(0), output_field=IntegerField())


def in_use(accounts: QuerySet[Account]) -> QuerySet[Account]:
    """Of these, what somebody holds and uses; accounts of published history stand outside."""
    return accounts.filter(state__in=KEPT_UP, kind__in=HELD).exclude(origin=Origin.IMPORTED)


def too_few(accounts: QuerySet[Account]) -> QuerySet[Account]:
    """Of these, the accounts in use for which too few people act: they move nothing."""
    used, seats, one_persons = in_use(accounts), defaultdict(list), aliases.one_persons()
    for seat in acting().filter(account__in=used.order_by().values("pk")):
        seats[seat.account_id].append(seat)

    def is_same(one: Representative, other: Representative) -> bool:
        return other.user_id in one_persons.get(one.user_id, {one.user_id})

    lacking = [pk for pk in used.order_by().values_list("pk", flat=True) if not enough_people(seats[pk], is_same)]
    return accounts.filter(pk__in=lacking)


def seats_visible_to(user: Visitor) -> QuerySet[Representative]:
    """The seats that have not ended, of accounts whose inside this person may see, with `is_of_holder`."""
    able = acting().filter(pk=OuterRef("pk"))
    seen = Representative.objects.filter(running(), account__in=selectors.visible_to(user).order_by().values("pk"))
    return seen.select_related("account__holder", "account__country", "user").annotate(is_of_holder=Exists(able))
