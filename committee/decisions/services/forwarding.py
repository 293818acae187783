"""Papers on the way to the Joint Committee: forwarded by the secretariat, or taken back by their authors."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from committee import procedures
from committee.decisions.models import Decision, DecisionItem
from committee.decisions.services import decisions, withdrawals
from committee.procedures import DecidedProcedure
from common.machines import judge
from common.models import PaperRow
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from workflow import procedures as every_kind
from workflow.papers import checks as drafts


@transaction.atomic
def forward[Row: PaperRow](
    *, paper: Row, completeness: Mapping[str, bool] | None = None, by: User, at: datetime, **words: str
) -> Row:
    """Send a paper to the members of both sides: what is missing is asked, it gets its number, and its decision is
    circulated.

    Args:
        completeness: what the officer confirms, where the kind has a list. `words`: what the kind asks for besides.
    Raises: Refused MOV-01 (409), MOV-02 (403), CMP-01 (a point not confirmed), and what the checks of its kind say.
    """
    procedure = procedures.of_row(paper)
    row: Any = procedure.locked(paper.pk)  # every decided kind has its machine's moves, a country and a decision item
    move = judge(row.forward, by=by)
    facts = procedure.before_forwarding(row, completeness=completeness or {}, at=at, **words)
    procedure.number(row)
    decision = put(row, procedure, by=by, at=at)
    move.commit(at=at, **facts)
    decisions.circulate(decision_id=decision.pk, by=by, at=at)
    moved: Row = row
    return moved


def put(row: Any, procedure: DecidedProcedure[Any], *, by: User, at: datetime) -> Decision:
    """A step of forwarding: prepare the decision on a paper, of one item."""
    parties: set[int] = set().union(*(row.party_ids(role) for role in procedure.interested))
    proposal = decisions.Proposal(
        kind=procedure.asks,
        title=procedure.item_title(row),
        reference=row.reference or "",
        paper=row.paper,
        text=procedure.proposal(row),
        interested=sorted(parties),
    )
    country = PartnerCountry.objects.get(pk=row.country_id)
    decision = decisions.prepare(country=country, proposals=[proposal], is_example=row.is_example, by=by, at=at)
    row.decision_item = decision.items.get()
    return decision


@transaction.atomic
def withdraw[Row: PaperRow](*, paper: Row, note: str, by: User, at: datetime) -> Row:
    """The authors of a paper of any kind take it back, before the committee has decided where it does; an open proposal
    on it goes too.

    The decision is locked before the paper, in the order in which a conclusion takes them.
    Raises: Refused DRF-04 without a reason, WDR-03 and WDR-04 (409), MOV-01, MOV-02.
    """
    item = DecisionItem.objects.filter(paper=paper.paper_id).order_by("-pk").first()
    withdrawals.before_withdrawal(item)
    procedure = every_kind.of(paper)
    row: Any = procedure.locked(paper.pk)  # every kind that is withdrawn has its machine's move
    move = judge(row.withdraw, by=by)
    reason = drafts.reason_given(note)
    move.commit(at=at, note=reason)
    procedure.withdrawn(row, by=by, at=at)
    withdrawals.withdraw_with_paper(item, note=reason, by=by, at=at)
    withdrawn: Row = row
    return withdrawn
