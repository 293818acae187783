"""Whether a role, a seat or a suspension counts is asked in one place; nobody by-passes it."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ASKS = re.compile(
    r"\.appointments\b|\bappointments__|\bAppointment\.objects\b|\bsuspended_at\b|\bis_active\b|\bcommittee_seats"
    r"|\bCommitteeMember\.objects\b|\bRepresentative\.objects\b|\brepresentatives__|\brepresents__"
    r"|partners_appointment|registry_representative"
)
IN_FORCE = re.compile(r"\w+\.objects\.(in_force|running|none)\(\)")

# What asks them besides, and why that is no question of a right.
REVIEWED = {
    "partners/people/models/people.py": "the one place",
    "partners/people/models/seats.py": "the seats themselves",
    "partners/people/services/people.py": "the first roles, by the system",
    "partners/people/services/effects.py": "makes and ends roles and seats, suspends: what two officers put in force",
    "partners/people/services/addresses.py": "an address of somebody without a role changes without waiting",
    "committee/decisions/services/answers.py": "one person's other account has no second answer",
    "partners/people/checks.py": "what a change about a person would do twice or undo",
    "partners/people/models/personnel.py": "whether a country has officers of its own already; whom a change concerns",
    "partners/people/selectors/aliases.py": "likeness of accounts, whatever they hold",
    "partners/people/selectors/personnel.py": "whose officers decide about a person, whatever they hold",
    "partners/people/people.sql": "roles and seats are what their change says",
    "partners/people/services/committees.py": "makes and ends seats, under the committee's lock",
    "partners/people/selectors/committees.py": "a seat, of who holds the role of a member",
    "committee/decisions/selectors/consensus.py": "who sits, and interests: one that ends later is one still",
    "workflow/steps/selectors/escalations.py": "co-chairs among those who hold the role of a member",
    "partners/organisations/selectors.py": "counts people, for a list",
    "partners/people/selectors/people.py": "whose deeds and roles the pages of people show",
    "partners/people/views/lists.py": "the list of people",
    "partners/admin/base.py": "the back office, which no role opens",
    "partners/admin/parties.py": "shows people",
    "jcm_platform/portal/back_office.py": "the back office, which no role opens",
    "scenarios/people.py": "makes the demo's people",
    "common/screens.py": "who is signed in at all; it knows no roles",
    "registry/selectors/accounts.py": "a seat, of who is of the holder",
    "registry/selectors/people.py": "seats of people who are of the holder, for lists",
    "registry/models/officer_requests.py": "who acts for the accounts has an interest",
    "registry/services/accounts.py": "names representatives",
    "registry/services/holder_changes.py": "names the two people of the new holder, under the account's lock",
    "registry/services/representatives.py": "makes and ends seats, under the account's lock",
    "committee/decisions/interests.sql": "interests: the database refuses an answer, and gives nothing",
    "registry/models/accounts.sql": "the seats of an account, whoever holds which role",
    "registry/models/holders.sql": "a change of seats is two persons’, whoever writes it",
}


def _asking() -> dict[str, list[str]]:
    """The lines of the apps that ask otherwise than by the one place, by file."""
    found: dict[str, list[str]] = {}
    for app in (
        "common",
        "partners",
        "workflow",
        "committee",
        "projects",
        "registry",
        "credits",
        "jcm_platform",
        "scenarios",
    ):
        for path in sorted((ROOT / app).rglob("*")):
            if path.suffix not in {".py", ".sql"} or "migrations" in path.parts:
                continue
            lines = [IN_FORCE.sub("", line) for line in path.read_text().splitlines()]
            if asking := [line.strip() for line in lines if ASKS.search(line) and not line.strip().startswith("#")]:
                found[str(path.relative_to(ROOT))] = asking
    return found


def test_nobody_else_asks_appointments_seats_or_suspensions() -> None:
    strangers = {name: lines for name, lines in _asking().items() if name not in REVIEWED}
    assert strangers == {}, "Ask `User.held`, `partners.permissions` or `Appointment.objects.in_force()`."


def test_the_reviewed_list_names_nothing_that_no_longer_asks() -> None:
    assert set(REVIEWED) - set(_asking()) == set()


def test_every_paper_that_waits_for_somebody_tells_who_opens_it() -> None:
    from django.apps import apps

    from workflow import procedures

    machines = {model._meta.model_name for model in apps.get_models() if hasattr(model, "HOLDERS")}
    assert machines - set(procedures.every()) == set(), "Declare its procedure, and name it in the app's `procedures`."
