"""Committees: who sits and sat, who stands in, and for which of them a person works."""

from django.db.models import QuerySet

from partners import permissions
from partners.countries.models import PartnerCountry
from partners.people.models.people import Role, User, Visitor, running
from partners.people.models.seats import Alternate, CommitteeMember, JointCommittee, StandingDeclaration
from partners.people.selectors import people
from partners.permissions import reading
from partners.permissions.visitors import is_signed_in

WORKERS = ("committee", "secretariat", "auditor")


def visible_to(user: Visitor) -> QuerySet[JointCommittee]:
    """The committees with which this person works."""
    every = JointCommittee.objects.select_related("country")
    held = [one for one in getattr(user, "held", ()) if one.role in WORKERS]
    if any(one.country_id is None for one in held):
        return every
    return every.filter(country_id__in=[one.country_id for one in held])


def countries_of(user: User) -> QuerySet[PartnerCountry]:
    """The countries for which an officer of the secretariat works."""
    held = [one for one in user.held if one.role == Role.SECRETARIAT]
    if any(one.country_id is None for one in held):
        return PartnerCountry.objects.all()
    return PartnerCountry.objects.filter(pk__in=[one.country_id for one in held])


def may_be_seated(committee: JointCommittee) -> QuerySet[User]:
    """People invited as committee members for the country who have no seat yet."""
    sitting = committee.members.filter(ended_on=None).values("user")
    return people.invited_to(committee).exclude(pk__in=sitting)


def may_stand_in(committee: JointCommittee, chair: User) -> QuerySet[CommitteeMember]:
    """Members of the co-chair's own side."""
    own = seat_of(committee, chair)
    if own is None:
        return CommitteeMember.objects.none()
    same = committee.members.filter(side=own.side, ended_on=None).select_related("user")
    return same.exclude(pk=own.pk)


def seat_of(committee: JointCommittee, user: Visitor) -> CommitteeMember | None:
    """The person's seat now."""
    return seat_in(committee.country_id, user)


def seat_in(country_id: int, user: Visitor) -> CommitteeMember | None:
    """The person's seat in a country's committee now; none for who is no longer a member of that side."""
    if not is_signed_in(user) or not permissions.holds(user, Role.COMMITTEE, country_id=country_id):
        return None
    found = CommitteeMember.objects.filter(running(), committee__country_id=country_id, user_id=user.pk).first()
    is_member = found is not None and permissions.holds(user, Role.COMMITTEE, country_id=country_id, side=found.side)
    return found if is_member else None


def seats(committee: JointCommittee) -> QuerySet[CommitteeMember]:
    """Everybody who sits or sat, those in office first."""
    return committee.members.select_related("user").order_by("-ended_on", "side", "-is_co_chair", "user__name")


def alternates(committee: JointCommittee) -> QuerySet[Alternate]:
    """Who was named to stand in, newest first."""
    named = Alternate.objects.filter(chair__committee=committee)
    return named.select_related("chair__user", "stand_in__user").order_by("-named_at")


def declarations(committee: JointCommittee, user: Visitor) -> QuerySet[StandingDeclaration]:
    """Yearly declarations: all for secretariat and auditors, one's own for members."""
    made = StandingDeclaration.objects.filter(member__committee=committee).select_related("member__user")
    sees_all = reading.secretariat(committee, user) or reading.auditor(committee, user)
    own = made.filter(member__user_id=user.pk) if is_signed_in(user) else made.none()
    return (made if sees_all else own).prefetch_related("organisations")
