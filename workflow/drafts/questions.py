"""How questions are declared: which of them stand together on a page of a form, with title, lead and hints."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.forms import BaseForm

from common.refusals import Check, Refused, Sentence
from partners.people.models.people import User

type FormMaker = Callable[..., BaseForm]
type Part = tuple[str, Callable[[Any], None]]  # a section's slug, and a check that refuses while it is not whole


@dataclass(frozen=True)
class Section:
    """A page of a draft. `fields` are fields of the model; `form` makes another form where they are not enough.

    `optional` are answers that nobody asks for, whatever else is answered; the form marks them so. An answer that is
    needed in some cases only has a hint that says in which.
    """

    slug: str
    title: Sentence
    lead: Sentence
    fields: tuple[str, ...]
    hints: Mapping[str, Sentence] = field(default_factory=dict)
    form: FormMaker | None = None
    keeps: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        """The answers of the paper that this section writes; another form says so by `keeps`."""
        return self.keeps or self.fields


@dataclass(frozen=True)
class Draft:
    """How a paper is written: its sections, their forms, what is asked of them before it is handed in, and by whom it
    may be written (`writable` refuses everybody else)."""

    sections: Sequence[Section]
    checks: Sequence[Check]
    writable: Callable[[Any, User | AnonymousUser], None]
    parts: Sequence[Part] = ()
    form: FormMaker | None = None  # of fields of the model alone, where none is said

    def section(self, slug: str) -> Section | None:
        """A section by its slug."""
        return next((section for section in self.sections if section.slug == slug), None)

    def may_change(self, paper: Any, user: User | AnonymousUser) -> bool:
        """True while this person may write on the paper."""
        try:
            self.writable(paper, user)
        except Refused:
            return False
        return True
