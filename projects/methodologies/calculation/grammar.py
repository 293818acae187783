"""The grammar of formulas: names, numbers, + - * / ( ), sum over items, min, max, whole powers. Nothing else is code.

A formula is read into a tree of frozen nodes; each knows where it stands in the text. Length and depth are bounded
before anything is built, so that a hostile text costs no more than an honest one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from common.text import shortened

LONGEST = 2_000
DEEPEST = 50
HIGHEST_POWER = 10
SYMBOL = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
FUNCTIONS = ("sum", "min", "max")
LONGEST_NAME = 40
LONGEST_NUMBER = 40  # digits, the point among them
_TOKEN = re.compile(r"[ \t]*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[A-Za-z][A-Za-z0-9_]*)|(?P<sign>[-+*/^(),]))")


@dataclass(frozen=True)
class Name:
    """A parameter, or what another formula gives."""

    symbol: str
    at: int


@dataclass(frozen=True)
class Number:
    """A number that stands in the formula itself."""

    value: Decimal
    at: int


@dataclass(frozen=True)
class Total:
    """Terms that are added or subtracted: each with its sign, + or -."""

    terms: "tuple[tuple[str, Expression], ...]"
    at: int


@dataclass(frozen=True)
class Product:
    """Factors that are multiplied or divided: each with its sign, * or /; the first has *."""

    factors: "tuple[tuple[str, Expression], ...]"
    at: int


@dataclass(frozen=True)
class Power:
    """A base to a whole exponent from 0 to 10."""

    base: "Expression"
    exponent: int
    at: int


@dataclass(frozen=True)
class Sum:
    """The sum over the items of a group of what is inside."""

    group: str
    inner: "Expression"
    at: int


@dataclass(frozen=True)
class Extreme:
    """The least ("min") or greatest ("max") of its parts."""

    which: str
    parts: "tuple[Expression, ...]"
    at: int


type Expression = Name | Number | Total | Product | Power | Sum | Extreme


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int


def parse(text: str) -> Expression:
    """Read a formula.

    Raises: Refused MTH-01 (too long), MTH-02 (a sign that does not belong), MTH-03 (too deep), MTH-04 (exponent),
    MTH-05 (something is missing or too much), MTH-06 (unknown function), MTH-07 (a sum within a sum); each with its
    position, counted from 1.
    """
    if len(text) > LONGEST:
        raise Refused(
            "MTH-01",
            _(
                "The formula goes on at position %(position)s: it has at most %(most)s signs. Take it apart into "
                "several."
            ),
            field="text",
            params={"most": f"{LONGEST:,}", "position": LONGEST + 1},
        )
    return _Reader(_tokens(text), len(text)).whole()


def names(expression: Expression) -> Iterator[tuple[Name, str]]:
    """Every name with the group over which it is summed, or "", in reading order."""
    yield from _names(expression, "")


def _names(expression: Expression, group: str) -> Iterator[tuple[Name, str]]:
    match expression:
        case Name():
            yield expression, group
        case Total(terms=parts) | Product(factors=parts):
            for _sign, part in parts:
                yield from _names(part, group)
        case Extreme():
            for part in expression.parts:
                yield from _names(part, group)
        case Power():
            yield from _names(expression.base, group)
        case Sum():
            yield from _names(expression.inner, expression.group)


def sizes(expression: Expression) -> Counter[str]:
    """How much work a formula is: its nodes by the group over which they are summed, "" for those outside of sums."""
    found: Counter[str] = Counter()
    _count(expression, "", found)
    return found


def _count(expression: Expression, group: str, found: Counter[str]) -> None:
    found[group] += 1
    match expression:
        case Total(terms=parts) | Product(factors=parts):
            for _sign, part in parts:
                _count(part, group, found)
        case Extreme():
            for part in expression.parts:
                _count(part, group, found)
        case Power():
            _count(expression.base, group, found)
        case Sum():
            _count(expression.inner, expression.group, found)
        case _:
            pass


def _tokens(text: str) -> Sequence[_Token]:
    found, at, end = [], 0, len(text.rstrip(" \t"))
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            where = at + len(text[at:]) - len(text[at:].lstrip(" \t"))
            raise _refused(
                "MTH-02",
                _(
                    "At position %(position)s “%(sign)s” is no part of a formula. Write names, numbers "
                    "and + - * / ^ ( ) , only."
                ),
                where,
                sign=_seen(text[where]),
            )
        token = _Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup))
        _short_enough(token)
        found.append(token)
        at = match.end()
    return found


def _short_enough(token: _Token) -> None:
    if token.kind == "name" and len(token.text) > LONGEST_NAME:
        raise _refused(
            "MTH-02",
            _("At position %(position)s “%(sign)s” is too long for a name: %(most)s signs at most."),
            token.at,
            sign=shortened(token.text),
            most=LONGEST_NAME,
        )
    if token.kind == "number" and len(token.text) > LONGEST_NUMBER:
        raise _refused(
            "MTH-02",
            _("At position %(position)s the number “%(sign)s” is too long: %(most)s digits at most."),
            token.at,
            sign=shortened(token.text),
            most=LONGEST_NUMBER,
        )


def _seen(sign: str) -> str:
    """A sign as a sentence repeats it; one that nobody sees by its code."""
    return sign if sign.isprintable() and not sign.isspace() else f"U+{ord(sign):04X}"


def _refused(number: str, sentence: Sentence, at: int, **params: object) -> Refused:
    return Refused(number, sentence, field="text", params={"position": at + 1, **params})


class _Reader:
    """Recursive descent; every way down counts, so that the tree is at most `DEEPEST` high."""

    def __init__(self, tokens: Sequence[_Token], end: int) -> None:
        self.tokens, self.end, self.here, self.depth = tokens, end, 0, 0
        self.in_sum = False

    def whole(self) -> Expression:
        found = self.total()
        if self.here < len(self.tokens):
            raise self.unexpected()
        return found

    def total(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _refused(
                "MTH-03",
                _(
                    "At position %(position)s the formula is nested more than %(most)s deep. Take it "
                    "apart into several."
                ),
                self.at,
                most=DEEPEST,
            )
        at, terms = self.at, [("+", self.product())]
        while self.sign in {"+", "-"}:
            terms.append((self.take(), self.product()))
        self.depth -= 1
        return terms[0][1] if len(terms) == 1 else Total(tuple(terms), at)

    def product(self) -> Expression:
        at, factors = self.at, [("*", self.signed())]
        while self.sign in {"*", "/"}:
            factors.append((self.take(), self.signed()))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors), at)

    def signed(self) -> Expression:
        """A factor, or one minus before it: `- a`; two of them in a row are nobody's meaning."""
        if self.sign != "-":
            return self.power()
        at = self.at
        self.take()
        return Total((("-", self.power()),), at)

    def power(self) -> Expression:
        base = self.single()
        if self.sign != "^":
            return base
        at = self.at
        self.take()
        token = self.token
        if token is None or token.kind != "number" or not re.fullmatch("10|[0-9]", token.text):
            raise _refused(
                "MTH-04",
                _("At position %(position)s an exponent is a whole number from 0 to %(most)s."),
                self.at,
                most=HIGHEST_POWER,
            )
        self.here += 1
        return Power(base, int(token.text), at)

    def single(self) -> Expression:
        token = self.token
        if token is None:
            raise self.unexpected()
        if token.kind == "number":
            self.here += 1
            return Number(Decimal(token.text), token.at)
        if token.kind == "name":
            self.here += 1
            return self.call(token) if self.sign == "(" else Name(token.text, token.at)
        if token.text == "(":
            self.here += 1
            inside = self.total()
            self.expect(")")
            return inside
        raise self.unexpected()

    def call(self, token: _Token) -> Expression:
        if token.text not in FUNCTIONS:
            raise _refused(
                "MTH-06",
                _("At position %(position)s “%(name)s” is no function. There are sum, min and max."),
                token.at,
                name=token.text,
            )
        self.expect("(")
        if token.text == "sum":
            return self.summed(token)
        parts = [self.total()]
        while self.sign == ",":
            self.here += 1
            parts.append(self.total())
        self.expect(")")
        return Extreme(token.text, tuple(parts), token.at)

    def summed(self, token: _Token) -> Expression:
        """`sum(group, ...)`. Sums do not nest: the work stays that of one walk over the items."""
        if self.in_sum:
            raise _refused(
                "MTH-07",
                _(
                    "At position %(position)s a sum stands within a sum. Give the inner one a formula of its own and "
                    "name it here."
                ),
                token.at,
            )
        group = self.token
        if group is None or group.kind != "name":
            raise self.unexpected()
        self.here += 1
        self.expect(",")
        self.in_sum = True
        inner = self.total()
        self.in_sum = False
        self.expect(")")
        return Sum(group.text, inner, token.at)

    @property
    def token(self) -> _Token | None:
        return self.tokens[self.here] if self.here < len(self.tokens) else None

    @property
    def at(self) -> int:
        return self.token.at if self.token is not None else self.end

    @property
    def sign(self) -> str:
        return self.token.text if self.token is not None and self.token.kind == "sign" else ""

    def take(self) -> str:
        self.here += 1
        return self.tokens[self.here - 1].text

    def expect(self, sign: str) -> None:
        if self.sign != sign:
            raise _refused("MTH-05", _("At position %(position)s “%(sign)s” is missing."), self.at, sign=sign)
        self.here += 1

    def unexpected(self) -> Refused:
        token = self.token
        if token is None:
            return _refused(
                "MTH-05", _("At position %(position)s the formula ends where a name or number is wanted."), self.at
            )
        return _refused(
            "MTH-05",
            _("At position %(position)s “%(sign)s” stands where it cannot."),
            token.at,
            sign=shortened(token.text),
        )
