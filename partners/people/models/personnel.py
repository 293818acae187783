"""Changes about people, the proof of who they are, and the accounts that may be one person's."""

from typing import override

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.words import Words
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import Appointment, Role, User
from partners.people.models.seats import CommitteeMember, JointCommittee
from partners.people.states.aliases import AliasMachine, AliasState
from partners.people.states.personnel import PersonnelMachine, PersonnelState


class ChangeKind(models.TextChoices):
    """Everything about people that takes two officers."""

    INVITE = "invite", _("Invite a person")
    ROLE = "role", _("Give a further role")
    END = "end", _("End a role")
    LEAD = "lead", _("Lead of an office")
    SUSPEND = "suspend", _("Suspend a person")
    REINSTATE = "reinstate", _("Reinstate a person")
    SEAT = "seat", _("Give a seat")
    UNSEAT = "unseat", _("End a seat")
    IDENTITY = "identity", _("Record a proof of identity")
    RENAME = "rename", _("Correct a person’s name")
    FACTOR = "factor", _("Take away a lost second factor")


class ProofMeans(models.TextChoices):
    """How an officer has seen who a person is."""

    IN_PERSON = "in_person", _("The person came and showed it")
    VIDEO = "video", _("Shown in a video call")
    COPY = "copy", _("Certified copy")
    LETTER = "letter", _("Letter of the organisation")
    EID = "eid", _("Electronic identity")


class ProofKind(models.TextChoices):
    """The document that says who a person is."""

    PASSPORT = "passport", _("Passport")
    CARD = "card", _("Identity card")
    LICENCE = "licence", _("Driving licence")
    SERVICE = "service", _("Official’s service card")
    CERTIFICATE = "certificate", _("Electronic certificate")


# Roles that approve, issue or judge: nobody holds one who has not proved who they are.
PROVED_ROLES = frozenset(set(Role.values) - {Role.PARTICIPANT})
LAST_FOUR = Q(last_four__regex=r"^[0-9A-Za-z]{4}$")


class Proof(models.Model):
    """What was seen: never the whole number of a document."""

    means = models.CharField(_("How it was seen"), max_length=9, choices=ProofMeans, blank=True)
    document = models.CharField(_("Document"), max_length=11, choices=ProofKind, blank=True)
    issuer = models.CharField(_("Issued by"), max_length=120, blank=True)
    last_four = models.CharField(_("Last four signs of its number"), max_length=4, blank=True)
    seen_on = models.DateField(_("Seen on"), null=True, blank=True)

    class Meta:
        abstract = True


class PersonnelChange(Proof, PersonnelMachine):
    """A change about one person, as one officer proposes it and another puts it in force.

    `side` and `country` say whose officers decide. For a partner country they are that country's own; for Japan no
    country means a role for all of them. `person` is empty while somebody new is not let in yet.
    """

    kind = models.CharField(max_length=9, choices=ChangeKind)
    side = models.CharField(max_length=8, choices=Side)
    country = models.ForeignKey(PartnerCountry, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="personnel_changes")
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5, default="en")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role, blank=True)
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    committee = models.ForeignKey(JointCommittee, null=True, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(CommitteeMember, null=True, on_delete=models.PROTECT, related_name="+")
    is_co_chair = models.BooleanField(default=False)
    is_lead = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        verbose_name = _("change about a person")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PersonnelState.values), name="personnel_state_known"),
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="personnel_kind_known"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="personnel_side_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "rejected"])
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by")),
                name="personnel_has_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("proposed_by"))
                & (~Q(state__in=["in_force", "rejected"]) | ~Q(person=F("decided_by"))),
                name="personnel_not_oneself",
            ),
            models.CheckConstraint(condition=~Q(side="partner", country=None), name="personnel_of_partner_has_country"),
            models.CheckConstraint(
                condition=~Q(kind="invite", email="")
                & ~Q(kind="invite", name="")
                & (Q(kind="invite") | Q(person__isnull=False)),
                name="personnel_names_the_person",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["invite", "role"]) | Q(organisation__isnull=False) & ~Q(role=""),
                name="personnel_names_the_role",
            ),
            models.CheckConstraint(condition=Q(last_four="") | LAST_FOUR, name="personnel_never_a_whole_number"),
            models.UniqueConstraint(
                fields=["kind", "person", "email", "organisation", "role", "country", "appointment", "committee"],
                condition=Q(state="proposed"),
                nulls_distinct=False,
                name="personnel_proposed_once",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.who}"

    def get_absolute_url(self) -> str:
        return reverse("workflow:change-page", args=[self.pk])

    @property
    def who(self) -> str:
        """The person's name, known to the platform or not yet."""
        return self.person.name if self.person else self.name

    @property
    def person_address(self) -> str:
        """The page of the person, where they are known."""
        return reverse("partners:person-page", args=[self.person_id]) if self.person_id else ""

    @property
    def reference(self) -> str:
        return f"P-{self.pk}"

    @property
    def title(self) -> Words:
        return Words("%(kind)s: %(who)s", {"kind": Words.of(ChangeKind(self.kind).label), "who": self.who})

    @property
    def is_newcomer(self) -> bool:
        return self.kind == ChangeKind.INVITE

    @property
    def has_proof(self) -> bool:
        return bool(self.means)

    @property
    @override
    def excepted_person_id(self) -> int | None:
        """Whoever proposed it does not put it in force: the step waits for the others."""
        return self.proposed_by_id if self.state == PersonnelState.PROPOSED else None

    @property
    def organisation_ids(self) -> set[int]:
        """The organisations that it concerns."""
        if self.organisation_id is not None:
            return {self.organisation_id}
        if self.appointment is not None:
            return {self.appointment.organisation_id}
        if self.person is None:
            return set()
        return set(self.person.appointments.filter(ended_on=None).values_list("organisation_id", flat=True))

    @property
    def is_stood_in_for(self) -> bool:
        """True while a country has fewer than two officers beside the person: Japan's then help with officers alone."""
        if self.side != Side.PARTNER or not self._is_about_an_officer():
            return False
        officers = User.objects.filter(
            is_active=True,
            suspended_at=None,
            appointments__ended_on=None,
            appointments__role=Role.SECRETARIAT,
            appointments__organisation__side=Side.PARTNER,
            appointments__organisation__country=self.country_id,
        )
        beside = officers if self.person_id is None else officers.exclude(pk=self.person_id)
        return beside.distinct().count() < 2

    def _is_about_an_officer(self) -> bool:
        if self.kind in {ChangeKind.INVITE, ChangeKind.ROLE}:
            return self.role == Role.SECRETARIAT
        if self.appointment is not None:
            return self.appointment.role == Role.SECRETARIAT
        person = self.person
        return person is not None and person.appointments.filter(ended_on=None, role=Role.SECRETARIAT).exists()

    def party_ids(self, role: str) -> set[int]:
        """The offices whose officers decide."""
        if role != Role.SECRETARIAT:
            return set()
        japan = Q(kind=OrganisationKind.JCMA)
        own = Q(kind=OrganisationKind.SECRETARIAT, side=Side.PARTNER, country=self.country_id)
        offices = japan if self.side == Side.JAPAN else own | japan if self.is_stood_in_for else own
        return set(Organisation.objects.filter(offices).values_list("pk", flat=True))


class IdentityProof(Proof):
    """By whom and how it was seen who a person is; kept as it was written."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="identity_proofs")
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    change = models.ForeignKey(PersonnelChange, null=True, on_delete=models.PROTECT, related_name="proofs")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(means="") & ~Q(document="") & ~Q(issuer="") & Q(seen_on__isnull=False) & LAST_FOUR,
                name="identity_proof_whole",
            ),
            models.CheckConstraint(condition=~Q(person=F("seen_by")), name="identity_seen_by_another"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.person}: {self.get_document_display()}"


class AliasGround(models.TextChoices):
    """What makes two accounts look like one person's."""

    NAME = "name", _("The names are alike")
    ADDRESS = "address", _("The e-mail addresses are alike")
    AUTHENTICATOR = "authenticator", _("The same authenticator or passkey")
    DEVICE = "device", _("Signed in on the same device")
    NETWORK = "network", _("Signed in from one network address at the same time")


class AliasCase(AliasMachine):
    """Two accounts that look like one person's; until an auditor has told them apart they are one in four eyes."""

    one = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    grounds = models.JSONField(default=list)
    concluded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-found_at", "-id"]
        verbose_name = _("two accounts alike")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AliasState.values), name="alias_state_known"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="alias_pair_in_order"),
            models.CheckConstraint(
                condition=Q(state="suspected")
                | Q(concluded_by__isnull=False, concluded_at__isnull=False)
                & ~Q(conclusion="")
                & ~Q(concluded_by=F("one"))
                & ~Q(concluded_by=F("other")),
                name="alias_concluded_by_another",
            ),
            models.UniqueConstraint(fields=["one", "other"], name="alias_pair_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.one} – {self.other}"

    def get_absolute_url(self) -> str:
        return reverse("workflow:case-page", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"A-{self.pk}"

    @property
    def title(self) -> str:
        return str(self)

    @property
    def country_id(self) -> None:
        """No country's: an auditor reads of all."""
        return None

    @property
    def ground_labels(self) -> list[str]:
        return [str(AliasGround(ground).label) for ground in self.grounds]

    def party_ids(self, role: str) -> set[int]:
        """No organisation in particular: auditors act."""
        return set()
