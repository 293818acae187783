"""Refusals: the domain's way to say no, with a number that never changes and a sentence in the reader's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import override

from django.utils.functional import Promise

type Sentence = str | Promise


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """A use case was refused.

    Attributes:
        number: stable identity of the check, as `PIN-07`; never reused.
        text: the sentence with its places open; `common.words.Words.of_refusal` keeps it for later readers.
        sentence: says what to change; translated when it is shown. `params` fill its named places; a day
            among them is written in the reader's language.
        field: the input it concerns, so that a form can show it there.
        status: the HTTP status a door answers with: 403, 404, 409, 422, 429 or 503.
        retry_after: seconds until it may be tried again, where that is known.
    """

    def __init__(
        self,
        number: str,
        sentence: Sentence,
        *,
        field: str | None = None,
        status: int = 422,
        params: Mapping[str, object] | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(number)
        self.number = number
        self.text = sentence
        self.field = field
        self.status = status
        self.params = dict(params or {})
        self.retry_after = retry_after

    @property
    def sentence(self) -> str:
        """The sentence in the active language, its places filled."""
        from common.days import day  # noqa: PLC0415  days are refused too

        shown = {name: day(value) if isinstance(value, date) else value for name, value in self.params.items()}
        return str(self.text) % shown if shown else str(self.text)

    def about(self, field: str) -> "Refused":
        """The same refusal, about another input."""
        return Refused(self.number, self.text, field=field, status=self.status, params=self.params)

    @property
    def headers(self) -> dict[str, str]:
        """What an answer with this refusal says beside its page."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}

    @override
    def __str__(self) -> str:
        return f"{self.number}: {self.sentence}"


@dataclass(frozen=True)
class Check:
    """A numbered condition on one subject; declared beside the move it guards."""

    number: str
    sentence: Sentence
    holds: Callable[..., bool]
    field: str | None = field(default=None)

    def refusal(self) -> Refused:
        """What to raise when it does not hold."""
        return Refused(self.number, self.sentence, field=self.field)
