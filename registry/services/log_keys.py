"""The signing key of the log: that a copy of it lies elsewhere is confirmed by its number."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events
from common.models import Event
from common.refusals import Refused
from common.text import plain
from partners.people.models.people import User
from registry.tlog.notes import SignerKey

CONFIRMED = "registry.logkey.confirm_backup"


def is_backed_up(signer: SignerKey) -> bool:
    """True when somebody has confirmed that a copy of this key lies elsewhere."""
    return Event.objects.filter(what=CONFIRMED, after__key=str(signer.verifier)).exists()


@transaction.atomic
def confirm_backup(*, signer: SignerKey, number: str, by: User, at: datetime) -> None:
    """Confirm that a copy of the key lies elsewhere. Raises: Refused LOG-11 when the number is another key's.

    Args:
        number: the eight signs by which signatures name the key; who reads them has looked at it.
    """
    if plain(number).lower() != signer.verifier.id.hex():
        raise Refused(
            "LOG-11",
            _("The number of this log’s key is %(number)s. Copy that key and confirm it by its number."),
            params={"number": signer.verifier.id.hex()},
        )
    events.record(CONFIRMED, subject=by, by=by, at=at, after={"key": str(signer.verifier)})
