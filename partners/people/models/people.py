"""People, and the roles they hold in organisations; here alone stands which of them count today."""

from copy import copy
from datetime import date, timedelta
from functools import cached_property
from typing import Any, ClassVar, Self, override

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from common import clock, zones
from common.text import constraint, one_line
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind


class Role(models.TextChoices):
    """Every role that a page, a move or a notice may name."""

    PARTICIPANT = "participant", _("Project participant")
    TPE = "tpe", _("Third-party entity")
    SECRETARIAT = "secretariat", _("JCMA officer")
    REGISTRY = "registry", _("Registry administrator")
    COMMITTEE = "committee", _("Joint Committee member")
    GOVERNMENT = "government", _("Government officer")
    AUDITOR = "auditor", _("Auditor")


# Roles of public bodies: a body of one country holds them for that country alone.
OFFICES = frozenset({Role.SECRETARIAT, Role.REGISTRY, Role.COMMITTEE, Role.GOVERNMENT})


type Visitor = User | AnonymousUser  # whoever reads, signed in or not


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
    name = models.CharField(max_length=120, validators=[one_line])
    language = models.CharField(max_length=5, default="en", choices=[("en", _("English")), ("ja", _("Japanese"))])
    time_zone = models.TextField(blank=True, db_default="")
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
            constraint("name", name="user_name_fit", empty=True),
            models.UniqueConstraint(fields=["is_system"], condition=Q(is_system=True), name="one_system_person"),
        ]

    @override
    def __str__(self) -> str:
        return self.name

    @property
    def clock_zone(self) -> str:
        """The time zone of the person's own clock: as they chose, or that of the country for which they act."""
        if self.time_zone:
            return self.time_zone
        countries = (a.organisation.country or a.country for a in self.held if a.organisation.side == "partner")
        return next((country.time_zone for country in countries if country is not None), zones.HOME)

    @property
    def is_barred(self) -> bool:
        """True for who was suspended or is no longer active: to the platform they are nobody."""
        return self.suspended_at is not None or not self.is_active

    @property
    def held(self) -> tuple["Appointment", ...]:
        """The appointments that count today, read once a request.

        A committee member's stands here once for each country in whose committee they sit, bearing that country.
        """
        return () if self.is_barred else self.held_as_read

    @cached_property
    def held_as_read(self) -> tuple["Appointment", ...]:
        """What was read of it; a member without a seat counts nowhere."""
        found = Appointment.objects.running().filter(user=self).select_related("organisation", "country")
        return tuple(acting for appointment in found.with_seats() for acting in appointment.as_counted())

    def holds(self, role: str, *, country_id: int | None = None, side: str | None = None) -> bool:
        """True when the person holds the role, for that country (or for all) and on that side where they are named."""
        return any(
            a.role == role
            and (country_id is None or a.country_id in {None, country_id})
            and (side is None or a.organisation.side == side)
            for a in self.held
        )

    @cached_property
    def concerned(self) -> frozenset[int]:
        """The organisations in which the person has an interest, read once a request: they act for them, did so within
        `INTEREST_MONTHS`, or declared it as a member of a committee. A government is an office, not an interest."""
        since = clock.today() - timedelta(days=settings.INTEREST_MONTHS * 365 // 12)
        acts = Appointment.objects.filter(Q(ended_on=None) | Q(ended_on__gte=since), user__in=self.own_accounts)
        acts = acts.exclude(organisation__kind=OrganisationKind.GOVERNMENT)
        return frozenset(acts.values_list("organisation_id", flat=True)) | self._declared()

    def _declared(self) -> set[int]:
        """The organisations that the newest yearly declaration of each seat names."""
        if not self.holds(Role.COMMITTEE):
            return set()
        seats = self.committee_seats.filter(ended_on=None)
        newest = [seat.standing_declarations.first() for seat in seats]
        return {pk for one in newest if one for pk in one.organisations.values_list("pk", flat=True)}

    @cached_property
    def own_accounts(self) -> frozenset[int]:
        """The keys of every account that is this person's, or may be: known or suspected ones with all theirs."""
        from partners.people.models.personnel import AliasCase  # noqa: PLC0415  it points at people

        known, asked = {self.pk}, {self.pk}
        while asked:
            pairs = AliasCase.objects.filter(Q(one__in=asked) | Q(other__in=asked)).exclude(state="two_persons")
            asked = {pk for pair in pairs.values_list("one", "other") for pk in pair} - known
            known |= asked
        return frozenset(known)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end with the password, and with the round: a suspension begins a new one."""
        salt = "partners.people.models.people.User.session"
        words = f"{self.password}:{self.session_round}"
        return salted_hmac(salt, words, secret=secret, algorithm="sha256").hexdigest()

    def organisation_ids(self, role: str | None = None) -> set[int]:
        """The organisations for which the person acts (in the role)."""
        return {a.organisation_id for a in self.held if role is None or a.role == role}


def running(on: date | None = None, path: str = "") -> Q:
    """The condition that a span of days has begun and has not ended on a day (today, by the clock in UTC).

    Args:
        path: how a query reaches the row that has the days, as `representatives__`.
    """
    day = on or clock.today()
    begun = Q(**{f"{path}since__lte": day})
    return begun & (Q(**{f"{path}ended_on": None}) | Q(**{f"{path}ended_on__gt": day}))


class AppointmentQuerySet(QuerySet["Appointment"]):
    """Which appointments count: every right of a person follows from these."""

    def running(self, on: date | None = None) -> Self:
        """Begun and not ended; of people who are neither suspended nor inactive."""
        able = Q(user__is_active=True, user__suspended_at=None, user__is_system=False)
        return self.filter(running(on) & able)

    def in_force(self, on: date | None = None) -> Self:
        """Those that give rights: running, and for a committee member with a seat on that side."""
        everywhere = Q(Exists(_seats(on)), country=None)
        here = Exists(_seats(on).filter(committee__country=OuterRef("country")))
        return self.running(on).filter(~Q(role=Role.COMMITTEE) | everywhere | here)

    def of_country(self, country_id: int | None, on: date | None = None) -> Self:
        """Those for a country, or for all; of committee members those who sit in its committee."""
        here = self.filter(Q(country=None) | Q(country_id=country_id))
        seated = Exists(_seats(on).filter(committee__country_id=country_id))
        return here.filter(~Q(role=Role.COMMITTEE) | seated)

    def with_seats(self, on: date | None = None) -> Self:
        """Each with `seated_in`, the countries in whose committees its person sits on that side."""
        return self.annotate(seated_in=ArraySubquery(_seats(on).values("committee__country_id")))


def _seats(on: date | None = None) -> QuerySet[Any]:
    """The seats that an appointment in a query has on its own side; the model is known once all are read."""
    seats: QuerySet[Any] = User._meta.get_field("committee_seats").related_model._default_manager.all()
    return seats.filter(running(on), user=OuterRef("user"), side=OuterRef("organisation__side")).order_by()


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

    objects = AppointmentQuerySet.as_manager()

    seated_in: list[int]

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

    @property
    def about(self) -> "User":
        """What a deed on it is about."""
        return self.user

    def as_counted(self) -> "list[Appointment]":
        """As it counts: itself; for a committee member once a seat, bearing the seat's country; an office of a body of
        one country for that country, also where it names none."""
        if self.role == Role.COMMITTEE:
            return [self._in(pk) for pk in self.seated_in if self.country_id in {None, pk}]
        if self.role in OFFICES and self.country_id is None and self.organisation.country_id is not None:
            return [self._in(self.organisation.country_id)]
        return [self]

    def _in(self, country_id: int) -> "Appointment":
        found = copy(self)
        found.country_id = country_id
        return found
