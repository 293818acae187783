"""Every move of an office that judges is closed to whoever also acts for a party, and open to their colleagues."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db import transaction

from common.machines import Move, moves_of
from partners.organisations.models import Organisation
from partners.people.models.people import Role, User
from tests.architecture.moves import attempt
from tests.factories.partners import appoint, person

JUDGE = {"secretariat", "tpe", "registry", "government", "committee"}
# What no company takes part in: rules, and what one government writes to the other.
# What is about a person has a rule of its own: never oneself, nor an organisation of one's own (PPL-09).
WITHOUT_PARTIES = {
    "committee.RulePackage",
    "committee.RulebookProposal",
    "committee.SpecialMeasure",
    "credits.PartyRecord",
    "partners.AliasCase",
    "partners.PersonnelChange",
    "registry.RegistryStop",
}
# Of these no office judges: participants, an entity on its own designation, or the system make every move.
ONLY_PARTIES = {
    "committee.Designation",
    "projects.InputCall",
    "projects.Project",
    "registry.HolderDetails",
    "registry.RuleChange",
}
# Whoever wrote or got a letter ends it; nothing is judged.
NOT_JUDGED = {"projects.Letter"}


def _party(subject: Any, user: User) -> Organisation | None:
    """A company or entity that the subject is about; never the one by whose office this person judges."""
    named = subject.party_ids("participant") | subject.party_ids("tpe")
    if hasattr(subject, "interested_ids"):
        named = subject.interested_ids()
    companies = Organisation.objects.filter(pk__in=named - user.organisation_ids()).exclude(kind="government")
    return companies.order_by("pk").first()


def _also_for(user: User, party: Organisation, ended_on: date | None = None) -> User:
    """The same person, who acts for the party too."""
    role = Role.TPE if party.kind == "tpe" else Role.PARTICIPANT
    appoint(user, party, role, ended_on=ended_on)
    return User.objects.get(pk=user.pk)


def _is_for(move: Move, subject: Any, party: Organisation) -> bool:
    """True where the party itself may make the move: then whoever acts for it makes it for the party."""
    return move.who(subject, person("tpe" if party.kind == "tpe" else "participant", party))


def _judges(move: Move, subject: Any, roles: dict[str, Any]) -> list[User]:
    """Who makes the move by an office that judges, and not as a party or as the system."""
    able = [user for user in roles.values() if user.is_authenticated and not user.is_system]
    own = subject.party_ids("participant")
    return [
        user
        for user in able
        if move.who(subject, user) and {a.role for a in user.held} & JUDGE and own.isdisjoint(user.organisation_ids())
    ]


def faults(label: str, subject: Any, it: SimpleNamespace, roles: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    """The judging moves that somebody made, or was refused for another reason, who acts for a party too."""
    wrong, asked = [], 0
    if label == "committee.Decision":
        subject.items.get().interested.add(it.japanese_company)
    for move in moves_of(type(subject)).values():
        for user in _judges(move, subject, roles):
            party = _party(subject, user)
            if party is None or label in NOT_JUDGED or _is_for(move, subject, party):
                continue
            subject.__dict__["state"] = move.source[0]
            with transaction.atomic():
                number, asked = attempt(subject, move, _also_for(user, party)), asked + 1
                transaction.set_rollback(True)
            if number != "COI-06":
                wrong.append((move.name, user.name, number))
    assert asked or wrong or label in WITHOUT_PARTIES | ONLY_PARTIES | NOT_JUDGED, "Nobody judges it."
    return wrong
