"""Objects behind the addresses of `partners` and of the pages that show several apps."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from committee.decisions.models import Decision
from committee.decisions.services import decisions
from committee.decisions.services.decisions import Proposal
from committee.rules.models.proposals import RulebookProposal
from committee.rules.services import proposals as rulebooks
from partners.people.models.people import Appointment, User
from projects.methodologies.models import Methodology
from tests.conftest import NOON
from tests.factories.addresses import Address, country, number, of_it, pk, slug
from tests.factories.committee import a_shared_file, not_adopted
from tests.factories.partners import ARTICLE_6, person
from tests.factories.projects import a_pin
from workflow.calendars import reports as calendars
from workflow.calendars import services as calendar_feeds
from workflow.calendars.models import CalendarFeed
from workflow.steps.models import WaitingStep
from workflow.steps.services import terms


def a_prepared_decision(it: SimpleNamespace, title: str = "Guidelines ver02.0") -> Decision:
    """A decision on rules, in preparation with the secretariat."""
    return decisions.prepare(country=it.country, proposals=[Proposal("rules", title)], by=it.officer, at=NOON)


def a_circulated_decision(it: SimpleNamespace, title: str = "Guidelines ver02.0") -> Decision:
    """The same, before the members of both sides."""
    return decisions.circulate(decision_id=a_prepared_decision(it, title).pk, by=it.officer, at=NOON)


def a_concluded_decision(it: SimpleNamespace, title: str = "Guidelines ver02.0") -> Decision:
    """The same, not adopted: public."""
    decision = a_circulated_decision(it, title)
    return not_adopted(it, decision.pk, "Both sides agreed to rework it.", at=NOON)


def a_methodology(it: SimpleNamespace) -> Methodology:
    """An approved methodology of the country."""
    return Methodology.objects.create(
        reference=f"{it.country.iso2}_AM001",
        version="01.0",
        title="Energy saving by efficient chillers",
        country=it.country,
        approved_on=NOON.date(),
        status="approved",
    )


def a_decision_with_a_file(it: SimpleNamespace) -> dict[str, object]:
    """A circulated decision with one file, as its address names both."""
    decision = a_circulated_decision(it)
    version = a_shared_file(it, decision)
    return {"number": decision.number, "pk": version.pk}


def a_waiting_step(it: SimpleNamespace) -> WaitingStep:
    """A step that waits for JCMA: a PIN to be checked."""
    pin = a_pin(it, submitted=True)
    return WaitingStep.objects.get(paper=pin.paper, done_at=None)


def _step(it: SimpleNamespace) -> dict[str, object]:
    return {"pk": a_waiting_step(it).pk}


def _paused_step(it: SimpleNamespace) -> dict[str, object]:
    step = a_waiting_step(it)
    return {"pk": terms.pause(step_id=step.pk, reason="The ministry moves house.", by=it.officer, at=NOON).pk}


def _open_feed(it: SimpleNamespace) -> CalendarFeed:
    return calendar_feeds.open_feed(by=it.participant, at=NOON)


def _feed(it: SimpleNamespace) -> dict[str, object]:
    _open_feed(it)
    return {}


def a_proposed_rulebook(
    it: SimpleNamespace,
    *,
    by: User | None = None,
    in_force_from: date = date(2026, 7, 1),
    track: str = "JCM",
    version: str = "04.0",
    at: datetime = NOON,
    **rules: Any,
) -> RulebookProposal:
    """A rulebook that needs no PIN (or what `rules` say), proposed and waiting for a second officer."""
    own = ARTICLE_6 | ({key.replace("__", "."): value for key, value in rules.items()} or {"pin.required": False})
    return rulebooks.propose(
        country=it.country,
        base=it.rulebook,
        by=by or second_officer(it),
        at=at,
        heading=rulebooks.Heading(track, version, in_force_from, "Decision of the 9th JC, 1 May 2026"),
        content=rulebooks.Content(
            rules=own,
            time_limits={"pin.completeness": {"days": 10, "kind": "working"}},
            terms={"sdip": {"en": "Contribution Plan"}},
            sources={"pin.required": "Article 5"},
        ),
    )


def second_officer(it: SimpleNamespace) -> User:
    """Another JCMA officer beside the first."""
    if not hasattr(it, "officer2"):
        it.officer2 = person("secretariat", it.jcma)
    officer: User = it.officer2
    return officer


def _proposal(it: SimpleNamespace) -> dict[str, object]:
    return {"pk": a_proposed_rulebook(it).pk}


def _calendar(it: SimpleNamespace) -> dict[str, object]:
    return {"token": calendars.token_of(_open_feed(it))}


def _appointment(it: SimpleNamespace, of: str) -> Appointment:
    appointment: Appointment = getattr(it, of).appointments.get()
    return appointment


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {
    "committee.RulebookProposal": a_proposed_rulebook,
    "committee.Decision": a_circulated_decision,
}
ADDRESSES: dict[str, Address] = {
    "committee:decision-page": number(a_concluded_decision),
    "committee:decision-answer": number(a_circulated_decision),
    "committee:decision-circulate": number(a_prepared_decision),
    "committee:decision-withdraw": number(a_circulated_decision),
    "committee:decision-file": Address(a_decision_with_a_file),
    "committee:rulebook-propose": of_it(pk="rulebook.pk"),
    "committee:proposal-page": Address(_proposal),
    "committee:proposal-adopt": Address(_proposal),
    "committee:proposal-reject": Address(_proposal),
    "committee:proposal-withdraw": Address(_proposal),
    "portal:rulebook-history": Address(country),
    "workflow:step-page": Address(_step),
    "workflow:step-take": Address(_step),
    "workflow:step-assign": Address(_step),
    "workflow:step-extend": Address(_step),
    "workflow:step-pause": Address(_step),
    "workflow:step-resume": Address(_paused_step),
    "workflow:calendar-revoke": Address(_feed),
    "workflow:calendar-file": Address(_calendar),
    "partners:appointment-lead": pk(_appointment, of="officer"),
    "partners:person-page": of_it(pk="participant.pk"),
    "partners:person-rename": of_it(pk="participant.pk"),
    "partners:person-factor": of_it(pk="participant.pk"),
    "partners:person-suspend": of_it(pk="participant.pk"),
    "partners:person-reinstate": of_it(pk="participant.pk"),
    "partners:person-role": of_it(pk="participant.pk"),
    "partners:person-prove": of_it(pk="participant.pk"),
    "partners:appointment-end": pk(_appointment, of="participant"),
    "partners:organisation-page": of_it(pk="japanese_company.pk"),
    "portal:country-page": Address(country),
    "portal:tpe-page": of_it(pk="tpe.pk"),
    "portal:methodology-page": slug(a_methodology),
}
