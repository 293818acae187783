"""The inbox follows from events: whoever holds a subject's state gets a step with its due date and a notice."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.events import Happening
from common.machines import Holder, moves_of
from common.models import PaperRow
from common.people import Person
from common.refusals import Sentence
from common.words import Words, worded
from partners.organisations.models import Side
from partners.people.models.people import Role, User
from partners.people.selectors import people
from partners.rulebooks.models.rules import TIME_LIMITS
from partners.rulebooks.selectors import rulebooks
from workflow.notices.models import Notice
from workflow.notices.services import notices
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import officers
from workflow.steps.selectors.terms import Term

type Parties = Callable[[str], set[int]]

ASKING_ROLES = ("participant", "tpe")
MOST_SAID = 600  # of a reason; the whole of it stands on the page
OFFICES: dict[str, Sentence] = {Role.SECRETARIAT: _("JCMA")}  # others are called by their organisation


def follow(happening: Happening) -> None:
    """Listener on every event: move the subject's open step to its new holder and tell who must know."""
    subject = happening.subject
    if not isinstance(subject, PaperRow):
        return
    holder: Holder | None = subject.HOLDERS.get(subject.state)
    parties: Parties = cache(subject.party_ids)  # asked for several times below
    if _says_only(happening, subject):
        if holder is not None:
            _still_held(subject, holder)
        step, told = None, set(happening.tells)
    else:
        _close(subject, happening.at)
        step = _open(subject, holder, parties, happening.at) if holder is not None else None
        told = set(happening.tells)
    holders = _people(subject, {holder.role}, parties) if holder is not None and step is not None else set()
    _tell(holders, happening, subject, subject, step)
    _tell(_people(subject, told, parties) - holders, happening, subject, subject)
    left = subject.parting()
    if left is not None:
        _tell(_people(left, told & {Role.TPE}, left.party_ids), happening, subject, left)


def _says_only(happening: Happening, subject: PaperRow) -> bool:
    """True for a deed that leaves the open step with whom it is: a file was shared, a remark made, time extended."""
    move = moves_of(type(subject)).get(happening.what.rsplit(".", 1)[-1])
    if move is not None and move.target not in move.source:
        return False
    open_step = WaitingStep.objects.filter(paper=subject.paper, done_at=None).first()
    return open_step is not None and bool(open_step.state == subject.state)


def _still_held(subject: PaperRow, holder: Holder) -> None:
    """The same step goes on, by now perhaps with fewer of its holders, one of several having done their part."""
    step = WaitingStep.objects.get(paper=subject.paper, done_at=None)
    step.organisations.set(subject.party_ids(holder.party or holder.role))


def _close(subject: PaperRow, at: datetime) -> None:
    WaitingStep.objects.filter(paper=subject.paper, done_at=None).update(done_at=at)


@transaction.atomic
def parts_done(subject: PaperRow, *, done: set[int], by: User, at: datetime) -> None:  # noqa: ARG001  its caller’s event tells it
    """A step that several people take, each their part: it waits no longer for these; they wait for the others."""
    step = WaitingStep.objects.filter(paper=subject.paper_id, done_at=None).first()
    if step is not None:
        step.done_by.set(done)


def _open(subject: PaperRow, holder: Holder, parties: Parties, at: datetime) -> WaitingStep:
    term = _term_of(subject, holder.limit, at)
    role = subject.acting_role(holder.role)
    step = WaitingStep.objects.create(
        paper=subject.paper,
        state=subject.state,
        todo=Words.of(holder.todo),
        role=role,
        officer=officers.of_earlier_steps(subject) if role == Role.SECRETARIAT else None,
        country_id=subject.country_id,
        except_person_id=subject.excepted_person_id,
        limit_key=holder.limit or "",
        rulebook=term.rulebook,
        since=at,
        **term.days(at.date()),
    )
    step.organisations.add(*parties(holder.party or holder.role))
    step.asked_by.add(*{pk for role in ASKING_ROLES if role != holder.role for pk in parties(role)})
    return step


def _term_of(subject: PaperRow, key: str | None, at: datetime) -> Term:
    """The days of a step: by the subject's rulebook, or the declared default where it has no country.

    A subject may fix the last day itself (`fixed_due_on`), as a call for public inputs does.
    """
    if subject.fixed_due_on is not None or key is None:
        return Term(due_on=subject.fixed_due_on)
    if subject.country_id is None:
        limit = TIME_LIMITS[key]
        return Term(limit.due_on(at.date(), ("JP",)), limit)
    rulebook = getattr(subject, "rulebook", None) or rulebooks.on_day(subject.country_id, at.date())
    if rulebook is None:  # a country whose first rulebook is being proposed
        return Term(TIME_LIMITS[key].due_on(at.date(), ("JP",)), TIME_LIMITS[key])
    return Term(rulebook.due_on(key, at.date()), rulebook.limit(key), rulebook)


def _people(subject: PaperRow, roles: set[str], parties: Parties) -> set[User]:
    asked = {role: parties(role) for role in roles}
    acting = [
        (subject.acting_role(role), organisations)
        for role, organisations in asked.items()
        if organisations or role not in ASKING_ROLES
    ]
    return set(people.acting_as_any(acting, country_id=subject.country_id))


def _tell(
    told: set[User], happening: Happening, subject: PaperRow, row: PaperRow, step: WaitingStep | None = None
) -> None:
    """They are led to a paper that they may open: the subject, or what is left to them of it. Who is to act now gets
    the step with it, everybody else is told what happened."""
    details: dict[str, object] = {"state": subject.state, "said": happening.said[:MOST_SAID]}
    actor = _actor(happening.by, subject)
    if actor is not None:
        details["actor"] = actor.stored()
    if step is not None:
        details["todo"] = step.todo.stored()
        details["due_on"] = step.due_on.isoformat() if step.due_on else None
    notices.give(
        to=told,
        paper=row.paper,
        what=happening.what,
        title=worded(subject.title),
        details=details,
        by=happening.by,
        at=happening.at,
    )


def _actor(person: Person, subject: PaperRow) -> Words | None:
    """Who did it, by the office for which they act in it; nobody is named by name, and the platform not at all."""
    if not isinstance(person, User) or person.is_system:
        return None
    for held in person.held:
        if held.role in ASKING_ROLES and held.organisation_id in subject.party_ids(held.role):
            return Words("%(actor)s", {"actor": held.organisation.names})
    for held in person.held:
        if held.role not in ASKING_ROLES:
            known = OFFICES.get(held.role) if held.organisation.side == Side.JAPAN else None
            return Words.of(known) if known else Words("%(actor)s", {"actor": held.organisation.names})
    return None


@transaction.atomic
def mark_read(*, notice_ids: list[int], by: User, at: datetime) -> int:
    """Mark a person's own notices as read; returns how many were."""
    return Notice.objects.filter(pk__in=notice_ids, user=by, read_at=None).update(read_at=at)
