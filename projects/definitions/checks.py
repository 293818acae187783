"""Conditions of a definition: of the text, of its methodology, and of its worked examples."""

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from common.text import shows
from projects.definitions.models import OPEN, MethodologyDefinition
from projects.methodologies.calculation import examples, texts
from projects.methodologies.calculation.definitions import Definition
from projects.methodologies.models import Methodology, MethodologyStatus


def next_number(methodology: Methodology) -> int:
    """The number of the next text; the caller holds the methodology's lock."""
    last = methodology.definitions.aggregate(last=Max("number"))["last"]
    number: int = 1 if last is None else last + 1
    return number


def may_start(methodology: Methodology) -> None:
    """Raises: Refused DEF-03 (409, neither approved nor proposed), DEF-02 (409, another text is open)."""
    if methodology.status in {MethodologyStatus.NOT_APPROVED, MethodologyStatus.WITHDRAWN}:
        raise Refused("DEF-03", _("This methodology was not approved: it needs no definition."), status=409)
    if methodology.definitions.filter(state__in=OPEN).exists():
        raise Refused(
            "DEF-02", _("A next definition of this methodology is open already. Go on with that one."), status=409
        )


def readable(text: str, methodology: Methodology) -> Definition:
    """The definition that a text says, of this very methodology.

    Raises: Refused DEF-04 when it names another one, and MTH numbers for whatever it gets wrong.
    """
    definition = texts.read(text)
    named = (definition.reference, definition.version)
    if named != (methodology.reference or methodology.proposed_reference, methodology.plain_version):
        raise Refused(
            "DEF-04",
            _("The text defines %(named)s. Give reference and version of this methodology: %(own)s."),
            field="text",
            params={
                "named": " ".join(named),
                "own": f"{methodology.reference or methodology.proposed_reference} {methodology.plain_version}",
            },
        )
    return definition


def may_be_proposed(definition: MethodologyDefinition) -> None:
    """Raises: Refused DEF-08 (a later text says why it changes), DEF-07 (an example fails)."""
    if definition.number > 1 and not shows(definition.reason):
        raise Refused("DEF-08", _("Say what changes, and why: the second officer reads it."), field="reason")
    examples_pass(definition)


def examples_pass(definition: MethodologyDefinition) -> None:
    """Every worked example gives what it says. Raises: Refused DEF-07 with the first that does not."""
    for outcome in examples.tried(texts.read(definition.text)):
        if not outcome.passes:
            raise Refused(
                "DEF-07",
                _("The worked example “%(example)s” does not come out: %(symbol)s is %(found)s, not %(expected)s."),
                field="text",
                params={
                    "example": outcome.example.name,
                    "symbol": outcome.symbol,
                    "found": outcome.found,
                    "expected": outcome.expected,
                },
            )
