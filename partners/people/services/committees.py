"""Who sits in a Joint Committee: seats as the governments name them, alternates of co-chairs, yearly declarations."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from common import events, identity
from common.refusals import Refused
from common.text import plain, shows
from partners.organisations.models import Organisation, Side
from partners.people.models.people import User
from partners.people.models.seats import Alternate, CommitteeMember, JointCommittee, StandingDeclaration
from partners.people.selectors import committees, people
from partners.people.services import effects as people_effects


@transaction.atomic
def seat(
    *, committee: JointCommittee, user: User, side: str, is_co_chair: bool = False, by: User, at: datetime
) -> CommitteeMember:
    """Give a person a seat when the platform is set up; every later one is given by two officers (`personnel`).

    Raises: Refused PPL-19 (403) not by the system; CMT-02 the person is not a committee member of that side for the
    country.
    """
    people_effects.only_system(by)
    if not people.is_invited(user, committee, side):
        raise Refused("CMT-02", _("First invite this person as committee member for this side."), field="user")
    identity.assume(by=by, at=at)
    member = CommitteeMember.objects.create(
        committee=committee, user=user, side=Side(side), is_co_chair=is_co_chair, since=at.date(), is_set_up=True
    )
    people_effects.record_seat(member, by=by, at=at)
    return member


def _own_seat(committee: JointCommittee, by: User) -> CommitteeMember:
    seat = committees.seat_of(committee, by)
    if seat is None:
        raise Refused("CMT-06", _("Only members of this committee do this, each for themselves."), status=403)
    return seat


@transaction.atomic
def name_alternate(
    *, committee: JointCommittee, stand_in: CommitteeMember, first: date, last: date, by: User, at: datetime
) -> Alternate:
    """A co-chair names a member of their own side who acts for them from one day to another.

    Raises: Refused CMT-06 (403); CMT-07 (403) not a co-chair; CMT-08 not another seated member of that side;
    CMT-09 the days do not follow each other or have passed; CMT-10 (409) somebody is named for these days.
    """
    locked = JointCommittee.objects.select_for_update().get(pk=committee.pk)
    chair = _own_seat(locked, by)
    if not chair.is_co_chair:
        raise Refused("CMT-07", _("Only a co-chair names an alternate."), status=403)
    same = stand_in.committee_id == locked.pk and stand_in.side == chair.side and stand_in.ended_on is None
    if not same or stand_in.pk == chair.pk:
        raise Refused("CMT-08", _("Choose another member of your own side."), field="stand_in")
    if last < first or last < at.date():
        raise Refused("CMT-09", _("Give a first day and a last day that have not passed."), field="last")
    span = DateRange(first, last + timedelta(days=1))
    if chair.alternates.filter(span__overlap=span).exists():
        raise Refused("CMT-10", _("You have named somebody for some of these days."), field="first", status=409)
    made = Alternate.objects.create(chair=chair, stand_in=stand_in, span=span, named_at=at)
    after = {"stand_in": stand_in.pk, "first": str(first), "last": str(last)}
    events.record("partners.alternate.name", subject=made, by=by, at=at, after=after)
    return made


@transaction.atomic
def declare_for_year(
    *, committee: JointCommittee, organisations: Sequence[Organisation], description: str, by: User, at: datetime
) -> StandingDeclaration:
    """A member declares for the running year in which organisations they have an interest, or that there is none.

    Raises: Refused CMT-06 (403); CMT-11 an interest without words.
    """
    seat = _own_seat(committee, by)
    if organisations and not shows(description):
        raise Refused("CMT-11", _("Describe your interest in a sentence."), field="description")
    made = StandingDeclaration.objects.create(member=seat, year=at.year, description=plain(description), at=at)
    made.organisations.set(organisations)
    after = {"year": at.year, "organisations": sorted(one.pk for one in organisations)}
    events.record("partners.standingdeclaration.declare", subject=made, by=by, at=at, after=after)
    return made
