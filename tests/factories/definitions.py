"""Situations of definitions of methodologies, each reached by walking the services as its officers would."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from projects.definitions.models import MethodologyDefinition
from projects.definitions.services import definitions
from projects.definitions.services.definitions import Written
from projects.methodologies.calculation import texts
from projects.methodologies.calculation.definitions import Definition
from projects.methodologies.models import Methodology
from tests.conftest import NOON
from tests.factories.addresses import Address, pk
from tests.factories.pages import second_officer
from tests.factories.projects import a_methodology
from tests.factories.proposals import a_proposal


def what_it_says(methodology: Methodology, **values: Any) -> Definition:
    """Electricity times a factor: the smallest definition there is, of this methodology."""
    named = {
        "reference": methodology.reference,
        "version": methodology.plain_version,
        "country": methodology.country.iso2,
        "title": methodology.title,
    }
    return replace(texts.SMALLEST, **(named | values))


def a_definition(
    it: SimpleNamespace,
    *,
    proposed: bool = False,
    in_force: bool = False,
    of: Methodology | None = None,
    **values: Any,
) -> MethodologyDefinition:
    """A draft, a proposed text, or one in force; `values` are of the definition itself."""
    methodology = of or a_methodology(it)
    written = Written(texts.write(what_it_says(methodology, **values)), "The factor has changed.")
    definition = definitions.start(methodology_id=methodology.pk, written=written, by=it.officer, at=NOON)
    if proposed or in_force:
        definition = definitions.propose(definition_id=definition.pk, by=it.officer, at=NOON)
    if in_force:
        definition = definitions.confirm(definition_id=definition.pk, by=second_officer(it), at=NOON)
    return definition


def _a_methodology_with_one(it: SimpleNamespace) -> dict[str, object]:
    return {"slug": a_definition(it, in_force=True).methodology.slug}


def _two_of_them(it: SimpleNamespace) -> dict[str, object]:
    before = a_definition(it, in_force=True)
    return {"pk": a_definition(it, in_force=True).pk, "other": before.pk}


def _a_methodology(it: SimpleNamespace) -> dict[str, object]:
    return {"slug": a_methodology(it).slug}


ADDRESSES: dict[str, Address] = {
    "projects:calculate": Address(_a_methodology_with_one),
    "projects:api-calculate": Address(_a_methodology_with_one),
    "projects:sheet-file": Address(_a_methodology_with_one),
    "projects:sheet-check": Address(_a_methodology_with_one),
    "projects:definition-start": Address(_a_methodology),
    "projects:definition-page": pk(a_definition, in_force=True),
    "projects:definition-text": pk(a_definition, in_force=True),
    "projects:definition-compare": Address(_two_of_them),
    "projects:definition-edit": pk(a_definition),
    "projects:definition-propose": pk(a_definition),
    "projects:definition-withdraw": pk(a_definition),
    "projects:definition-confirm": pk(a_definition, proposed=True),
    "projects:definition-send-back": pk(a_definition, proposed=True),
}


def _of_a_proposal(it: SimpleNamespace) -> MethodologyDefinition:
    """A methodology that companies proposed, for which somebody of JCMA may act too."""
    return a_definition(it, of=a_proposal(it, decided=True).methodology)


SUBJECTS = {"projects.MethodologyDefinition": _of_a_proposal}
