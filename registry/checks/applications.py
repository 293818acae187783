"""What an account application must have before it is sent, and what the officer confirms."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from common import numbers
from common.refusals import Refused, Sentence
from common.text import shows
from partners.organisations.models import Side
from registry.models import Account, HolderDetails, TransferLimit
from registry.selectors import applications

CHECKLIST: Sequence[tuple[str, Sentence]] = (
    ("holder", _("The holder exists under this name and address, as its certificate says")),
    ("people", _("The representatives are who they say and may act for the holder")),
    ("documents", _("Every document is complete, readable and in force")),
    ("contacts", _("The department that manages the credits can be reached by the contacts given")),
)
IN_ENGLISH = (
    "name_en",
    "representative",
    "address_en",
    "phone",
    "email",
    "department_en",
    "department_address_en",
    "department_phone",
    "department_email",
)
TELEPHONES = ("phone", "department_phone")
TELEPHONE = re.compile(r"[0-9+()./ \-]+((ext\.?|x|#|内線) ?[0-9]{1,6})?", re.IGNORECASE)
FEWEST_DIGITS = 5
IN_JAPANESE = ("name_ja", "address_ja", "department_ja", "department_address_ja")


def complete(account: Account, on: date) -> None:
    """Raises: Refused ACC-10 (a document is missing), DET-01 (a detail is missing)."""
    for slot in applications.missing_slots(account, on):
        raise Refused("ACC-10", _("Hand this document in first: %(document)s."), params={"document": slot.label})
    if account.needs_representatives:
        details_complete(account, HolderDetails.objects.filter(account=account).first() or HolderDetails())


def details_complete(account: Account, details: HolderDetails) -> None:
    """In English for everybody, in Japanese too for Japanese holders (domain notes 6.2).

    Raises: Refused DET-01 at the first that is missing; DET-05 for a telephone that nobody could ring.
    """
    needed = IN_ENGLISH + (IN_JAPANESE if account.holder.side == Side.JAPAN else ())
    for name in needed:
        if not shows(getattr(details, name)):
            label = HolderDetails._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # a plain field
            raise Refused("DET-01", _("Fill this in: %(field)s."), field=name, params={"field": label})
    for name in TELEPHONES:
        number = numbers.typed(getattr(details, name))
        if TELEPHONE.fullmatch(number) is None or sum(sign.isdigit() for sign in number) < FEWEST_DIGITS:
            raise Refused("DET-05", _("Give a telephone number, for example +81 3 1234 5678."), field=name)


def confirmed(answers: Mapping[str, bool]) -> dict[str, bool]:
    """The officer's list. Raises: Refused ACC-11 when an item is not ticked."""
    for key, label in CHECKLIST:
        if not answers.get(key):
            raise Refused(
                "ACC-11",
                _("Not confirmed: %(item)s. Tick it, or return the application and say what is missing."),
                field=key,
                params={"item": label},
            )
    return {key: True for key, _label in CHECKLIST}


def may_propose_while_overdue(account: Account, on: date) -> None:
    """Raises: Refused ACC-12 (409) when the registry stops proposals of holders whose confirmation is overdue."""
    limit = TransferLimit.objects.filter(registry=account.registry).first()
    if limit is None or not limit.overdue_details_stop_proposals:
        return
    details = HolderDetails.objects.filter(account=account).first()
    if details is not None and details.is_overdue(on):
        raise Refused("ACC-12", _("Confirm the details of the account holder first; that is overdue."), status=409)
