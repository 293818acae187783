"""What the rows of every request after registration share."""

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from partners.rulebooks.models.rules import RULES, RuleValue
from projects.papers.models.papers import ProjectPaper
from projects.papers.states import EDITABLE, RequestMachine


class AfterRegistration(RequestMachine, ProjectPaper):
    """Mixin of requests for a registered project: number, declaration and the committee's decision."""

    number = models.PositiveSmallIntegerField()
    declares_true = models.BooleanField(_("What we submit is true and complete"), default=False)
    decision_item = models.OneToOneField(
        DecisionItem, null=True, editable=False, on_delete=models.PROTECT, related_name="%(class)s"
    )

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Its address; each kind has its own."""
        raise NotImplementedError

    @property
    def reference(self) -> str:
        return self._of().reference or ""

    @property
    def document_name(self) -> str:
        """What kind of paper it is, as a heading."""
        return str(capfirst(str(self._meta.verbose_name)))

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    def rule(self, key: str) -> RuleValue:
        """A rule of the project's rulebook, or the declared default for projects of before the platform."""
        return self.rulebook.rule(key) if self.rulebook is not None else RULES[key].default


def promises(name: str, *states: str) -> list[models.BaseConstraint]:
    """The constraints that each kind of request shares; `states` are those it can be in, `name` begins their names."""
    decided = [state for state in ("awaiting_validation", "in_force", "not_approved") if state in states]
    return [
        models.CheckConstraint(condition=Q(state__in=states), name=f"{name}_state_known"),
        models.UniqueConstraint(fields=["project", "number"], name=f"{name}_number_once"),
        models.CheckConstraint(
            condition=Q(state__in=["draft", "withdrawn", "closed"]) | Q(submitted_at__isnull=False),
            name=f"{name}_submitted_has_time",
        ),
        models.CheckConstraint(
            condition=~Q(state="with_committee") | Q(decision_item__isnull=False), name=f"{name}_forwarded_has_decision"
        ),
        models.CheckConstraint(
            condition=~Q(state__in=decided) | Q(decided_on__isnull=False), name=f"{name}_decided_has_day"
        ),
    ]
