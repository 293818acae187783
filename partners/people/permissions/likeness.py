"""When two names or two addresses look like one person's; of words alone, without the database."""

import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import combinations

LEAST_RATIO = 0.9
# Desks, not persons: that two of them are called alike says nothing.
DESKS = frozenset({"admin", "contact", "info", "jcm", "mail", "office", "registry", "secretariat", "staff"})
SHORTEST_LOCAL = 5


def name_key(name: str) -> str:
    """A name without case, width, marks and order of its words."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(sorted(letters.split()))


def as_typed(email: str) -> str:
    """An address as it is kept: plain letters in small, however it was typed."""
    return unicodedata.normalize("NFKC", email).strip().lower()


def address_key(email: str) -> str:
    """An address as it is compared: without case, width, plus-tag and dots; the database's `address_key` says the
    same."""
    local, _at, host = as_typed(email).rpartition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{host}"


def names_alike(one: str, other: str) -> bool:
    """The same words in any order, or nearly the same letters; people told apart by a number are two."""
    first, second = name_key(one), name_key(other)
    if first == second:
        return bool(first)
    digits = [[c for c in each if c.isdigit()] for each in (first, second)]
    return digits[0] == digits[1] and SequenceMatcher(None, first, second).ratio() >= LEAST_RATIO


def addresses_alike(one: str, other: str) -> bool:
    """The same address, or the same name at another host, unless it is a desk's."""
    first, second = address_key(one), address_key(other)
    local = first.rpartition("@")[0]
    same_local = local == second.rpartition("@")[0] and len(local) >= SHORTEST_LOCAL and local not in DESKS
    return first == second or same_local


def is_alike(name: str, email: str, other_name: str, other_email: str) -> bool:
    """Whether name or address of two accounts look like one person's."""
    return names_alike(name, other_name) or addresses_alike(email, other_email)


def alike_pairs(names: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """The pairs of keys whose names are alike; only names that share the beginning of a word are compared."""
    groups: dict[str, set[tuple[int, str]]] = {}
    for key, name in names:
        for word in name_key(name).split():
            groups.setdefault(word[:3], set()).add((key, name))
    found = set()
    for group in groups.values():
        for (one, first), (other, second) in combinations(sorted(group), 2):
            if names_alike(first, second):
                found.add((one, other))
    yield from sorted(found)
