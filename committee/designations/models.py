"""Third-party entities: designations in one country, what each scope was when, applications and reviews."""

from datetime import date
from typing import Self, override

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import DecisionItem
from committee.designations.states.applications import (
    EDITABLE,
    OPEN_APPLICATION,
    AccreditationBasis,
    ApplicationKind,
    ApplicationMachine,
    ApplicationState,
)
from committee.designations.states.designations import IN_FORCE, DesignationMachine, DesignationState
from committee.designations.states.reviews import OPEN_REVIEW, ReviewMachine, ReviewState
from common.models import Sourced, StoredFile
from common.text import constraint, one_line
from common.words import Words
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import User
from partners.scopes.models import SectoralScope


class OfEntity(models.Model):
    """Mixin of what concerns one entity in one country: its party for permissions, inbox and notices."""

    class Meta:
        abstract = True

    def party_ids(self, role: str) -> set[int]:
        """The entity acts as TPE; no other organisation in particular."""
        return {self.organisation_id} if role == "tpe" else set()  # type: ignore[attr-defined]  # a field or property


class DesignationQuerySet(QuerySet["Designation"]):
    """Which designations let their entities work."""

    def counting(self, on: date, *, function: str, scope: int | OuterRef) -> Self:
        """Those that let their entities work in a scope for a function on a day.

        Args:
            function: "validation" or "verification".
            scope: a scope's number, or an `OuterRef` to one.
        """
        nested = OuterRef(scope) if isinstance(scope, OuterRef) else scope
        passed = DesignationSpell.objects.filter(
            Q(valid_until__lt=on) | Q(since__gt=on),
            designation=OuterRef("pk"),
            function=function,
            scope_id=nested,
            ended_on=None,
        )
        spells = DesignationSpell.objects.filter(designation=OuterRef("pk"), function=function)
        ended = Q(scopes_until__lt=on) & ~Q(Exists(spells))
        begun = Q(designated_on=None) | Q(designated_on__lte=on)
        found = self.filter(begun, ~Exists(passed), state__in=IN_FORCE, **{f"{function}_scopes": scope})
        return found.exclude(ended)


class Designation(DesignationMachine, OfEntity, Sourced):
    """A third-party entity designated in one country; its reference is `TPE-CC-nnn`.

    `validation_scopes` and `verification_scopes` are those that count today; what each was when stands in `spells`.
    """

    reference = models.CharField(max_length=20, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="designations")
    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="designations")
    validation_scopes = models.ManyToManyField(SectoralScope, blank=True, related_name="+")
    verification_scopes = models.ManyToManyField(SectoralScope, blank=True, related_name="+")
    basis = models.CharField(_("basis of accreditation"), max_length=10, choices=AccreditationBasis, blank=True)
    accreditation_body = models.CharField(_("accreditation body"), max_length=200, blank=True)
    certificate_number = models.CharField(_("certificate number"), max_length=80, blank=True)
    import_key = models.CharField(max_length=300, blank=True, db_index=True, editable=False)

    objects = DesignationQuerySet.as_manager()

    class Meta:
        verbose_name = _("designation")
        ordering = ["country__order", "reference"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DesignationState.values), name="designation_status_known"),
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(reference=""), name="designation_reference_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.organisation}".strip()

    def get_absolute_url(self) -> str:
        return reverse("committee:designation-page", args=[self.pk])

    @property
    def title(self) -> Words:
        return Words("%(name)s", {"name": self.organisation.names})


class Function(models.TextChoices):
    """What an entity may be designated for."""

    VALIDATION = "validation", _("Validation")
    VERIFICATION = "verification", _("Verification")


class Standing(models.TextChoices):
    """What a scope, or a designation as a whole, is during a spell."""

    IN_FORCE = "in_force", _("In force")
    PROVISIONAL = "provisional", _("Provisional")
    SUSPENDED = "suspended", _("Suspended")
    GIVEN_UP = "given_up", _("Withdrawn by the entity")
    REVOKED = "revoked", _("Withdrawn by the Joint Committee")
    WITHDRAWN = "withdrawn", _("Designation withdrawn")  # as published, without saying by whom
    EXPIRED = "expired", _("Last day has passed")
    NOT_RENEWED = "not_renewed", _("Not covered by the new accreditation")


COUNTS = (Standing.IN_FORCE, Standing.PROVISIONAL)


class DesignationSpell(models.Model):
    """What a designation was from one day to another: as a whole (no function, no scope), or in one scope.

    The open spell of a scope has no `ended_on`; `valid_until` is the last day that was decided for it in advance.
    """

    designation = models.ForeignKey(Designation, on_delete=models.PROTECT, related_name="spells")
    function = models.CharField(max_length=12, choices=Function, blank=True)
    scope = models.ForeignKey(SectoralScope, null=True, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=12, choices=Standing)
    since = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    decision_item = models.ForeignKey(DecisionItem, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["designation", "function", "scope", F("since").asc(nulls_first=True), "id"]
        constraints = [
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="spell_standing_known"),
            models.CheckConstraint(
                condition=Q(function="", scope=None) | (Q(function__in=Function.values) & Q(scope__isnull=False)),
                name="spell_of_whole_or_of_scope",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(since=None) | Q(ended_on__gte=F("since")), name="spell_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["designation", "function", "scope"],
                condition=Q(ended_on=None),
                nulls_distinct=False,
                name="one_open_spell_a_scope",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_function_display()} {self.scope_id or ''} {self.get_standing_display()}".strip()


class FormerName(models.Model):
    """A name that an entity bore before; `until_on` is empty where the day is not published."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=300, validators=[one_line])
    until_on = models.DateField(null=True)

    class Meta:
        ordering = ["organisation", F("until_on").desc(nulls_last=True), "-id"]
        constraints = [
            constraint("name", name="formername_name_fit"),
            models.UniqueConstraint(fields=["organisation", "name"], name="former_name_once"),
        ]

    @override
    def __str__(self) -> str:
        return self.name


class DesignationApplication(ApplicationMachine, OfEntity, Sourced):
    """An entity's application in one country: form JCM_CC_F_TPE_ver03.0."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    country = models.ForeignKey(PartnerCountry, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of application"), max_length=12, choices=ApplicationKind)
    designation = models.ForeignKey(Designation, null=True, on_delete=models.PROTECT, related_name="applications")
    validation_scopes = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name=_("sectoral scopes for validation")
    )
    verification_scopes = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name=_("sectoral scopes for verification")
    )
    basis = models.CharField(_("basis of accreditation"), max_length=10, choices=AccreditationBasis, blank=True)
    accreditation_body = models.CharField(_("accreditation body"), max_length=200, blank=True)
    certificate_number = models.CharField(_("certificate number"), max_length=80, blank=True)
    accredited_since = models.DateField(_("accredited since"), null=True, blank=True)
    accredited_until = models.DateField(_("last day of the accreditation"), null=True, blank=True)
    knowledge = models.TextField(_("knowledge of the rules of the JCM"), max_length=10_000, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail address of the contact person"), blank=True)
    declares_true = models.BooleanField(_("what we submit is true and complete"), default=False)
    files = models.ManyToManyField(StoredFile, blank=True, related_name="+")
    decision_item = models.OneToOneField(DecisionItem, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("application for designation")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ApplicationState.values), name="tpe_application_state_known"),
            models.CheckConstraint(condition=Q(kind__in=ApplicationKind.values), name="tpe_application_kind_known"),
            models.UniqueConstraint(
                fields=["organisation", "country"],
                condition=Q(state__in=OPEN_APPLICATION),
                name="one_open_application_a_country",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["with_committee", "granted", "not_granted"]) | Q(decision_item__isnull=False),
                name="decided_tpe_application_has_item",
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("committee:application-page", args=[self.pk])

    @property
    def title(self) -> Words:
        return Words(
            "%(entity)s: %(kind)s",
            {"entity": self.organisation.names, "kind": Words.of(ApplicationKind(self.kind).label)},
        )

    @property
    def reference(self) -> str:
        return self.designation.reference if self.designation else ""

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE


class DesignationReview(ReviewMachine, OfEntity, models.Model):
    """A review that can suspend or withdraw a designation, as a whole or in some scopes, or lift a suspension.

    `concerns` names the scopes as `validation:3`; empty means the whole designation.
    """

    designation = models.ForeignKey(Designation, on_delete=models.PROTECT, related_name="reviews")
    grounds = models.TextField(_("grounds"), max_length=10_000)
    concerns = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decision_item = models.OneToOneField(DecisionItem, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("review of a designation")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="tpe_review_state_known"),
            models.CheckConstraint(condition=~Q(grounds=""), name="tpe_review_has_grounds"),
            models.UniqueConstraint(
                fields=["designation"], condition=Q(state__in=OPEN_REVIEW), name="one_open_review_a_designation"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["with_committee", "measure_taken"])
                | (Q(decision_item__isnull=False) & ~Q(measure="")),
                name="proposed_tpe_review_has_item",
            ),
        ]

    @override
    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("committee:review-page", args=[self.pk])

    @property
    def organisation_id(self) -> int:
        return self.designation.organisation_id

    @property
    def country_id(self) -> int:
        return self.designation.country_id

    @property
    def is_example(self) -> bool:
        return self.designation.is_example

    @property
    def is_imported(self) -> bool:
        return False

    @property
    def reference(self) -> str:
        return self.designation.reference

    @property
    def title(self) -> Words:
        return Words.of(_("Review of the designation of %(entity)s"), entity=self.designation.organisation.names)
