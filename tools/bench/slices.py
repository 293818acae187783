"""Measure several things in turn, a second each, so that whatever else the machine does weighs on all alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

type Slice = Callable[[], float]
"""Does its work for about a second and returns how much it did in one."""


@dataclass(frozen=True)
class Turns:
    """What each thing did in each turn, per second, in the order of the turns."""

    done: Mapping[str, tuple[float, ...]]

    def per_second(self, name: str) -> float:
        """The middle of its turns."""
        return median(self.done[name])

    def ratio(self, name: str, to: str) -> tuple[float, float, float]:
        """The lower quartile, the median and the upper quartile of the ratios of one turn each."""
        pairs = [mine / theirs for mine, theirs in zip(self.done[name], self.done[to], strict=True)]
        low, middle, high = quantiles(pairs, n=4, method="inclusive")
        return low, middle, high

    def figures(self, figure: str, name: str, to: str) -> dict[str, float]:
        """A ratio as it is printed: its median under the figure's name, its quartiles beside it."""
        low, middle, high = self.ratio(name, to)
        return {figure: middle, f"{figure}_q1": low, f"{figure}_q3": high}


def in_turn(things: Mapping[str, Slice], *, turns: int) -> Turns:
    """Let each thing work once a turn; every second turn goes backwards, so that nobody always comes after the same."""
    done: dict[str, list[float]] = {name: [] for name in things}
    for turn in range(turns):
        for name in sorted(things, reverse=bool(turn % 2)):
            done[name].append(things[name]())
    return Turns({name: tuple(each) for name, each in done.items()})
