"""Deeds in words: what an event's name means, from the declared record of its move."""

from collections.abc import Mapping

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from common.machines import moves_of
from common.refusals import Sentence

# Deeds that are no moves: by the deed, or "model.deed" where one word means several things. Those of people and what
# many kinds have stand here; each procedure declares its own.
DEEDS: dict[str, Sentence] = {
    "addresschange.ask": _("Another e-mail address was asked for"),
    "addresschange.count": _("The new e-mail address counts"),
    "addresschange.lapse": _("The change of address lapsed"),
    "addresschange.prove": _("The new e-mail address was proved"),
    "addresschange.stop": _("The change of address was stopped"),
    "aliascase.find_more": _("More makes two accounts look like one person’s"),
    "aliascase.suspect": _("Two accounts look like one person’s"),
    "admit": _("Access to the back office changed"),
    "appointment.end": _("A role ended"),
    "attach": _("A file was handed in"),
    "attach_certificate": _("A certificate was attached"),
    "calendarfeed.revoke": _("The address of the calendar was revoked"),
    "committeemember.end": _("A seat in the Joint Committee ended"),
    "declare": _("Interests declared"),
    "escalate": _("Passed to the next level because it is late"),
    "financingprogramme.add": _("Added in the back office"),
    "financingprogramme.correct": _("Corrected in the back office"),
    "hand_on": _("Handed on"),
    "invite": _("A person was invited"),
    "outboxmessage.try_again": _("A message that had been given up is tried again"),
    "name": _("An alternate was named"),
    "open": _("Opened"),
    "organisation.add": _("Added in the back office"),
    "organisation.correct": _("Corrected in the back office"),
    "organisation.found": _("Made when the platform was set up"),
    "partnercountry.correct": _("Corrected in the back office"),
    "propose": _("It was proposed"),
    "record_fee": _("The payment of the fee was recorded"),
    "remind": _("Reminded"),
    "rename": _("The name changed"),
    "sectoralscope.correct": _("Corrected in the back office"),
    "seat": _("A seat in the Joint Committee was taken"),
    "set_lead": _("The lead of the organisation changed"),
    "set_preferences": _("Preferences changed"),
    "sign_out_elsewhere": _("Signed out everywhere else"),
    "start": _("Started"),
    "user.correct": _("Corrected in the back office"),
    "user.prove": _("A proof of identity was recorded"),
    "user.prove_address": _("The e-mail address was proved"),
    "user.reinstate": _("The person may sign in again"),
    "user.rename": _("The name of the person was corrected"),
    "user.take_factor": _("A lost second factor was taken away"),
    "user.suspend": _("The person may no longer sign in"),
    "write": _("Request written"),
}


def declare(deeds: Mapping[str, Sentence]) -> None:
    """Give words to the deeds of a procedure; called at start-up."""
    DEEDS.update(deeds)


def label(what: str) -> str:
    """The record of a deed by the event's name (`projects.projectideanote.submit`), in the active language."""
    return str(_words(what) or what.rsplit(".", maxsplit=1)[-1].replace("_", " ").capitalize())


def is_known(what: str) -> bool:
    """Whether the deed has words of its own, or its move's."""
    return _words(what) is not None


def _words(what: str) -> Sentence | None:
    app, model, deed = what.split(".")
    known = DEEDS.get(f"{model}.{deed}") or DEEDS.get(deed)
    if known is None and f"{app}.{model}" in _machines():
        move = moves_of(apps.get_model(app, model)).get(deed)
        known = move.record if move else None
    return known


def _machines() -> set[str]:
    return {m._meta.label_lower for m in apps.get_models() if hasattr(m, "get_all_state_transitions")}
