"""The committee's desk: files shared with members, who opened them, the discussion, and what waits to be bundled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from committee.decisions.models import Decision, DecisionForm, DecisionItem, InterestDeclaration
from committee.decisions.selectors import consensus, decisions
from committee.decisions.states import DecisionState
from committee.items.models import Audience, FileOpening, Remark, SharedFile, SharedFileVersion
from common.refusals import Sentence
from partners import permissions
from partners.people.models.people import Visitor
from partners.people.models.seats import CommitteeMember
from partners.permissions import reading
from partners.rulebooks.selectors import rulebooks


def free_items(decision: Decision) -> QuerySet[DecisionItem]:
    """Items of the country that wait in preparation or are postponed, and may go into this bundle."""
    waiting = Q(decision__state__in=[DecisionState.PREPARED, DecisionState.POSTPONED])
    same = DecisionItem.objects.filter(waiting, decision__country_id=decision.country_id)
    return same.filter(decision__origin=decision.origin, decision__form=DecisionForm.ELECTRONIC).exclude(
        decision=decision
    )


def works_on(decision: Decision, user: Visitor) -> bool:
    """True for who works with a committee's papers: its members, the secretariat, auditors."""
    return reading.committee_workers(decision, user)


def why_apart(item: DecisionItem, user: Visitor) -> Sentence | None:
    """Why this person takes no part in an item, or None."""
    seat = decisions.seat_of(item.decision, user)
    return consensus.exclusions(item.decision)[item.pk].get(seat.pk) if seat is not None else None


def is_closed_to(item: DecisionItem, user: Visitor, on: date) -> bool:
    """True when an interest closes the item's files and discussion to this person, as the rulebook says."""
    if why_apart(item, user) is None:
        return False
    return bool(rulebooks.in_force(item.decision.country_id, on).rule("conflict.closes_files"))


def _with_versions() -> QuerySet[SharedFile]:
    versions = SharedFileVersion.objects.select_related("stored", "by").order_by("-number")
    return SharedFile.objects.prefetch_related(Prefetch("versions", versions))


def files_of(decision: Decision, item: DecisionItem | None = None) -> list[SharedFile]:
    """Files of an item, or of the decision as a whole; each with its versions, newest first."""
    return list(_with_versions().filter(decision=decision, item=item))


def public_files(decision: Decision) -> list[SharedFile]:
    """What everybody may have once it is concluded: report, annexes and papers marked for the public."""
    return list(_with_versions().filter(decision=decision, is_public=True))


def shared(decision: Decision, shared_id: int) -> SharedFile | None:
    """A shared file of the decision."""
    return _with_versions().filter(decision=decision, pk=shared_id).first()


def version(decision: Decision, version_id: int) -> SharedFileVersion | None:
    """One version of a file of the decision."""
    found = SharedFileVersion.objects.filter(pk=version_id, shared__decision=decision)
    return found.select_related("stored", "shared__item__decision").first()


def is_public_version(decision: Decision, found: SharedFileVersion) -> bool:
    """True for the last version of a file for the public, once the decision is concluded."""
    last = found.shared.versions.order_by("-number").values_list("pk", flat=True).first()
    return decision.state in decisions.PUBLIC_STATES and found.shared.is_public and last == found.pk


def openings(decision: Decision) -> QuerySet[FileOpening]:
    """Who opened which version when, newest first; for the secretariat and auditors."""
    found = FileOpening.objects.filter(version__shared__decision=decision)
    return found.select_related("user", "version__shared").order_by("-at", "-id")


@dataclass(frozen=True)
class Thread:
    """A remark and what was answered to it."""

    remark: Remark
    replies: Sequence[Remark]


def threads(item: DecisionItem, user: Visitor) -> list[Thread]:
    """The discussion of an item as far as this person may read it, in order."""
    seat = decisions.seat_of(item.decision, user)
    readable = Q(audience=Audience.ALL)
    if reading.auditor(item.decision, user):
        readable = Q()
    elif seat is not None:
        readable |= Q(audience=Audience.MEMBERS) | Q(audience=Audience.SIDE, side=seat.side)
    found = list(item.remarks.filter(readable).select_related("by"))
    return [
        Thread(one, [reply for reply in found if reply.answers_id == one.pk]) for one in found if one.answers_id is None
    ]


def last_declaration(item: DecisionItem, member: CommitteeMember) -> InterestDeclaration | None:
    """What a member declared last about an item."""
    return item.declarations.filter(member=member).last()


@dataclass(frozen=True)
class Clock:
    """The no-objection window: days left, and the instant at which it closes on both sides' clocks."""

    closes_on: date
    days_left: int
    places: Sequence[tuple[Sentence, date, str]]  # whose clock, its day and its hour: templates would turn it to UTC

    @property
    def is_closed(self) -> bool:
        return self.days_left < 0


def clock_of(decision: Decision, now: datetime) -> Clock | None:
    """The window of a circulated decision; it closes with the end of its last day in UTC."""
    if decision.state != DecisionState.CIRCULATED or decision.closes_on is None:
        return None
    end = datetime.combine(decision.closes_on + timedelta(days=1), time(), UTC)
    zones: list[tuple[Sentence, str]] = [
        (_("Japan"), "Asia/Tokyo"),
        (str(decision.country), decision.country.time_zone),
    ]
    local = [(place, end.astimezone(ZoneInfo(zone))) for place, zone in zones]
    places = [(place, instant.date(), f"{instant:%H:%M}") for place, instant in local]
    return Clock(decision.closes_on, (decision.closes_on - now.date()).days, places)


def item_page(item: DecisionItem, user: Visitor, now: datetime) -> dict[str, object]:
    """Everything on the file page of an item; files and discussion stay away where an interest closes them."""
    decision = item.decision
    seat, apart = decisions.seat_of(decision, user), why_apart(item, user)
    closed = apart is not None and is_closed_to(item, user, now.date())
    prepares = permissions.secretariat(decision, user)
    return {
        "item": item,
        "decision": decision,
        "seat": seat,
        "apart": apart,
        "is_closed": closed,
        "files": [] if closed else files_of(decision, item),
        "threads": [] if closed else threads(item, user),
        "declared": last_declaration(item, seat) if seat else None,
        "may_speak": not closed and decision.concluded_at is None and (seat is not None or prepares),
        "may_share": not closed and decision.concluded_at is None and (seat is not None or prepares),
        "sees_openings": prepares or reading.auditor(decision, user),
        "clock": clock_of(decision, now),
        "declarations": list(item.declarations.select_related("member__user"))
        if prepares or reading.auditor(decision, user)
        else [],
    }
