"""Papers: whatever is written, handed in, waits, is versioned, has files or is decided on has one row here.

Each kind's own table adds its answers and points here; steps, events, notices, documents, versions and decision items
point here, too. It lies on the ground floor, because events and the papers of every app do.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, override

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMModelMixin

from common.models.sourced import Origin
from common.words import WordsField, worded

if TYPE_CHECKING:
    from common.machines import Holder


def kind_of(model: type[models.Model]) -> str:
    """The name by which addresses, procedures and `Paper.kind` know the rows of a model."""
    return model._meta.label_lower.rpartition(".")[2]


class Paper(models.Model):
    """What every kind of paper has: which kind, what it is called, where it is read, for which country, its state.

    `kind` is the name of the row's model, and of the relation to it. `title` is read in the reader's language.
    `state` follows that of the row by a trigger (`paper_follows`); nothing else changes it (`paper_state_follows`).
    """

    keeps_history = False  # it repeats what its row says, whose history is kept

    kind = models.CharField(max_length=40)
    reference = models.CharField(max_length=60, blank=True)
    title = WordsField()
    address = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=40)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PLATFORM)

    class Meta:
        verbose_name = _("paper")
        constraints = [
            models.CheckConstraint(condition=Q(country__regex=r"^([A-Z]{2})?$"), name="paper_country_code"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="paper_origin_known"),
        ]
        indexes = [models.Index(fields=["kind", "state"], name="papers_by_kind")]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return self.address

    @property
    def is_example(self) -> bool:
        """True for papers of the demo's examples."""
        return self.origin == Origin.EXAMPLE

    @property
    def row(self) -> "PaperRow":
        """The row of its own kind, with its answers."""
        row: PaperRow = getattr(self, self.kind)
        return row


class PaperRow(FSMModelMixin, models.Model):
    """Base of every kind's own table: a state machine with a row among the papers, kept in step at each save."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="%(class)s", editable=False)

    # What shared code asks of every kind, and few kinds answer otherwise.
    HOLDERS: ClassVar[Mapping[str, "Holder"]] = {}  # whom each state waits for
    STATE_KINDS: ClassVar[Mapping[str, str]] = {}  # how a state is coloured
    MOVED_FIELDS: ClassVar[Sequence[str] | None] = None  # what a move saves, where that is not everything

    class Meta:
        abstract = True

    @override
    def save(self, *args: Any, **kwargs: Any) -> None:  # Django's own shape
        if self._state.adding and self.paper_id is None:
            # Its address and title may need the row's own key: they follow once the row is there.
            self.paper = Paper.objects.create(
                kind=self.paper_kind, title="", state=self._said("state"), country=self._country_code()
            )
        super().save(*args, **kwargs)
        self.keep_paper()

    @property
    def paper_kind(self) -> str:
        """The kind of paper, as addresses and procedures name it."""
        return kind_of(type(self))

    @property
    def fixed_due_on(self) -> date | None:
        """The last day of its step, where the paper itself bears it."""
        return None

    @property
    def excepted_person_id(self) -> int | None:
        """Who may not take its step, as the person who proposed it."""
        return None

    @property
    def not_in_form(self) -> Sequence[str]:
        """Answers of its kind that this paper does not give."""
        return ()

    def acting_role(self, role: str) -> str:
        """The role in which a party of it acts, where that differs from the declared one."""
        return role

    def parting(self) -> "PaperRow | None":
        """What is left to whoever loses the paper with a move."""
        return None

    def keep_paper(self) -> None:
        """Bring the paper's row up to what this row says now. The state has come by itself."""
        facts = {
            "reference": self._said("reference") or "",
            "title": worded(self._said("title")),
            "address": self._said("get_absolute_url"),
            "origin": Origin.EXAMPLE if self._said("is_example") else self._said("origin") or Origin.PLATFORM,
        }
        Paper.objects.filter(pk=self.paper_id).update(**facts)

    def _said(self, name: str) -> Any:  # what each kind calls a field, a property or a method
        said = getattr(self, name, None)
        return said() if callable(said) else said

    def _country_code(self) -> Coalesce:
        """The country that it concerns, as the database looks it up; empty where it concerns none."""
        countries = apps.get_model(settings.COUNTRY_MODEL).objects.filter(pk=self._said("country_id"))
        return Coalesce(Subquery(countries.values("iso2")), Value(""))
