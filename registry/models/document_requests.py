"""Documents that a registry asks the holder of an open account for."""

from datetime import date
from typing import override

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import StoredFile
from common.text import constraint, no_control_signs, one_line
from registry.models.accounts import Account
from registry.models.holders import OfAccount
from registry.states.document_requests import DocumentRequestMachine, DocumentRequestState


class DocumentRequest(OfAccount, DocumentRequestMachine):
    """A document that is named, with the reason and the last day."""

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


class HandedInDocument(models.Model):
    """A file for a document that is asked for; what was asked for again stays beside the later one."""

    request = models.ForeignKey(DocumentRequest, on_delete=models.PROTECT, related_name="documents")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["request", "-pk"]

    @override
    def __str__(self) -> str:
        return f"{self.request}: {self.file.name}"

    @property
    def about(self) -> DocumentRequest:
        """What a deed on it is about."""
        return self.request
