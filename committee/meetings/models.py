"""Meetings of a committee and the points of their agenda."""

from typing import override

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision, DecisionItem, Outcome
from common.text import constraint, one_line


class MeetingMode(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    HYBRID = "hybrid", _("In person and online")
    ONLINE = "online", _("Online")


class Meeting(models.Model):
    """When and how a committee meets; the decision taken there is the bundle of its items."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="meeting")
    meets_on = models.DateField()
    mode = models.CharField(max_length=10, choices=MeetingMode)
    invitation = models.TextField(blank=True)

    class Meta:
        ordering = ["-meets_on"]
        constraints = [models.CheckConstraint(condition=Q(mode__in=MeetingMode.values), name="meeting_mode_known")]

    @override
    def __str__(self) -> str:
        return self.decision.number


class AgendaPoint(models.Model):
    """A point of a meeting: free text, or an item to be decided; it keeps what the meeting said about it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, validators=[one_line])
    item = models.ForeignKey(DecisionItem, null=True, on_delete=models.PROTECT, related_name="points")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    minutes = models.TextField(blank=True)

    class Meta:
        ordering = ["decision", "position"]
        constraints = [
            constraint("title", name="agendapoint_title_fit"),
            models.UniqueConstraint(
                fields=["decision", "position"], name="agenda_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["decision", "item"], name="agenda_item_once"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=Outcome.values, item__isnull=False),
                name="agenda_outcome_of_item",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.position}. {self.title}"
