"""Whoever has lost what gave them a right reads at every address exactly what anybody reads, and nothing more."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace

from django.db import transaction
from django.test import Client

from partners.people.models.people import User
from tests.architecture import light
from tests.attacks import falls

CYCLE = ("projects:", "credits:")

# Who falls, how, and at which addresses that must not matter: somebody whose role goes on keeps the pages of the role
# itself, but nothing of the papers. An address that needs no object is a page of the role.
FALLS: dict[str, tuple[str, Callable[[User], None], tuple[str, ...]]] = {
    "participant whose role ended": ("participant", falls.role_ends, ("",)),
    "suspended officer": ("officer", falls.is_suspended, ("",)),
    "registry officer whose role ended": (
        "registry_officer",
        falls.role_ends,
        ("registry:", "credits:", "partners:", "workflow:", "committee:"),
    ),
    "un-seated member": (
        "partner_chair",
        falls.seat_ends,
        ("partners:", "workflow:", "committee:", "projects:", "credits:"),
    ),
    "entity that declined": ("auditor_of_tpe", falls.entity_becomes("declined"), CYCLE),
    "entity whose designation was withdrawn": ("auditor_of_tpe", falls.designation_ends, CYCLE),
}
# Signed in or not, these say who looks at them, or are made anew at each look.
ASIDE = re.compile(r"\d{1,2}:\d{2}|[A-Za-z0-9]{60,}")


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def read(client: Client, address: str) -> tuple[bool, int, set[str]]:
    """Whether an address is closed to somebody, with which status it answers, and what it says."""
    with undone():
        answer = client.get(address)
        said = falls.words(answer) if answer.status_code == 200 else set()
    return falls.closed(answer), answer.status_code, {word for word in said if not ASIDE.search(word)}


@light.quiet()
def faults(addresses: Mapping[str, str], it: SimpleNamespace) -> list[str]:
    """What somebody who has fallen reads at the addresses (by name) beyond what anybody reads."""
    visitor = Client(raise_request_exception=False)
    public = {name: read(visitor, address) for name, address in addresses.items()}
    wrong = []
    for who, (person, fall, spaces) in FALLS.items():
        with undone():
            user = getattr(it, person)
            user.__dict__.pop("held_as_read", None)
            User.objects.filter(pk=user.pk).update(time_zone="UTC")  # a visitor's clock: hours are compared as words
            fall(user)
            client = falls.browser(user)
            for name, address in addresses.items():
                if name.startswith(spaces):
                    seen = read(client, address)
                    if more(who, address, seen, public[name]):  # what somebody's fall closes, it closes to anybody
                        wrong += more(who, address, seen, read(visitor, address))
    return wrong


def more(who: str, address: str, seen: tuple[bool, int, set[str]], public: tuple[bool, int, set[str]]) -> list[str]:
    """What somebody gets at an address beyond what anybody does."""
    if seen[0] and public[0]:
        return []
    if seen[:2] != public[:2]:
        return [f"{who}: {address} answers {seen[1]}, to anybody {public[1]}"]
    more = seen[2] - public[2]
    return [f"{who}: {address} says more: {sorted(more)[:20]}"] if more else []
