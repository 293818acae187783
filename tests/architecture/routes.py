"""Every address of the site, with who may open it as its view declares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Views of packages, each guarded by its own package or meant for machines; nothing of ours belongs here.
THIRD_PARTY = (
    "allauth.",
    "django.contrib.",
    "django.views.i18n",
    "django.views.static",
    "django_prometheus.",
    "drf_spectacular.",
    "health_check.",
    "knox.",
    "unfold.",
)


@dataclass(frozen=True)
class Route:
    """One address: its name, where it leads, and the names of its arguments."""

    name: str
    pattern: str
    view: Any
    arguments: tuple[str, ...]

    @property
    def home(self) -> str:
        """The module of the view; a class's own where the view was made from one."""
        made_from = getattr(self.view, "view_class", None) or getattr(self.view, "cls", None) or self.view
        owner = getattr(made_from, "__self__", None)  # the admin's views are methods of its site
        return str(type(owner).__module__ if owner is not None else getattr(made_from, "__module__", ""))

    @property
    def is_third_party(self) -> bool:
        wrapped = getattr(self.view, "admin_site", None) or getattr(self.view, "model_admin", None)
        return wrapped is not None or self.name.startswith("admin:") or self.home.startswith(THIRD_PARTY)

    @property
    def is_api(self) -> bool:
        return hasattr(self.view, "cls")

    @property
    def may(self) -> Callable[[Any], bool] | None:
        """What `@screen` declared."""
        return getattr(self.view, "may", None)

    @property
    def permission_classes(self) -> list[type] | None:
        """What a view of the API declares itself; None where it leaves that to the framework."""
        for base in getattr(self.view, "cls", object).__mro__:
            if "permission_classes" in vars(base):
                return None if base.__module__.startswith("rest_framework") else list(vars(base)["permission_classes"])
        return None

    @property
    def only_post(self) -> bool:
        methods: Any = getattr(self.view, "methods", None)
        if methods is None and self.is_api:
            actions = getattr(self.view, "actions", None)
            methods = [m.upper() for m in actions] if actions else self.view.cls().allowed_methods
        return bool(methods) and "GET" not in methods


def _walk(patterns: list[Any], spaces: tuple[str, ...], before: str, around: tuple[str, ...]) -> Iterator[Route]:
    for entry in patterns:
        named = (*around, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry.url_patterns, inner, before + str(entry.pattern), named)
        elif isinstance(entry, URLPattern):
            name = ":".join((*spaces, entry.name or str(entry.pattern)))
            regex_named = tuple(entry.pattern.regex.groupindex)
            arguments = tuple(dict.fromkeys((*named, *regex_named)))
            yield Route(name, before + str(entry.pattern), entry.callback, arguments)


def every() -> list[Route]:
    """All addresses, ours and others'."""
    return list(_walk(get_resolver().url_patterns, (), "", ()))


def ours() -> dict[str, Route]:
    """Our own addresses by name."""
    return {route.name: route for route in every() if not route.is_third_party}
