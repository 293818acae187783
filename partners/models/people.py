"""People, and the roles they hold in organisations."""

from functools import cached_property
from typing import Any, ClassVar, override

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from partners.models.countries import PartnerCountry
from partners.models.organisations import Organisation


class Role(models.TextChoices):
    """Every role that a page, a move or a notice may name."""

    PARTICIPANT = "participant", _("Project participant")
    TPE = "tpe", _("Third-party entity")
    SECRETARIAT = "secretariat", _("JCMA officer")
    REGISTRY = "registry", _("Registry administrator")
    COMMITTEE = "committee", _("Joint Committee member")
    GOVERNMENT = "government", _("Government officer")
    AUDITOR = "auditor", _("Auditor")


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    @override
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail; or the system itself, which is a person too and never signs in."""

    SECRETS: ClassVar[tuple[str, ...]] = ("password", "last_login")  # no part of the history

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="en", choices=[("en", _("English")), ("ja", _("Japanese"))])
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_system = models.BooleanField(default=False, editable=False)
    suspended_at = models.DateTimeField(null=True, editable=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    wants_mail = models.BooleanField(default=True)
    wants_digest = models.BooleanField(default=False, db_default=False)
    session_round = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["is_system"], condition=Q(is_system=True), name="one_system_person"),
        ]

    @override
    def __str__(self) -> str:
        return self.name

    @cached_property
    def held(self) -> tuple["Appointment", ...]:
        """The appointments in force, read once a request."""
        if self.suspended_at is not None or not self.is_active:
            return ()
        return tuple(self.appointments.filter(ended_on=None).select_related("organisation", "country"))

    def holds(self, role: str, *, country_id: int | None = None, side: str | None = None) -> bool:
        """True when the person holds the role, for that country (or for all) and on that side where they are named."""
        return any(
            a.role == role
            and (country_id is None or a.country_id in {None, country_id})
            and (side is None or a.organisation.side == side)
            for a in self.held
        )

    @cached_property
    def own_accounts(self) -> frozenset[int]:
        """The keys of every account that is this person's, or may be: known or suspected ones with all theirs."""
        from partners.models.personnel import AliasCase  # noqa: PLC0415  it points at people

        known, asked = {self.pk}, {self.pk}
        while asked:
            pairs = AliasCase.objects.filter(Q(one__in=asked) | Q(other__in=asked)).exclude(state="two_persons")
            asked = {pk for pair in pairs.values_list("one", "other") for pk in pair} - known
            known |= asked
        return frozenset(known)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end with the password, and with the round: a suspension begins a new one."""
        salt = "partners.models.people.User.session"
        words = f"{self.password}:{self.session_round}"
        return salted_hmac(salt, words, secret=secret, algorithm="sha256").hexdigest()

    def organisation_ids(self, role: str | None = None) -> set[int]:
        """The organisations for which the person acts (in the role)."""
        return {a.organisation_id for a in self.held if role is None or a.role == role}


class Appointment(models.Model):
    """A person acts for an organisation in a role; for one country, or for all when none is named.

    It names the change by which two officers gave it, or was there when the platform was set up.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=12, choices=Role)
    country = models.ForeignKey(PartnerCountry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_lead = models.BooleanField(default=False, db_default=False)
    change = models.ForeignKey(
        "partners.PersonnelChange", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    is_set_up = models.BooleanField(default=False, db_default=False, editable=False)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["user", "role"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="appointment_role_known"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("since")), name="appointment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(change__isnull=False) | Q(is_set_up=True), name="appointment_names_its_change"
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "country"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
                name="appointment_once",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} ({self.organisation})"
