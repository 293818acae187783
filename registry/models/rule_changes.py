"""The rule of an account, as its holder sets it; one representative proposes another rule, a second approves it."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.accounts import Account
from registry.models.holders import OfAccount
from registry.states.rule_changes import RuleChangeMachine, RuleChangeState


class RuleChange(OfAccount, RuleChangeMachine):
    """Whether credits are to leave an account for trusted accounts alone, as a representative proposes it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="rule_changes")
    trusted_only = models.BooleanField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        verbose_name = _("change of an account’s rule")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RuleChangeState.values), name="rule_change_state_known"),
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="rule_change_by_two",
            ),
            models.UniqueConstraint(fields=["account"], condition=Q(state="proposed"), name="one_open_rule_change"),
        ]

    @override
    def __str__(self) -> str:
        return self.account.number

    def get_absolute_url(self) -> str:
        return f"{self.account.get_absolute_url()}rules/{self.pk}/"

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever proposed it does not approve it: the step waits for the others."""
        return self.proposed_by_id if self.state == RuleChangeState.PROPOSED else None
