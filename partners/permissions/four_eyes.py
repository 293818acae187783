"""Four eyes are two persons': who has two accounts looks with one pair."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # rights lie below people
    from partners.people.models.people import Visitor


def another_person(user: "Visitor", *others: Any) -> bool:
    """True when the user is a person other than each of these (people or their keys; None is nobody).

    An account that is known to be the same person's is that person; one that is suspected to be stays so until an
    auditor has concluded that they are two.
    """
    named = {getattr(one, "pk", one) for one in others} - {None}
    if not named or not user.is_authenticated:
        return bool(user.is_authenticated)
    return named.isdisjoint(user.own_accounts)
