"""Accounts, their holders and the people who act for them."""

import string
from collections.abc import Callable, Sequence
from typing import ClassVar, override

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common import clock
from common.models import Sourced
from common.text import constraint, one_line
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, Side
from partners.people.models.people import Appointment, Role, User, Visitor
from partners.people.models.personnel import IdentityProof
from registry.models.book import BookAccount, Holding
from registry.states.accounts import NEVER_OPENED, WAITING, WRITTEN, AccountMachine, AccountState

JAPAN = "JP"
PEOPLE_OF_AN_ACCOUNT = range(2, 5)


class AccountKind(models.TextChoices):
    """Kinds of account (domain notes 6.2). The book knows each by its purpose."""

    GOVERNMENT = "government", _("Government holding account")
    ENTITY = "entity", _("Entity holding account")
    RETIREMENT = "retirement", _("Retirement account")
    CANCELLATION_VOLUNTARY = "cancellation_voluntary", _("Cancellation account: voluntary")
    CANCELLATION_OMGE = "cancellation_omge", _("Cancellation account: overall mitigation")
    CANCELLATION_OTHER = "cancellation_other", _("Cancellation account: other purposes")
    BUFFER = "buffer", _("Buffer account")
    UNSPLIT = "unsplit", _("Issued, split not published")


CODE_OF = {
    AccountKind.GOVERNMENT: 100,
    AccountKind.ENTITY: 120,
    AccountKind.RETIREMENT: 300,
    AccountKind.CANCELLATION_VOLUNTARY: 210,
    AccountKind.CANCELLATION_OMGE: 220,
    AccountKind.CANCELLATION_OTHER: 230,
    AccountKind.BUFFER: 400,
    AccountKind.UNSPLIT: 900,
}
PURPOSE_OF = {
    AccountKind.GOVERNMENT: "holding",
    AccountKind.ENTITY: "holding",
    AccountKind.RETIREMENT: "retirement",
    AccountKind.CANCELLATION_VOLUNTARY: "cancellation",
    AccountKind.CANCELLATION_OMGE: "cancellation",
    AccountKind.CANCELLATION_OTHER: "cancellation",
    AccountKind.BUFFER: "buffer",
    AccountKind.UNSPLIT: "unsplit",
}


_SIGNS = string.digits + string.ascii_uppercase


def check_digits(body: str) -> str:
    """Two check digits by ISO 7064 MOD 97-10, letters as 10..35, as in an IBAN; finds every single wrong character."""
    digits = "".join(str(_SIGNS.index(sign)) for sign in body if sign in _SIGNS)
    return f"{98 - int(digits + '00') % 97:02d}"


def number_for(registry: str, kind: str, sequence: int) -> str:
    """An account number: registry, code of the kind, running number, check digits: `JP-120-000123-45`."""
    body = f"{registry}-{CODE_OF[AccountKind(kind)]}-{sequence:06d}"
    return f"{body}-{check_digits(body)}"


def has_right_check_digits(number: str) -> bool:
    """True when the number's form and its check digits are right."""
    body, _dash, check = number.rpartition("-")
    plain = body.replace("-", "")
    return body.count("-") == 2 and plain != "" and set(plain) <= set(_SIGNS) and check_digits(body) == check


def administering_ids(country_id: int | None) -> set[int]:
    """The organisations whose administrators keep the registry of Japan (None) or of a partner country."""
    held = Appointment.objects.in_force().filter(role=Role.REGISTRY)
    if country_id is None:
        held = held.filter(organisation__side=Side.JAPAN)
    else:
        held = held.filter(Q(country=None) | Q(country=country_id), organisation__side=Side.PARTNER)
    return set(held.values_list("organisation_id", flat=True))


class Account(AccountMachine, Sourced):
    """An account in the registry of Japan (`JP`) or of a partner country."""

    number = models.CharField(max_length=24, unique=True, editable=False)
    registry = models.CharField(max_length=2)
    country = models.ForeignKey(PartnerCountry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24, choices=AccountKind)
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="accounts")
    name = models.CharField(max_length=200, validators=[one_line])
    book = models.OneToOneField(
        BookAccount, null=True, on_delete=models.PROTECT, related_name="account", editable=False
    )
    # The holder's own rule: transfers go to accounts of its trusted list and to its other accounts, and nowhere else.
    trusted_only = models.BooleanField(default=False, db_default=False, editable=False)
    applied_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        verbose_name = _("account")
        constraints = [
            constraint("name", name="account_name_fit"),
            models.CheckConstraint(condition=Q(state__in=AccountState.values), name="account_state_known"),
            models.CheckConstraint(condition=Q(kind__in=AccountKind.values), name="account_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(NEVER_OPENED)) | Q(opened_at__isnull=False, book__isnull=False),
                name="opened_account_is_in_the_book",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("applied_by")), name="account_checked_by_another"
            ),
            models.CheckConstraint(
                condition=Q(opened_by=None)
                | (
                    Q(checked_by__isnull=False)
                    & ~Q(opened_by=F("checked_by"))
                    & (~Q(kind="entity") | ~Q(opened_by=F("applied_by")))
                ),
                name="account_opened_by_second_person",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | (Q(closing_asked_by__isnull=False) & ~Q(closed_by=F("closing_asked_by"))),
                name="account_closed_by_second_person",
            ),
            models.CheckConstraint(
                condition=Q(registry="JP", country=None) | (~Q(registry="JP") & Q(country__isnull=False)),
                name="account_country_is_its_registry",
            ),
            models.UniqueConstraint(
                fields=["registry", "kind", "origin"],
                condition=~Q(kind="entity") & ~Q(state__in=["closed", "refused", "withdrawn"]),
                name="one_government_account_a_kind",
            ),
        ]

    # What a move saves: the state and its facts, never number or place in the book. Were these keys written again,
    # PostgreSQL would keep whoever only names the account (a foreign key) waiting: see `services.locks`.
    MOVED_FIELDS: ClassVar[tuple[str, ...]] = (
        "applied_at",
        *(field.name for field in AccountMachine._meta.local_fields),
    )

    @override
    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("registry:account-page", args=[self.number])

    @property
    def reference(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        return self.name

    @property
    def is_terminal(self) -> bool:
        return PURPOSE_OF[AccountKind(self.kind)] in {"retirement", "cancellation"}

    @property
    def is_kept_once(self) -> bool:
        """The registry keeps one of its kind, for its government; of companies' accounts there are many."""
        return self.kind != AccountKind.ENTITY

    @property
    def needs_representatives(self) -> bool:
        """Accounts that somebody holds; terminal ones are moved by rule alone."""
        return self.kind in {AccountKind.ENTITY, AccountKind.GOVERNMENT}

    @property
    def is_written(self) -> bool:
        """True while the applicant may still change the application."""
        return self.state in WRITTEN

    @property
    def is_waiting(self) -> bool:
        """True from the first word of the application until it is opened, declined or withdrawn."""
        return self.state in WAITING

    def party_ids(self, role: str) -> set[int]:
        """The holder acts as participant; the registry that keeps the account names its administrators."""
        if role == Role.REGISTRY:
            return administering_ids(self.country_id)
        return {self.holder_id} if role == "participant" else set()

    def interested_people(self) -> set[int]:
        """Who acts for the account judges nothing of it, whichever organisation holds it."""
        return {one.user_id for one in self.representatives.all() if one.ended_on is None}

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever took the step before does not take this one: it waits for the others."""
        before: dict[str, int | None] = {
            AccountState.APPLIED: self.applied_by_id,
            AccountState.CHECKED: self.checked_by_id,
            AccountState.CLOSING: self.closing_asked_by_id,
        }
        return before.get(self.state)

    @override
    def acting_role(self, role: str) -> str:
        """A government's representatives act in their own role."""
        return "government" if role == "participant" and self.holder.kind == "government" else role

    def is_holders(self, user: Visitor) -> bool:
        """True for people of the holder today, in the role that such an account needs."""
        return user.is_authenticated and self.holder_id in user.organisation_ids(self.acting_role(Role.PARTICIPANT))

    def rights_of(self, user: Visitor) -> set[str]:
        """`propose`, `approve`, `view`: what this person may do here as a representative who is of the holder today."""
        if not self.is_holders(user):
            return set()
        seat = next((one for one in self.seats() if one.user_id == user.pk), None)
        return seat.rights if seat else set()

    def seats(self) -> "list[Representative]":
        """The seats that have not ended, also those of people who are no longer of the holder."""
        today = clock.today()
        return [one for one in self.representatives.all() if one.ended_on is None or one.ended_on > today]

    def acting_seats(self) -> "list[Representative]":
        """The seats of people who are of the holder today."""
        named = Appointment.objects.in_force().filter(organisation=self.holder_id)
        able = set(named.filter(role=self.acting_role(Role.PARTICIPANT)).values_list("user", flat=True))
        return [one for one in self.seats() if one.user_id in able]

    @property
    def in_book(self) -> int:
        """Its key in the book. Raises: ValueError when it was never opened there: a fault, its callers have judged."""
        if self.book_id is None:
            raise ValueError(f"{self.number} is not in the book")
        return self.book_id

    def holds_nothing(self) -> bool:
        return self.book_id is None or not Holding.objects.of_account(self.book_id).exists()

    def has_open_papers(self) -> bool:
        """True while a change of its people, rule or holder, or a document that was asked for, waits for somebody."""
        papers = (self.representative_changes, self.rule_changes, self.holder_changes, self.document_requests)
        return any(rows.filter(state__in=list(rows.model.HOLDERS)).exists() for rows in papers)

    def has_enough_representatives(self) -> bool:
        """Two to four people of the holder today, one of whom proposes and another approves; terminal accounts need
        none. The database counts seats alone: a role ends whatever accounts are left without people by it, and such an
        account moves nothing until its registry has helped it to others."""
        if not self.needs_representatives:
            return True
        return enough_people(self.acting_seats(), lambda one, other: other.user_id in one.user.own_accounts)

    def has_proved_representatives(self) -> bool:
        """True when officers have seen who each is that proposes or approves; terminal accounts have none."""
        acting = {one.user_id for one in self.representatives.all() if one.ended_on is None and one.rights - {"view"}}
        proved = IdentityProof.objects.filter(person__in=acting).values_list("person", flat=True)
        return not self.needs_representatives or acting == set(proved)


class Representative(models.Model):
    """A person who acts for an account."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="representatives")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="represents")
    may_propose = models.BooleanField(default=False)
    may_approve = models.BooleanField(default=False)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["account", "user__name"]
        constraints = [
            models.UniqueConstraint(fields=["account", "user"], condition=Q(ended_on=None), name="representative_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.user} ({self.account.number})"

    @property
    def rights_in_words(self) -> str:
        """What the person may do for the account, as people read it."""
        if self.may_propose and self.may_approve:
            return gettext("proposes and approves")
        if self.may_propose:
            return gettext("proposes")
        return gettext("approves") if self.may_approve else gettext("reads")

    @property
    def rights(self) -> set[str]:
        named = {"propose": self.may_propose, "approve": self.may_approve, "view": True}
        return {right for right, given in named.items() if given}


def enough_people(seats: Sequence[Representative], is_same: Callable[[Representative, Representative], bool]) -> bool:
    """The one rule of who must act for an account: two to four people, one of whom proposes and another approves."""
    pairs = any(a.may_propose and b.may_approve and not is_same(a, b) for a in seats for b in seats)
    return len(seats) in PEOPLE_OF_AN_ACCOUNT and pairs


class TrustedAccount(models.Model):
    """An account to which a holder's transfers go without delay.

    One representative puts it on the list, another approves that; it counts from `active_on`, which is set then.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="trusted")
    receiver = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    active_on = models.DateField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["receiver__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "receiver"], condition=Q(removed_at=None), name="trusted_account_once"
            ),
            models.CheckConstraint(
                condition=Q(active_on=None)
                | Q(removed_at__isnull=False)  # an entry of before, which one person made, can be taken off
                | (Q(approved_by__isnull=False) & ~Q(approved_by=F("added_by"))),
                name="trusted_account_by_two",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.receiver.number

    @property
    def about(self) -> Account:
        """What a deed on it is about."""
        return self.account


class TransferLimit(models.Model):
    """A registry's own settings: the most that may leave an account in one transfer and in one day (UTC), and that a
    holding account may hold, t CO2 eq; whether a holder whose yearly confirmation is overdue may still propose."""

    registry = models.CharField(max_length=2, unique=True)
    most_per_transfer = models.PositiveBigIntegerField(null=True, blank=True)
    most_per_day = models.PositiveBigIntegerField(null=True, blank=True)
    most_held = models.PositiveBigIntegerField(null=True, blank=True)
    # Off unless a registry wants it: the ordinances ask for correct details, and no published rule stops transfers.
    overdue_details_stop_proposals = models.BooleanField(default=False)

    class Meta:
        ordering = ["registry"]

    @override
    def __str__(self) -> str:
        return self.registry
