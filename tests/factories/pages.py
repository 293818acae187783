"""Objects behind the addresses of `partners` and of the pages that show several apps."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from jcm_platform.common.events import subject_key
from partners.models import CalendarFeed, Decision, DecisionKind, RulebookProposal, User, WaitingStep
from partners.reports import calendars
from partners.services import calendar_feeds, decisions, rulebooks, terms
from partners.services.decisions import Proposal
from projects.models import Methodology
from tests.conftest import NOON
from tests.factories.committee import a_shared_file
from tests.factories.partners import ARTICLE_6, person
from tests.factories.projects import a_pin

type Address = Callable[[SimpleNamespace], dict[str, object]]


def a_prepared_decision(it: SimpleNamespace, title: str = "Guidelines ver02.0") -> Decision:
    """A decision on rules, in preparation with the secretariat."""
    return decisions.prepare(
        country=it.country, proposals=[Proposal(DecisionKind.RULES, title)], by=it.officer, at=NOON
    )  # fmt: skip


def a_circulated_decision(it: SimpleNamespace, title: str = "Guidelines ver02.0") -> Decision:
    """The same, before the members of both sides."""
    return decisions.circulate(decision_id=a_prepared_decision(it, title).pk, by=it.officer, at=NOON)


def a_concluded_decision(it: SimpleNamespace, title: str = "Guidelines ver02.0") -> Decision:
    """The same, not adopted: public."""
    decision = a_circulated_decision(it, title)
    return decisions.reject(decision_id=decision.pk, note="Both sides agreed to rework it.", by=it.officer, at=NOON)


def a_methodology(it: SimpleNamespace) -> Methodology:
    """An approved methodology of the country."""
    return Methodology.objects.create(
        reference=f"{it.country.iso2}_AM001", version="01.0", title="Energy saving by efficient chillers",
        country=it.country, approved_on=NOON.date(), status="approved",
    )  # fmt: skip


def a_decision_with_a_file(it: SimpleNamespace) -> dict[str, object]:
    """A circulated decision with one file, as its address names both."""
    decision = a_circulated_decision(it)
    version = a_shared_file(it, decision)
    return {"number": decision.number, "pk": version.pk}


def _number(make: Callable[[SimpleNamespace], Decision]) -> Address:
    return lambda it: {"number": make(it).number}


def a_waiting_step(it: SimpleNamespace) -> WaitingStep:
    """A step that waits for JCMA: a PIN to be checked."""
    pin = a_pin(it, submitted=True)
    return WaitingStep.objects.get(subject=subject_key(pin), done_at=None)


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
    it: SimpleNamespace, *, by: User | None = None, in_force_from: date = date(2026, 7, 1), track: str = "JCM",
    version: str = "04.0", at: datetime = NOON, **rules: Any,
) -> RulebookProposal:  # fmt: skip
    """A rulebook that needs no PIN (or what `rules` say), proposed and waiting for a second officer."""
    own = ARTICLE_6 | ({key.replace("__", "."): value for key, value in rules.items()} or {"pin.required": False})
    return rulebooks.propose(
        country=it.country, base=it.rulebook, by=by or _second_officer(it), at=at,
        heading=rulebooks.Heading(track, version, in_force_from, "Decision of the 9th JC, 1 May 2026"),
        content=rulebooks.Content(
            rules=own, time_limits={"pin.completeness": {"days": 10, "kind": "working"}},
            terms={"sdip": {"en": "Contribution Plan"}}, sources={"pin.required": "Article 5"},
        ),
    )  # fmt: skip


def _second_officer(it: SimpleNamespace) -> User:
    if not hasattr(it, "officer2"):
        it.officer2 = person("secretariat", it.jcma)
    officer: User = it.officer2
    return officer


def _proposal(it: SimpleNamespace) -> dict[str, object]:
    return {"pk": a_proposed_rulebook(it).pk}


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {
    "partners.RulebookProposal": a_proposed_rulebook,
    "partners.Decision": a_circulated_decision,
}
ADDRESSES: dict[str, Address] = {
    "partners:decision-page": _number(a_concluded_decision),
    "partners:decision-answer": _number(a_circulated_decision),
    "partners:decision-circulate": _number(a_prepared_decision),
    "partners:decision-reject": _number(a_circulated_decision),
    "partners:decision-withdraw": _number(a_circulated_decision),
    "partners:decision-file": a_decision_with_a_file,
    "partners:rulebook-propose": lambda it: {"pk": it.rulebook.pk},
    "partners:proposal-page": _proposal,
    "partners:proposal-adopt": _proposal,
    "partners:proposal-reject": _proposal,
    "partners:proposal-withdraw": _proposal,
    "public:rulebook-history": lambda it: {"iso2": it.country.iso2.lower()},
    "partners:step-page": _step,
    "partners:step-take": _step,
    "partners:step-assign": _step,
    "partners:step-extend": _step,
    "partners:step-pause": _step,
    "partners:step-resume": _paused_step,
    "partners:calendar-revoke": _feed,
    "partners:calendar-file": lambda it: {"token": calendars.token_of(_open_feed(it))},
    "partners:appointment-lead": lambda it: {"pk": it.officer.appointments.get().pk},
    "partners:person-page": lambda it: {"pk": it.participant.pk},
    "partners:person-suspend": lambda it: {"pk": it.participant.pk},
    "partners:person-reinstate": lambda it: {"pk": it.participant.pk},
    "partners:appointment-end": lambda it: {"pk": it.participant.appointments.get().pk},
    "partners:organisation-page": lambda it: {"pk": it.japanese_company.pk},
    "public:country-page": lambda it: {"iso2": it.country.iso2.lower()},
    "public:tpe-page": lambda it: {"pk": it.tpe.pk},
    "public:methodology-page": lambda it: {"slug": a_methodology(it).slug},
}
