"""What people read before they act: a label and what stands beside it, the same on every page that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.refusals import Sentence


@dataclass(frozen=True)
class Fact:
    """One line of what is read before a final act.

    Attributes:
        value: what stands beside the label: words, a day, an amount; a sequence is a list.
        kind: `tonnes` for t CO2 eq, `serial` for serial numbers, `public` for words that everybody will read, as typed.
    """

    label: Sentence
    value: object
    kind: str = ""

    @property
    def values(self) -> Sequence[object]:
        """The value, or all of them."""
        several = isinstance(self.value, Sequence) and not isinstance(self.value, str)
        return list(self.value) if isinstance(self.value, Sequence) and several else [self.value]
