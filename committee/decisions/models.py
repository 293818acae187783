"""Decisions of a Joint Committee: bundles of items, the answers of both sides, and what their co-chairs confirm."""

from datetime import date
from enum import StrEnum
from typing import override

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.decisions.states import DecisionMachine, DecisionState
from common.models import Paper, Sourced
from common.refusals import Sentence
from common.words import Words, WordsField
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, Side
from partners.people.models.seats import CommitteeMember


class DecisionForm(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    ELECTRONIC = "electronic", _("Electronic decision")
    OTHER = "other", _("Decision by the Joint Committee")


class DecisionKind(StrEnum):
    """Kinds of item that name no paper; what is decided on papers their procedures declare (domain notes 2.4)."""

    OTHER = "other"
    PUBLISHED = "published"


# Every kind of item, in the order of the pages: each procedure that the committee decides declares its own.
KINDS: dict[str, Sentence] = {}
OWN_KINDS: dict[str, Sentence] = {
    DecisionKind.OTHER: _("Other matter"),
    DecisionKind.PUBLISHED: _("As published"),
}


def declare_kind(kind: str, label: Sentence) -> None:
    """Let items be of a kind; called at start-up."""
    KINDS.setdefault(kind, label)


def kinds() -> list[tuple[str, Sentence]]:
    """Every kind with its label, those that name no paper last."""
    return [*KINDS.items(), *OWN_KINDS.items()]


class Outcome(models.TextChoices):
    APPROVED = "approved", _("Approved")
    REVISED = "revised", _("Approved with revisions")
    POSTPONED = "postponed", _("Postponed")
    NOT_APPROVED = "not_approved", _("Not approved")
    NOT_STATED = "not_stated", _("Outcome not published")


APPROVALS = (Outcome.APPROVED, Outcome.REVISED)
STATES_WITHOUT_WINDOW = (DecisionState.PREPARED, DecisionState.WITHDRAWN)


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
        verbose_name = _("decision")
        ordering = [models.F("decided_on").desc(nulls_last=True), "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DecisionState.values), name="decision_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=STATES_WITHOUT_WINDOW)
                | Q(closes_on__isnull=False)
                | ~Q(origin="platform")
                | Q(form="meeting"),
                name="circulated_decision_has_window",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "not_adopted"]) | Q(decided_on__isnull=False) | Q(origin="imported"),
                name="concluded_decision_has_date",
            ),
            models.UniqueConstraint(
                fields=["country", "ordinal"],
                condition=Q(form="meeting", origin="platform"),
                name="meeting_ordinal_once",
            ),
        ]
        indexes = [models.Index(fields=["country", "-decided_on"], name="decisions_of_country")]

    @override
    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("committee:decision-page", args=[self.number])

    def interested_ids(self) -> set[int]:
        """The organisations that take part in what is decided."""
        through = DecisionItem.interested.through.objects.filter(decisionitem__decision=self)
        return set(through.values_list("organisation_id", flat=True)) if self.pk else set()

    def party_ids(self, role: str) -> set[int]:
        """No organisation in particular acts on a decision: its committee and the secretariat do."""
        return set()

    @property
    def reference(self) -> str:
        return self.number

    @property
    def title(self) -> Words:
        if items := list(self.items.all()):
            return Words.joined([item.title for item in items])
        if self.published_text or not self.is_meeting:
            return Words.named(self.published_text)
        return Words.of(_("Meeting of the Joint Committee in %(place)s"), place=self.place)

    @property
    def is_meeting(self) -> bool:
        return self.form == DecisionForm.MEETING

    @property
    @override
    def fixed_due_on(self) -> date | None:
        """The day on which its open step is due, where the decision itself says so."""
        if self.is_meeting and self.state in {DecisionState.AGENDA, DecisionState.CONVENED}:
            return self.meeting.meets_on
        return None


class DecisionItem(models.Model):
    """One thing decided: a paper, or what its title alone says. Title and reference stay as they were when it was put.

    `came_from` is the decision in which it stood before it was split off or put on a meeting's agenda.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=16, choices=kinds)
    paper = models.ForeignKey(Paper, null=True, on_delete=models.PROTECT, related_name="decision_items")
    reference = models.CharField(max_length=60, blank=True)
    title = WordsField()
    proposal = models.TextField(blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    outcome_note = models.TextField(blank=True)
    interested = models.ManyToManyField(Organisation, blank=True, related_name="+")
    came_from = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="departed", editable=False
    )

    class Meta:
        ordering = ["decision", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__regex="^[a-z_]+$"), name="decision_item_kind_named"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=Outcome.values), name="decision_item_outcome_known"
            ),
        ]
        indexes = [models.Index(fields=["kind"], name="decision_items_by_kind")]

    @override
    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"{self.decision.get_absolute_url()}items/{self.pk}/"

    @property
    def url(self) -> str:
        """Where the paper is read."""
        return self.paper.address if self.paper else ""

    @property
    def reasons(self) -> str:
        """Why, in the committee's words: on the item itself, or on the whole decision."""
        return self.outcome_note or self.decision.conclusion_note

    @property
    def is_approved(self) -> bool:
        """Approved, as it was or with revisions."""
        return self.outcome in APPROVALS


class AnswerKind(models.TextChoices):
    NO_OBJECTION = "no_objection", _("No objection")
    AGREE = "agree", _("Agree")
    OBJECT = "object", _("Object")


class Answer(models.Model):
    """A member's answer to a decision as it was circulated in a round; the last one of the round counts."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="answers")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    answer = models.CharField(max_length=12, choices=AnswerKind)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(answer="object") | ~Q(reason=""), name="objection_has_reason")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member}: {self.get_answer_display()}"

    @property
    def about(self) -> Decision:
        """What a deed on it is about."""
        return self.decision


class Confirmation(models.Model):
    """A co-chair, or who stands in for one, confirms the outcome in the name of a side; its own recorded act."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="confirmations")
    side = models.CharField(max_length=8, choices=Side)
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="confirmations")
    acts_for = models.ForeignKey(
        CommitteeMember, null=True, on_delete=models.PROTECT, related_name="confirmed_by_alternates"
    )
    round = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="confirmation_side_known"),
            models.UniqueConstraint(
                fields=["decision", "round", "member"], condition=Q(withdrawn_at=None), name="confirmed_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.member.user}"

    @property
    def about(self) -> Decision:
        """What a deed on it is about."""
        return self.decision


class Course(models.TextChoices):
    """What co-chairs may do together while a decision is before the committee."""

    REVISE = "revise", _("Take it back, revise and circulate again")
    POSTPONE = "postpone", _("Postpone it to a meeting")
    SPLIT = "split", _("Split one item off into a decision of its own")
    NOT_ADOPT = "not_adopt", _("Record that it is not adopted")
    WITHDRAW = "withdraw", _("Withdraw the proposal")


class Direction(models.Model):
    """What a co-chair wants done; it is done when both sides want the same. The last of a side and round counts."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="directions")
    side = models.CharField(max_length=8, choices=Side)
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="directions")
    round = models.PositiveSmallIntegerField(default=1)
    course = models.CharField(max_length=12, choices=Course)
    item = models.ForeignKey(DecisionItem, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(course__in=Course.values), name="direction_course_known"),
            models.CheckConstraint(condition=~Q(note=""), name="direction_has_reasons"),
            models.CheckConstraint(
                condition=Q(course="split", item__isnull=False) | (~Q(course="split") & Q(item=None)),
                name="direction_split_names_item",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_course_display()}"

    @property
    def about(self) -> Decision:
        """What a deed on it is about."""
        return self.decision


class InterestDeclaration(models.Model):
    """What a member declares about one item: no interest, or which. The last one counts; none is ever changed."""

    item = models.ForeignKey(DecisionItem, on_delete=models.PROTECT, related_name="declarations")
    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="declarations")
    has_interest = models.BooleanField()
    description = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(has_interest=False) | ~Q(description=""), name="interest_is_described")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member}: {self.item}"

    @property
    def about(self) -> Decision:
        """What a deed on it is about."""
        return self.item.decision
