"""Deeds in words: what an event's name means, from the declared label of its move."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from jcm_platform.common.machines import moves_of
from jcm_platform.common.refusals import Sentence

DEEDS: dict[str, Sentence] = {  # deeds that are no moves: they make the subject
    "add_item": _("An item was added"),
    "add_point": _("A point was added to the agenda"),
    "apply": _("Applied for"),
    "arrange": _("The arrangement of the meeting changed"),
    "assign": _("Asked for"),
    "confirm": _("Confirmed for an organisation"),
    "expire_scopes": _("Scopes expired"),
    "give_up_scopes": _("Scopes withdrawn by the entity"),
    "grant": _("Designated"),
    "hand_on": _("Handed on"),
    "lift_scopes": _("Suspension of scopes lifted"),
    "lose_designation": _("The designation of the entity at work no longer counts"),
    "move_point": _("The order of the agenda changed"),
    "notify": _("Amount notified by the Joint Committee"),
    "open": _("Opened"),
    "prepare": _("Prepared"),
    "propose": _("Proposed"),
    "raise": _("Raised"),
    "receive": _("Received"),
    "regain_designation": _("The designation of the entity at work counts again"),
    "remark": _("A remark in the discussion"),
    "remove_point": _("A point was taken off the agenda"),
    "renew_file": _("A new version of a file"),
    "revoke_scopes": _("Scopes withdrawn by the Joint Committee"),
    "save_pin": _("PIN written"),
    "share_file": _("A new file"),
    "start": _("Started"),
    "suspend_scopes": _("Scopes suspended"),
    "take_items": _("Items were taken over"),
    "write_on_finding": _("A message on a finding"),
}


def label(what: str) -> str:
    """The label of a deed by the event's name (`projects.projectideanote.submit`), in the active language."""
    app, model, deed = what.split(".")
    known = DEEDS.get(deed)
    if known is None and f"{app}.{model}" in _machines():
        move = moves_of(apps.get_model(app, model)).get(deed)
        known = move.label if move else None
    return str(known or deed.replace("_", " ").capitalize())


def _machines() -> set[str]:
    return {m._meta.label_lower for m in apps.get_models() if hasattr(m, "get_all_state_transitions")}
