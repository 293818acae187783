"""Where people are reached and from where they come: changes of e-mail addresses, and sign-ins."""

from typing import override

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.people.models.people import User


class AddressOutcome(models.TextChoices):
    OPEN = "open", _("Not counting yet")
    DONE = "done", _("The new address counts")
    STOPPED = "stopped", _("Stopped")
    LAPSED = "lapsed", _("Lapsed")


class AddressChange(models.Model):
    """A new address of a person: proved by a mailed link, and counting from an instant that the old one can stop."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="address_changes")
    old = models.EmailField()
    new = models.EmailField()
    outcome = models.CharField(max_length=7, choices=AddressOutcome, default=AddressOutcome.OPEN)
    asked_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)
    counts_from = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(outcome="open"), name="one_open_address_change_a_person"
            ),
            models.CheckConstraint(condition=Q(outcome__in=AddressOutcome.values), name="address_outcome_known"),
            models.CheckConstraint(
                condition=~Q(outcome="done") | Q(proved_at__isnull=False, counts_from__isnull=False),
                name="address_counts_when_proved",
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", ended_at=None) | ~Q(outcome="open") & Q(ended_at__isnull=False),
                name="address_change_ended_has_time",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person}: {self.get_outcome_display()}"

    @property
    def about(self) -> User:
        """What a deed on it is about."""
        return self.person


class SignInMeans(models.TextChoices):
    PASSWORD = "password", _("Password")
    SECOND_FACTOR = "second_factor", _("Password and second factor")
    PASSKEY = "passkey", _("Passkey")
    OTHER = "other", _("Another way")


class SignIn(models.Model):
    """That a person signed in, from where and how; kept for a limited time (`SIGN_INS_KEPT_DAYS`)."""

    keeps_history = False  # kept for a limited time on purpose: a history would keep it for ever

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField()
    network_address = models.GenericIPAddressField(null=True)
    device = models.UUIDField()
    means = models.CharField(max_length=13, choices=SignInMeans)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["device"], name="sign_ins_of_device"),
            models.Index(fields=["network_address", "at"], name="sign_ins_of_network"),
            models.Index(fields=["person", "-at"], name="sign_ins_of_person"),
            models.Index(fields=["at"], name="sign_ins_by_time"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person} {self.at:%Y-%m-%d %H:%M}"


class MailKind(models.TextChoices):
    """How a notice reaches its person by mail, fixed when it is made."""

    EACH = "each", _("A mail for each notice")
    DAILY = "daily", _("One mail a day with all notices")
    NONE = "none", _("No mail")
