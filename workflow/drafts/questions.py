"""How questions are declared: which of them stand together on a page of a form, with title, lead and hints."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.forms import BaseForm

from common.refusals import Sentence

type FormMaker = Callable[..., BaseForm]


@dataclass(frozen=True)
class Section:
    """A page of a draft. `fields` are fields of the model; `form` makes another form where they are not enough."""

    slug: str
    title: Sentence
    lead: Sentence
    fields: tuple[str, ...]
    hints: Mapping[str, Sentence] = field(default_factory=dict)
    form: FormMaker | None = None
    keeps: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The answers of the paper that this section writes; another form says so by `keeps`."""
        return self.keeps or self.fields
