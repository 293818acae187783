"""What an account's holder hands in and keeps up to date: documents, details, changes of representatives."""

from datetime import date
from typing import override

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.models import StoredFile
from common.text import constraint, one_line
from registry.models.accounts import Account
from registry.states.holders import ChangeMachine, ChangeState, DetailsMachine, DetailsState


class AccountSlot(models.TextChoices):
    """Documents of an account application."""

    REGISTRATION = "registration", _("Certificate of corporate registration")
    AUTHORITY = "authority", _("Proof of the representatives’ authority")
    IDENTITY = "identity", _("Proof of the representatives’ identity")
    OFFICIAL_LETTER = "official-letter", _("Official letter that names the representatives")
    MOC = "moc", _("Modalities of communication (MoC) with the same representative")


class AccountDocument(models.Model):
    """A file for a slot of an application; a later one counts instead of an earlier one, and both stay."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="documents")
    slot = models.CharField(max_length=20, choices=AccountSlot)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["account", "slot", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(slot__in=AccountSlot.values), name="account_document_slot_known")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.account.number} {self.get_slot_display()}"

    @property
    def about(self) -> Account:
        """What a deed on it is about."""
        return self.account


class OfAccount(models.Model):
    """A paper of an account: its parties and its names are the account's."""

    account: Account

    class Meta:
        abstract = True

    @property
    def country_id(self) -> int | None:
        return self.account.country_id

    @property
    def title(self) -> str:
        return self.account.name

    @property
    def reference(self) -> str:
        return self.account.number

    def party_ids(self, role: str) -> set[int]:
        return self.account.party_ids(role)

    def interested_people(self) -> set[int]:
        return self.account.interested_people()

    def acting_role(self, role: str) -> str:
        return self.account.acting_role(role)


class HolderDetails(OfAccount, DetailsMachine):
    """The holder as the registry records it (domain notes 6.2), in English and, for Japanese holders, in Japanese.

    `proposed_by` and `approved_by` are the two who made the latest change of an account that was opened.
    """

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="details")
    name_en = models.CharField(_("Name in English"), max_length=300, validators=[one_line])
    name_ja = models.CharField(_("Name in Japanese"), max_length=300, blank=True, validators=[one_line])
    representative = models.CharField(_("Legal representative"), max_length=200)
    address_en = models.CharField(_("Head office address in English"), max_length=500)
    address_ja = models.CharField(_("Head office address in Japanese"), max_length=500, blank=True)
    phone = models.CharField(_("Telephone"), max_length=40)
    email = models.EmailField(_("E-mail address"))
    department_en = models.CharField(_("Department managing the credits, in English"), max_length=300)
    department_ja = models.CharField(_("Department managing the credits, in Japanese"), max_length=300, blank=True)
    department_address_en = models.CharField(_("Address of the department in English"), max_length=500)
    department_address_ja = models.CharField(_("Address of the department in Japanese"), max_length=500, blank=True)
    department_phone = models.CharField(_("Telephone of the department"), max_length=40)
    department_email = models.EmailField(_("E-mail address of the department"))
    proposed_values = models.JSONField(default=dict, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("details of an account holder")
        ordering = ["account"]
        constraints = [
            constraint("name_en", name="holderdetails_name_en_fit", empty=True),
            constraint("name_ja", name="holderdetails_name_ja_fit", empty=True),
            models.CheckConstraint(condition=Q(state__in=DetailsState.values), name="details_state_known"),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(proposed_by__isnull=False), name="details_have_proposer"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="details_approved_by_another"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name_en

    def get_absolute_url(self) -> str:
        return f"{self.account.get_absolute_url()}details/"

    @property
    def due_on(self) -> date | None:
        """A year after the last confirmation; 28 February after a 29th."""
        if self.confirmed_on is None:
            return None
        leap = self.confirmed_on.month == 2 and self.confirmed_on.day == 29
        return self.confirmed_on.replace(year=self.confirmed_on.year + 1, day=28 if leap else self.confirmed_on.day)

    @property
    @override
    def fixed_due_on(self) -> date | None:
        """The inbox takes the day from here."""
        return self.due_on

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever changed them does not approve it: the step waits for the others."""
        return self.proposed_by_id if self.state == DetailsState.PROPOSED else None

    @staticmethod
    def overdue_if_confirmed_before(today: date) -> date:
        """What was last confirmed before this day is overdue: `is_overdue` for a question about many."""
        leap = today.month == 2 and today.day == 29
        return date(today.year - 1, 3, 1) if leap else today.replace(year=today.year - 1)

    def is_overdue(self, today: date) -> bool:
        """True when a year and more has passed since the last confirmation."""
        return self.due_on is not None and self.due_on < today


class ChangeKind(models.TextChoices):
    ADD = "add", _("Add a representative")
    RIGHTS = "rights", _("Change the rights of a representative")
    REMOVE = "remove", _("Remove a representative")


class RepresentativeChange(OfAccount, ChangeMachine):
    """A change of representatives, as it was asked for; it takes effect when an officer confirms it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="representative_changes")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    may_propose = models.BooleanField(default=False)
    may_approve = models.BooleanField(default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of representatives")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="seat_change_state_known"),
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="seat_change_kind_known"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user"))),
                name="change_decided_by_another",
            ),
            models.UniqueConstraint(
                fields=["account", "user"], condition=Q(state="asked"), name="one_open_change_a_person"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}"

    def get_absolute_url(self) -> str:
        return f"{self.account.get_absolute_url()}representatives/{self.pk}/"

    @property
    @override
    def excepted_person_id(self) -> int:
        """Whoever asked does not confirm."""
        return self.asked_by_id

    @property
    def rights(self) -> set[str]:
        """What the person may do after it."""
        given = {"propose": self.may_propose, "approve": self.may_approve}
        return set() if self.kind == ChangeKind.REMOVE else {right for right, may in given.items() if may} | {"view"}
