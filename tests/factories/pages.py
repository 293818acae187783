"""Objects behind the addresses of `partners` and of the pages that show several apps."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from partners.models import Decision, DecisionKind
from partners.services import decisions
from partners.services.decisions import Proposal
from tests.conftest import NOON


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


SUBJECTS: dict[str, Callable[[SimpleNamespace], Any]] = {"partners.Decision": a_circulated_decision}
ADDRESSES: dict[str, Callable[[SimpleNamespace], dict[str, object]]] = {}
