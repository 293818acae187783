"""Joint committees: their members of both sides, who stands in for a co-chair, and what members declare each year."""

from datetime import date, timedelta
from typing import override

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, Side
from partners.people.models.people import User


class JointCommittee(models.Model):
    """The committee of both governments for one partner country."""

    country = models.OneToOneField(PartnerCountry, on_delete=models.PROTECT, related_name="committee")

    class Meta:
        ordering = ["country__order"]

    @override
    def __str__(self) -> str:
        return str(_("Joint Committee %(country)s – Japan") % {"country": self.country})


class CommitteeMember(models.Model):
    """A member of one side; one co-chair a side at a time."""

    committee = models.ForeignKey(JointCommittee, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="committee_seats")
    side = models.CharField(max_length=8, choices=Side)
    is_co_chair = models.BooleanField(default=False)
    change = models.ForeignKey(
        "partners.PersonnelChange", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    is_set_up = models.BooleanField(default=False, db_default=False, editable=False)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["committee", "side", "-is_co_chair", "user__name"]
        constraints = [
            models.CheckConstraint(condition=Q(change__isnull=False) | Q(is_set_up=True), name="seat_names_its_change"),
            models.UniqueConstraint(
                fields=["committee", "user"], condition=Q(ended_on=None), name="committee_seat_once"
            ),
            models.UniqueConstraint(
                fields=["committee", "side"], condition=Q(ended_on=None, is_co_chair=True), name="one_co_chair_a_side"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.user} ({self.get_side_display()})"

    @property
    def about(self) -> User:
        """What a deed on it is about."""
        return self.user


class Alternate(models.Model):
    """A member of the same side who acts for a co-chair during a span of days; one at a time."""

    chair = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="alternates")
    stand_in = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="stands_in")
    span = DateRangeField()
    named_at = models.DateTimeField()

    class Meta:
        ordering = ["-span"]
        constraints = [
            models.CheckConstraint(condition=~Q(chair=models.F("stand_in")), name="alternate_is_another"),
            ExclusionConstraint(
                name="alternate_one_at_a_time",
                expressions=[("chair", RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.stand_in} → {self.chair}"

    @property
    def about(self) -> User:
        """What a deed on it is about."""
        return self.chair.user

    @property
    def last_day(self) -> date:
        """The last day on which they stand in."""
        last: date = self.span.upper - timedelta(days=1)
        return last


class StandingDeclaration(models.Model):
    """What a member declares for a year: the organisations in which they have an interest, or none.

    The newest one counts; whatever those organisations take part in is closed to the member.
    """

    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="standing_declarations")
    year = models.PositiveSmallIntegerField()
    description = models.TextField(blank=True)
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["member", "-at"], name="standing_of_member")]

    @override
    def __str__(self) -> str:
        return f"{self.member} {self.year}"

    @property
    def about(self) -> User:
        """What a deed on it is about."""
        return self.member.user
