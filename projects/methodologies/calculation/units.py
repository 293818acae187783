"""Units: which there are, what they measure, and exact conversion. A formula never converts silently.

What a unit measures and how large it is come from pint, told in `DEFINITIONS`; scales are fractions, so that kWh and
MWh give the same to the last digit.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

import pint
from django.utils.translation import gettext_lazy as _

from common.refusals import Refused
from common.text import shortened
from projects.methodologies.calculation import precision

DEFINITIONS = """
kg = [mass]
g = 0.001 * kg
t = 1000 * kg
kt = 1000000 * kg
Mt = 1000000000 * kg
tCO2 = [emission]
tCO2e = 1 * tCO2
kgCO2 = 0.001 * tCO2
kgCO2e = 0.001 * tCO2
gCO2 = 0.000001 * tCO2
J = [energy]
kJ = 1000 * J
MJ = 1000000 * J
GJ = 1000000000 * J
TJ = 1000000000000 * J
Wh = 3600 * J
kWh = 3600000 * J
MWh = 3600000000 * J
GWh = 3600000000000 * J
s = [time]
min = 60 * s
h = 3600 * s
d = 86400 * s
a = 31536000 * s
W = J / s
kW = 1000 * W
MW = 1000000 * W
GW = 1000000000 * W
m = [length]
km = 1000 * m
m2 = m * m
ha = 10000 * m2
km2 = 1000000 * m2
m3 = m * m * m
L = 0.001 * m3
kL = 1 * m3
Nm3 = [normal_volume]
kNm3 = 1000 * Nm3
lm = [luminous_flux]
K = [temperature]
person = [people]
piece = [pieces]
ohm = [resistance]
"""
_NAME = re.compile(r"([A-Za-z][A-Za-z0-9]*)(?:\^([1-4]))?")
LONGEST = 40
HIGHEST_POWER = 20
LARGEST_SCALE = 1_000  # bits: prefixes to that power and more
MOST_KEPT = 4_096  # texts from outside are remembered, not for ever


@dataclass(frozen=True)
class Unit:
    """A unit: its text, what it measures (powers by dimension, in the alphabet's order) and how large it is."""

    text: str
    dimension: tuple[tuple[str, int], ...]
    scale: Fraction

    def fits(self, other: "Unit") -> bool:
        """Whether both measure the same."""
        return self.dimension == other.dimension

    def equals(self, other: "Unit") -> bool:
        """Whether both measure the same in the same size."""
        return self.fits(other) and self.scale == other.scale

    def times(self, other: "Unit", power: int = 1) -> "Unit":
        """The unit of a product, or with -1 of a quotient.

        Raises: Refused MTH-12 where it has no meaning any more, as MWh^21: powers of powers would grow without an end.
        """
        powers = dict(self.dimension)
        for name, exponent in other.dimension:
            powers[name] = powers.get(name, 0) + power * exponent
        dimension = tuple(sorted((name, exponent) for name, exponent in powers.items() if exponent))
        scale = self.scale * other.scale**power
        if (
            any(abs(exponent) > HIGHEST_POWER for _name, exponent in dimension)
            or max(scale.numerator, scale.denominator).bit_length() > LARGEST_SCALE
        ):
            raise Refused(
                "MTH-12",
                _("A unit gets a power above %(most)s. Take lower powers."),
                field="text",
                params={"most": HIGHEST_POWER},
            )
        return Unit("", dimension, scale)

    def to_power(self, exponent: int) -> "Unit":
        """The unit of a power."""
        found = ONE
        for _time in range(exponent):
            found = found.times(self)
        return found


ONE = Unit("1", (), Fraction(1))


@cache
def _registry() -> "pint.UnitRegistry[Decimal]":
    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(None, non_int_type=Decimal)
    for line in DEFINITIONS.strip().splitlines():
        registry.define(line)
    return registry


@cache
def known() -> Mapping[str, Unit]:
    """Every unit by its name."""
    registry, found = _registry(), {}
    for line in DEFINITIONS.strip().splitlines():
        name = line.partition(" =")[0]
        scale, _base = registry.get_base_units(name)
        dimension = tuple(sorted((key, int(str(power))) for key, power in registry.get_dimensionality(name).items()))
        found[name] = Unit(name, dimension, Fraction(str(scale)))
    return found


@lru_cache(MOST_KEPT)
def of(text: str) -> Unit:
    """The unit that a text names: `MWh`, `tCO2/MWh`, `t*km`, `MJ/Nm3`, `m^2`, or `1` for none.

    Raises: Refused MTH-10 for an unknown unit.
    """
    if text == "1":
        return ONE
    found, rest, sign = ONE, text, "*"
    while len(text) <= LONGEST:
        match = _NAME.match(rest)
        if match is not None and match[1] in known():
            unit = known()[match[1]].to_power(int(match[2] or 1))
        elif rest.startswith("1/") and sign == "*" and rest == text:
            found, rest, sign = ONE, rest[2:], "/"
            continue
        else:
            break
        found = found.times(unit, 1 if sign == "*" else -1)
        rest = rest[match.end() :]
        if not rest:
            return Unit(text, found.dimension, found.scale)
        sign, rest = rest[0], rest[1:]
        if sign not in {"*", "/"}:
            break
    raise Refused(
        "MTH-10",
        _("“%(unit)s” is not a unit that is known here. Use %(known)s, with * and / between them."),
        field="text",
        params={"unit": shortened(text), "known": ", ".join(known())},
    )


def convert(value: Decimal, given: str, wanted: str) -> Decimal:
    """The same amount in another unit, exact where the result ends, else to 50 digits.

    Raises: Refused MTH-11 when the units measure different things.
    """
    if given == wanted:
        return value
    factor = _factor(given, wanted)
    return precision.product(value, factor.numerator, factor.denominator)


@lru_cache(MOST_KEPT)
def _factor(given: str, wanted: str) -> Fraction:
    one, other = of(given), of(wanted)
    if not one.fits(other):
        raise Refused(
            "MTH-11",
            _("“%(given)s” cannot become “%(wanted)s”: they measure different things. Write a unit as “%(wanted)s”."),
            params={"given": given, "wanted": wanted},
        )
    return one.scale / other.scale
