"""Joint committees, their members of both sides, and their decisions."""

from typing import override

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.models import Sourced, StoredFile
from partners.models.countries import PartnerCountry
from partners.models.organisations import Organisation, Side
from partners.models.people import User
from partners.states.decisions import DecisionMachine, DecisionState


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
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["committee", "side", "-is_co_chair", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "user"], condition=Q(ended_on=None), name="committee_seat_once"
            ),
            models.UniqueConstraint(
                fields=["committee", "side"],
                condition=Q(ended_on=None, is_co_chair=True),
                name="one_co_chair_a_side",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.user} ({self.get_side_display()})"


class DecisionForm(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    ELECTRONIC = "electronic", _("Electronic decision")
    OTHER = "other", _("Decision by the Joint Committee")


class DecisionKind(models.TextChoices):
    """What an item decides (domain notes 2.4)."""

    RULES = "rules", _("Adoption or revision of rules and guidelines")
    PIN = "pin", _("No objection to a planned project")
    METHODOLOGY = "methodology", _("Approval of a methodology")
    REGISTRATION = "registration", _("Registration of a project")
    CHANGE = "change", _("Change after registration")
    ISSUANCE = "issuance", _("Issuance of credits")
    TPE = "tpe", _("Designation of a third-party entity")
    SPECIAL_MEASURE = "special_measure", _("Special measure for a period")
    PUBLISHED = "published", _("As published")


class Outcome(models.TextChoices):
    APPROVED = "approved", _("Approved")
    NOT_APPROVED = "not_approved", _("Not approved")
    NOT_STATED = "not_stated", _("Outcome not published")


class Decision(DecisionMachine, Sourced):
    """A dated bundle of items that the committee of one country decides by consensus of both sides."""

    number = models.CharField(max_length=40, unique=True)
    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="decisions")
    form = models.CharField(max_length=10, choices=DecisionForm)
    ordinal = models.PositiveSmallIntegerField(null=True)
    place = models.CharField(max_length=120, blank=True)
    published_text = models.TextField(blank=True)
    date_as_published = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = [models.F("decided_on").desc(nulls_last=True), "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DecisionState.values), name="decision_state_known"),
            models.CheckConstraint(
                condition=Q(state="prepared") | Q(closes_on__isnull=False) | ~Q(origin="platform"),
                name="circulated_decision_has_window",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "not_adopted"]) | Q(decided_on__isnull=False) | Q(origin="imported"),
                name="concluded_decision_has_date",
            ),
        ]
        indexes = [models.Index(fields=["country", "-decided_on"], name="decisions_of_country")]

    @override
    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return f"/decisions/{self.number}/"

    def party_ids(self, role: str) -> set[int]:
        """No organisation in particular acts on a decision: its committee and the secretariat do."""
        return set()

    @property
    def reference(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        return "; ".join(item.title for item in self.items.all()) or self.published_text


class DecisionItem(models.Model):
    """One thing decided. Its subject points here; it does not point back. `url` leads a reader to the file."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=16, choices=DecisionKind)
    title = models.CharField(max_length=300)
    reference = models.CharField(max_length=60, blank=True)
    url = models.CharField(max_length=200, blank=True)
    proposal = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    outcome_note = models.TextField(blank=True)
    interested = models.ManyToManyField(Organisation, blank=True, related_name="+")
    files = models.ManyToManyField(StoredFile, blank=True, related_name="+")

    class Meta:
        ordering = ["decision", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DecisionKind.values), name="decision_item_kind_known"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=Outcome.values), name="decision_item_outcome_known"
            ),
        ]
        indexes = [models.Index(fields=["kind"], name="decision_items_by_kind")]

    @override
    def __str__(self) -> str:
        return self.title


class AnswerKind(models.TextChoices):
    NO_OBJECTION = "no_objection", _("No objection")
    AGREE = "agree", _("Agree")
    OBJECT = "object", _("Object")


class Answer(models.Model):
    """A member's answer to a circulated decision; a changed mind is a new row, the last one counts."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="answers")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=12, choices=AnswerKind)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(answer="object") | ~Q(reason=""), name="objection_has_reason"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member}: {self.get_answer_display()}"
