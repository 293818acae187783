"""Documents that a registry asks the holder of an open account for."""

from datetime import date
from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.text import constraint, no_control_signs, one_line
from registry.models.accounts import Account
from registry.models.holders import OfAccount
from registry.states.document_requests import DocumentRequestMachine, DocumentRequestState


class DocumentRequest(OfAccount, DocumentRequestMachine):
    """A document that is named, with the reason and the last day; what is handed in stands among the account's
    documents, and what was asked for again stays beside it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="document_requests")
    name = models.CharField(max_length=200, validators=[one_line])
    reason = models.TextField(max_length=2000, validators=[no_control_signs])
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = _("document that is asked for")
        constraints = [
            constraint("name", name="document_request_name_fit"),
            models.CheckConstraint(
                condition=Q(state__in=DocumentRequestState.values), name="document_request_state_known"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.account.get_absolute_url()}document-requests/{self.pk}/"

    @property
    @override
    def title(self) -> str:
        return self.name

    @property
    @override
    def fixed_due_on(self) -> date | None:
        """The holder has the day that the registry named; the registry has that of the rulebook."""
        return self.due_on if self.state == DocumentRequestState.ASKED else None
