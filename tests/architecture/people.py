"""One person a role, drawn from a country in operation, and the objects that addresses and machines need."""

import importlib
import pkgutil
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import AnonymousUser

from tests import factories

HOW = (
    "Declare it in tests/factories/<app>.py: ADDRESSES = {'app:thing-page': pk(a_thing)} for an address with"
    " arguments (tests/factories/addresses.py), SUBJECTS = {'app.Model': lambda it: <a saved row>} for a machine;"
    " `it` is `a_country_in_operation()`."
)


def declared(name: str) -> dict[str, Any]:
    """What the factory modules declare under a name, all apps together."""
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(factories.__path__):
        found |= getattr(importlib.import_module(f"tests.factories.{module.name}"), name, {})
    return found


def of(situation: SimpleNamespace) -> dict[str, Any]:
    """Every role as a person: the two sides apart, an outsider of the same role, and nobody at all."""
    it = situation
    return {
        "anonymous": AnonymousUser(),
        "participant": it.participant,
        "other participant": it.outsider,
        "local participant": it.local_participant,
        "TPE": it.auditor_of_tpe,
        "other TPE": it.auditor_of_second_tpe,
        "secretariat": it.officer,
        "committee of Japan": it.japan_chair,
        "committee of the partner": it.partner_chair,
        "government of Japan": it.government_japan_officer,
        "government of the partner": it.government_partner_officer,
        "registry": it.registry_officer,
        "registry of the partner": it.partner_registry_officer,
        "auditor": it.auditor,
        "system": it.system,
    }
