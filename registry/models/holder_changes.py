"""Changes of holder: a merger, a sale of a business, a succession; the credits stay where they are."""

from typing import override

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.organisations.models import Organisation
from partners.people.models.people import Role
from registry.models.accounts import Account
from registry.models.holders import OfAccount
from registry.states.holder_changes import HolderChangeMachine, HolderChangeState


class HolderChange(OfAccount, HolderChangeMachine):
    """Another organisation takes an account over, with the two people who are to act for it first.

    `earlier_holder` is the holder as it was when the change was proposed; the history of the account keeps both.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="holder_changes")
    earlier_holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    new_holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        ordering = ["-proposed_at"]
        verbose_name = _("change of holder")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HolderChangeState.values), name="holder_change_state_known"),
            models.CheckConstraint(condition=~Q(new_holder=F("earlier_holder")), name="holder_change_changes"),
            models.CheckConstraint(condition=~Q(proposer=F("approver")), name="holder_change_names_two"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="holder_change_by_two",
            ),
            models.UniqueConstraint(fields=["account"], condition=Q(state="proposed"), name="one_open_holder_change"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.account.number}: {self.new_holder}"

    def get_absolute_url(self) -> str:
        return f"{self.account.get_absolute_url()}holder/{self.pk}/"

    @override
    def party_ids(self, role: str) -> set[int]:
        """Both holders hear of it, and nobody of either decides it."""
        if role == Role.PARTICIPANT:
            return {self.earlier_holder_id, self.new_holder_id}
        return super().party_ids(role)

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever proposed it does not confirm it: the step waits for the others."""
        return self.proposed_by_id if self.state == HolderChangeState.PROPOSED else None

    def interested_ids(self) -> set[int]:
        """Whoever acts for either holder does not judge it."""
        return {self.earlier_holder_id, self.new_holder_id}
