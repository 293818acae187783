"""Deeds in words: what an event's name means, from the declared label of its move."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from common.machines import moves_of
from common.refusals import Sentence

DEEDS: dict[str, Sentence] = {  # deeds that are no moves; "model.deed" where the word alone is a move's
    "add_item": _("An item was added"),
    "add_participant": _("A participant was added"),
    "add_point": _("A point was added to the agenda"),
    "add_team_member": _("A member joined the assessment team"),
    "add_version": _("A document was added to the package"),
    "addresschange.ask": _("Another e-mail address was asked for"),
    "addresschange.count": _("The new e-mail address counts"),
    "addresschange.lapse": _("The change of address lapsed"),
    "addresschange.prove": _("The new e-mail address was proved"),
    "addresschange.stop": _("The change of address was stopped"),
    "aliascase.find_more": _("More makes two accounts look like one person’s"),
    "aliascase.suspect": _("Two accounts look like one person’s"),
    "apply": _("Applied for"),
    "admit": _("Access to the back office changed"),
    "appointment.end": _("A role ended"),
    "arrange": _("The arrangement of the meeting changed"),
    "assign": _("Asked for"),
    "attach": _("A file was handed in"),
    "attach_certificate": _("A certificate was attached"),
    "attach_specimen": _("A specimen signature was attached"),
    "authorisation.grant": _("Authorised"),
    "block.suspend": _("Units were suspended"),
    "calendarfeed.revoke": _("The address of the calendar was revoked"),
    "certify": _("The certificate was made"),
    "change_participants": _("The participants changed"),
    "committeemember.end": _("A seat in the Joint Committee ended"),
    "confirm": _("Confirmed for an organisation"),
    "declare": _("Interests declared"),
    "declare_impartiality": _("Impartiality was declared"),
    "escalate": _("Passed to the next level because it is late"),
    "expire_scopes": _("Scopes expired"),
    "financingprogramme.add": _("Added in the back office"),
    "financingprogramme.correct": _("Corrected in the back office"),
    "follow_modalities": _("The participants follow the modalities in force"),
    "give": _("Given for one side"),
    "give_items": _("Items went into another decision"),
    "give_up_scopes": _("Scopes withdrawn by the entity"),
    "grant": _("Designated"),
    "hand_on": _("Handed on"),
    "holderdetails.confirm": _("The details of the account holder were confirmed"),
    "invite": _("A person was invited"),
    "judge": _("A similar project was judged"),
    "keep": _("A co-signature was kept"),
    "lift_scopes": _("Suspension of scopes lifted"),
    "lose_designation": _("The designation of the entity at work no longer counts"),
    "move": _("The days changed"),
    "outboxmessage.try_again": _("A message that had been given up is tried again"),
    "move_point": _("The order of the agenda changed"),
    "name": _("An alternate was named"),
    "notify": _("Amount notified by the Joint Committee"),
    "open": _("Opened"),
    "open_for_history": _("Opened for earlier records"),
    "organisation.add": _("Added in the back office"),
    "organisation.correct": _("Corrected in the back office"),
    "partnercountry.correct": _("Corrected in the back office"),
    "prepare": _("Prepared"),
    "propose": _("Proposed"),
    "raise": _("Raised"),
    "receive": _("Received"),
    "record_fee": _("The payment of the fee was recorded"),
    "regain_designation": _("The designation of the entity at work counts again"),
    "remark": _("A remark in the discussion"),
    "remind": _("Reminded"),
    "remove_participant": _("A participant left"),
    "remove_point": _("A point was taken off the agenda"),
    "remove_team_member": _("A member left the assessment team"),
    "remove_version": _("A document was taken out of the package"),
    "rename": _("The name changed"),
    "renew_file": _("A new version of a file"),
    "representativechange.ask": _("A change of representatives was asked for"),
    "representativechange.confirm": _("A change of representatives was made"),
    "resume": _("The suspension of units was lifted"),
    "revise": _("The authorisation was revised"),
    "revoke_scopes": _("Scopes withdrawn by the Joint Committee"),
    "save": _("Request written"),
    "save_application": _("Application written"),
    "save_assessment": _("Report of the entity written"),
    "save_entity": _("Modalities written for an organisation"),
    "save_methodology": _("Methodology written"),
    "save_modalities": _("Modalities of communication written"),
    "save_monitoring": _("Monitoring report written"),
    "save_pdd": _("PDD written"),
    "save_pin": _("PIN written"),
    "save_reference": _("Request for assessment written"),
    "save_registration": _("Registration request written"),
    "save_request": _("Request written"),
    "sectoralscope.correct": _("Corrected in the back office"),
    "seat": _("A seat in the Joint Committee was taken"),
    "send": _("A letter was sent"),
    "set_lead": _("The lead of the organisation changed"),
    "set_preferences": _("Preferences changed"),
    "set_rulebook": _("The rules that come with the package were set"),
    "share_file": _("A new file"),
    "sign": _("Signed"),
    "start": _("Started"),
    "suspend_scopes": _("Scopes suspended"),
    "take_items": _("Items were taken over"),
    "trustedaccount.add": _("A trusted account was added"),
    "trustedaccount.remove": _("A trusted account was removed"),
    "user.correct": _("Corrected in the back office"),
    "user.prove": _("A proof of identity was recorded"),
    "user.prove_address": _("The e-mail address was proved"),
    "user.reinstate": _("The person may sign in again"),
    "user.suspend": _("The person may no longer sign in"),
    "write_on_finding": _("A message on a finding"),
}


def label(what: str) -> str:
    """The label of a deed by the event's name (`projects.projectideanote.submit`), in the active language."""
    return str(_words(what) or what.rsplit(".", maxsplit=1)[-1].replace("_", " ").capitalize())


def is_known(what: str) -> bool:
    """Whether the deed has words of its own, or its move's."""
    return _words(what) is not None


def _words(what: str) -> Sentence | None:
    app, model, deed = what.split(".")
    known = DEEDS.get(f"{model}.{deed}") or DEEDS.get(deed)
    if known is None and f"{app}.{model}" in _machines():
        move = moves_of(apps.get_model(app, model)).get(deed)
        known = move.label if move else None
    return known


def _machines() -> set[str]:
    return {m._meta.label_lower for m in apps.get_models() if hasattr(m, "get_all_state_transitions")}
