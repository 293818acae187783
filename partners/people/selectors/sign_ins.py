"""Sign-ins: which of them a person reads."""

from collections.abc import Sequence

from partners.people.models.addresses import SignIn
from partners.people.models.people import User

SHOWN = 50


def newest(person: User) -> Sequence[SignIn]:
    """The person's own sign-ins that are still kept, the newest first, as many as one reads."""
    return list(person.sign_ins.all()[:SHOWN])
