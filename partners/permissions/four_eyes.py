"""Four eyes are two persons': who has two accounts looks with one pair."""

from typing import TYPE_CHECKING

from partners.permissions.visitors import is_signed_in

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import User, Visitor


def another_person(user: "Visitor", *others: "User | int | None") -> bool:
    """True when the user is a person other than each of these (people or their keys; None is nobody).

    An account that is known to be the same person's is that person; one that is suspected to be stays so until an
    auditor has concluded that they are two.
    """
    keys = {other if isinstance(other, int) else other.pk for other in others if other is not None}
    return is_signed_in(user) and keys.isdisjoint(user.own_accounts)
