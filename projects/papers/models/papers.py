"""What every paper of a project offers: its project's country, rulebook and parties, for permissions and inbox."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from partners.rulebooks.models.rulebooks import Rulebook
    from projects.projects.models import Project


class ProjectPaper(models.Model):
    """Mixin of the papers of a project; the subclass has `project` as field or property."""

    class Meta:
        abstract = True

    def _of(self) -> "Project":
        return self.project  # type: ignore[attr-defined,no-any-return]  # a field here, a property there

    @property
    def country_id(self) -> int:
        return self._of().country_id

    @property
    def rulebook(self) -> "Rulebook | None":
        return self._of().rulebook

    @property
    def is_example(self) -> bool:
        """True for papers of the demo's examples."""
        return self._of().is_example

    def tpe_ids(self) -> set[int]:
        """The third-party entities that work on this paper."""
        return set()

    def counting_tpe_ids(self) -> set[int]:
        """Of the project's third-party entities those whose work and designation count today: they read."""
        return self._of().counting_tpe_ids()

    def party_ids(self, role: str) -> set[int]:
        """The organisations that act in a role for this paper; an empty set where no one in particular does."""
        if role == "participant":
            return self._of().participant_ids()
        return self.tpe_ids() if role == "tpe" else set()


class WithFee(models.Model):
    """Mixin of requests with which a fee is due where the rulebook says so; both facts together, or neither."""

    FEE_KEY: ClassVar[str] = ""

    fee_reference = models.CharField(_("reference of the payment"), max_length=120, blank=True, editable=False)
    fee_paid_on = models.DateField(_("day of the payment"), null=True, editable=False)

    class Meta:
        abstract = True
