"""Conditions of a deed: declared once, asked by the service that does it, and told on the page before anybody tries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from common.refusals import Check, Refused, Sentence

type Asked = Callable[[Any, date], object]  # of a subject, as the app that declares it knows it, on a day
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Condition:
    """Something that must hold.

    Attributes:
        label: what holds then, in a few words.
        ask: raises `Refused` while it does not.
        url: where it is looked after.
        opens_on: the day from which it may hold, where time alone brings it about.
    """

    label: Sentence
    ask: Asked
    url: Callable[[Any], str] = lambda _subject: ""
    opens_on: Callable[[Any], date | None] = lambda _subject: None


@dataclass(frozen=True)
class Standing:
    """How a condition stands on a day: what is missing, where, and from when it may hold."""

    label: Sentence
    url: str
    refusal: Refused | None
    day: date | None

    @property
    def is_met(self) -> bool:
        return self.refusal is None


@dataclass(frozen=True)
class Outlook:
    """All conditions of a deed together."""

    deed: Sentence
    standings: Sequence[Standing]

    @property
    def unmet(self) -> Sequence[Standing]:
        return [one for one in self.standings if not one.is_met]

    @property
    def met(self) -> int:
        return len(self.standings) - len(self.unmet)

    @property
    def earliest(self) -> date | None:
        """The first day on which it may be possible, as far as time decides it."""
        return max((one.day for one in self.unmet if one.day is not None), default=None)


def whole(label: Sentence, checks: Sequence[Check], url: Callable[[Any], str] = lambda _subject: "") -> Condition:
    """One condition of the checks of a move: the first that does not hold is told."""

    def ask(subject: Any, _on: date) -> None:
        for check in checks:
            if not check.holds(subject):
                raise check.refusal()

    return Condition(label, ask, url)


def hold(conditions: Sequence[Condition], subject: object, on: date) -> None:
    """Ask each in order. Raises the refusal of the first that does not hold."""
    for condition in conditions:
        condition.ask(subject, on)


def outlook(deed: Sentence, conditions: Sequence[Condition], subject: object, on: date) -> Outlook:
    """How each stands; the same questions as `hold` asks."""
    return Outlook(deed, [_standing(condition, subject, on) for condition in conditions])


def _standing(condition: Condition, subject: object, on: date) -> Standing:
    try:
        condition.ask(subject, on)
    except Refused as refusal:
        return Standing(condition.label, condition.url(subject), refusal, condition.opens_on(subject))
    return Standing(condition.label, condition.url(subject), None, None)
