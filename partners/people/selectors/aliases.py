"""Accounts that look like one person's: by name, address, authenticator, device, and network at the same time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import combinations
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db.models import QuerySet

from partners import permissions
from partners.people.models.addresses import SignIn
from partners.people.models.people import Appointment, Role, User, Visitor
from partners.people.models.personnel import AliasCase, AliasGround, PersonnelChange
from partners.people.permissions import likeness

AT_THE_SAME_TIME = timedelta(minutes=10)

type Pair = tuple[int, int]


def found() -> Mapping[Pair, set[str]]:
    """Every pair of accounts that look like one person's, the lower key first, with what makes them look so."""
    pairs: dict[Pair, set[str]] = defaultdict(set)
    for ground, find in FINDERS.items():
        for pair in find():
            pairs[pair].add(ground)
    return pairs


def one_persons() -> Mapping[int, frozenset[int]]:
    """Whoever has several accounts, known or suspected, with all of them: `User.own_accounts` of many at once."""
    groups: dict[int, frozenset[int]] = {}
    for one, other in AliasCase.objects.exclude(state="two_persons").values_list("one", "other"):
        joined = groups.get(one, frozenset({one})) | groups.get(other, frozenset({other}))
        groups |= dict.fromkeys(joined, joined)
    return groups


def _people() -> list[tuple[int, str, str]]:
    return list(User.objects.filter(is_system=False).values_list("pk", "name", "email"))


def _by_name() -> Iterator[Pair]:
    yield from likeness.alike_pairs((pk, name) for pk, name, _email in _people())


def _by_address() -> Iterator[Pair]:
    """Accounts with the same name at two hosts; two with the same address the database has refused already."""
    locals_of: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for pk, _name, email in _people():
        locals_of[likeness.address_key(email).rpartition("@")[0]].append((pk, email))
    for group in locals_of.values():
        for (one, first), (other, second) in combinations(sorted(group), 2):
            if likeness.addresses_alike(first, second):
                yield one, other


def _by_authenticator() -> Iterator[Pair]:
    """The same secret of an authenticator app, or the same passkey."""
    users: dict[str, set[int]] = defaultdict(set)
    for each in Authenticator.objects.filter(type__in=["totp", "webauthn"]):
        key = _authenticator_key(each)
        if key:
            users[key].add(each.user_id)
    yield from _pairs_in(users.values())


def _authenticator_key(authenticator: Authenticator) -> str:
    if authenticator.type == Authenticator.Type.TOTP:
        return f"totp:{decrypt(authenticator.data.get('secret', ''))}"
    credential = authenticator.data.get("credential", {})
    return f"passkey:{credential.get('rawId') or credential.get('id') or ''}".removesuffix("passkey:")


def _by_device() -> Iterator[Pair]:
    """People who signed in on one device. A demonstration is tried by one person as everybody: it finds nothing."""
    users: dict[str, set[int]] = defaultdict(set)
    if not settings.DEMO:
        for device, person in SignIn.objects.order_by().values_list("device", "person").distinct():
            users[str(device)].add(person)
    yield from _pairs_in(users.values())


def _by_network() -> Iterator[Pair]:
    """People of no common organisation who signed in from one address within minutes: an office has one address."""
    if settings.DEMO:
        return
    colleagues = _organisations()
    last: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    named = SignIn.objects.exclude(network_address=None).order_by("at")
    for address, person, at in named.values_list("network_address", "person", "at"):
        near = [(one, then) for one, then in last[str(address)] if at - then <= AT_THE_SAME_TIME]
        for one, _then in near:
            if one != person and colleagues[one].isdisjoint(colleagues[person]):
                yield min(one, person), max(one, person)
        last[str(address)] = [*near, (person, at)]


def _organisations() -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for user, organisation in Appointment.objects.order_by().values_list("user", "organisation"):
        found[user].add(organisation)
    return found


def _pairs_in(groups: Iterable[set[int]]) -> Iterator[Pair]:
    for group in groups:
        yield from combinations(sorted(group), 2)


FINDERS: Mapping[str, Callable[[], Iterator[Pair]]] = {
    AliasGround.NAME: _by_name,
    AliasGround.ADDRESS: _by_address,
    AliasGround.AUTHENTICATOR: _by_authenticator,
    AliasGround.DEVICE: _by_device,
    AliasGround.NETWORK: _by_network,
}


def like(change: PersonnelChange) -> list[User]:
    """Who looks like somebody who is to be invited: the second officer reads it before the account is made."""
    if not change.is_newcomer or change.person_id is not None:
        return []
    alike = [pk for pk, name, email in _people() if likeness.is_alike(name, email, change.name, change.email)]
    return list(User.objects.filter(pk__in=alike))


def visible_to(user: Visitor) -> QuerySet[AliasCase]:
    """Cases for auditors alone: a suspicion is nobody else's to read."""
    every = AliasCase.objects.select_related("one", "other", "concluded_by")
    return every if permissions.holds(user, Role.AUDITOR) else every.none()
