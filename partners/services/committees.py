"""Who sits in a Joint Committee: seats are given and ended by JCMA as the governments name them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jcm_platform.common import events
from jcm_platform.common.refusals import Refused
from partners.models import CommitteeMember, JointCommittee, Role, Side, User
from partners.permissions import holds


def _only_jcma(by: User, committee: JointCommittee) -> None:
    if not (holds(by, Role.SECRETARIAT, country_id=committee.country_id) or by.is_system):
        raise Refused("CMT-01", _("Only JCMA officers of this country seat committee members."), status=403)


@transaction.atomic
def seat(
    *, committee: JointCommittee, user: User, side: str, is_co_chair: bool = False, by: User, at: datetime
) -> CommitteeMember:
    """Give a person a seat on one side.

    Raises: Refused CMT-01 (403) not by JCMA; CMT-02 the person is not a committee member of that side for the
    country; CMT-03 (409) they sit already; CMT-04 (409) the side has a co-chair.
    """
    locked = JointCommittee.objects.select_for_update().get(pk=committee.pk)
    _only_jcma(by, locked)
    if not user.holds(Role.COMMITTEE, country_id=locked.country_id, side=side):
        raise Refused("CMT-02", _("First invite this person as committee member for this side."), field="user")
    seated = CommitteeMember.objects.filter(committee=locked, ended_on=None)
    if seated.filter(user=user).exists():
        raise Refused("CMT-03", _("This person sits in this committee already."), field="user", status=409)
    if is_co_chair and seated.filter(side=side, is_co_chair=True).exists():
        raise Refused(
            "CMT-04", _("This side has a co-chair. End that seat first."), field="is_co_chair", status=409
        )  # fmt: skip
    member = CommitteeMember.objects.create(
        committee=locked, user=user, side=Side(side), is_co_chair=is_co_chair, since=at.date()
    )
    after = {"user": user.pk, "side": side, "is_co_chair": is_co_chair}
    events.record("partners.committeemember.seat", subject=member, by=by, at=at, after=after)
    return member


@transaction.atomic
def end_seat(*, member_id: int, by: User, at: datetime) -> CommitteeMember:
    """End a seat today; answers given stay. Raises: Refused CMT-01 (403), CMT-05 (409) when it has ended."""
    member = CommitteeMember.objects.select_for_update(of=("self",)).select_related("committee").get(pk=member_id)
    _only_jcma(by, member.committee)
    if member.ended_on is not None:
        raise Refused("CMT-05", _("This seat has ended already."), status=409)
    member.ended_on = at.date()
    member.save(update_fields=["ended_on"])
    events.record("partners.committeemember.end", subject=member, by=by, at=at, after={"ended_on": str(at.date())})
    return member
