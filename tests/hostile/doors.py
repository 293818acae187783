"""Every public address as it can be typed, and every parameter that its page reads."""

import ast
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlencode

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from rest_framework.permissions import AllowAny

from tests.architecture import routes
from tests.architecture.routes import Route
from tests.hostile.values import ALONE

# What views read from a query beside the fields that stand on their page.
PARAMETERS = (
    "account",
    "after",
    "answers",
    "asked",
    "before",
    "country",
    "due",
    "example",
    "examples",
    "format",
    "item",
    "key",
    "kind",
    "limit",
    "method",
    "next",
    "offset",
    "on",
    "organisation",
    "page",
    "part",
    "period",
    "q",
    "serial",
    "show",
    "sort",
)
HEADERS = (
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "Content-Type",
    "Cookie",
    "Forwarded",
    "HX-Request",
    "If-Modified-Since",
    "If-None-Match",
    "Origin",
    "Range",
    "Referer",
    "User-Agent",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "X-Request-ID",
)
_PART = re.compile(r"<(?:\w+:)?(\w+)>")
_FIELD = re.compile(r'<(?:input|select)[^>]* name="(\w+)"')


def public() -> Sequence[Route]:
    """Addresses of ours that anybody may read."""
    nobody = AnonymousUser()
    return [
        route
        for _name, route in sorted(routes.ours().items())
        if not route.only_post
        and (route.permission_classes == [AllowAny] if route.may is None else bool(route.may(nobody)))
    ]


def of_people_at_work() -> Sequence[Route]:
    """Our other addresses that can be read."""
    open_to_all = {route.name for route in public()}
    others = [route for _name, route in sorted(routes.ours().items()) if not route.only_post and not route.is_api]
    return [route for route in others if route.name not in open_to_all]


def paths(route: Route, value: str) -> Iterator[str]:
    """The address with `value` in each of its places, one after the other, and "1" in the rest."""
    for chosen in _PART.findall(route.pattern):
        yield "/" + _PART.sub(_Typed(chosen, value), route.pattern)


def of_the_sign_in() -> Sequence[str]:
    """Every address of allauth's without a place, by name: what it adds is tried too."""
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    return sorted(name for name in names if name.startswith(("account_", "mfa_")) and _stands_alone(name))


def _stands_alone(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


class _Typed:
    """Fills one place of an address with a value."""

    def __init__(self, chosen: str, value: str) -> None:
        self.chosen, self.value = chosen, quote(value, safe="")

    def __call__(self, place: re.Match[str]) -> str:
        return self.value if place[1] == self.chosen else "1"


def fields(route: Route) -> Sequence[str]:
    """The parameters that a page without places can be narrowed by: what stands on it, or what its list declares."""
    if route.is_api:
        listing = route.view.cls.listing
        return sorted(listing.filters.base_filters) if listing.filters else []
    return sorted({*_FIELD.findall(Client().get(f"/{route.pattern}").content.decode(errors="replace"))})


def read_by(source: str) -> Iterator[str]:
    """Every word that stands in one expression with a request's query, other than what its values are compared with."""
    for statement in ast.walk(ast.parse(source)):
        if not isinstance(statement, ast.stmt):
            continue
        for part in ast.iter_child_nodes(statement):
            if not isinstance(part, ast.stmt) and any(_is_query(node) for node in ast.walk(part)):
                yield from _words(part)


def _is_query(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "GET"


def _words(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
        yield node.value
    named = node.keys if isinstance(node, ast.Dict) else []
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
        named = [each for each in (node.left, *node.comparators) if isinstance(each, ast.Constant)]
    for part in ast.iter_child_nodes(node):
        if part not in named:
            yield from _words(part)


def queries(names: Sequence[str], value: str) -> Iterator[str]:
    """All parameters at once; some values at each field of the page by itself too: no refusal hides another's fault."""
    yield urlencode(dict.fromkeys((*PARAMETERS, *names), value))
    if value in ALONE:
        for name in names:
            yield urlencode({name: value})
