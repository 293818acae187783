"""Checks of proposed methodologies: who proposes, files, an extension, and what goes before the committee."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence
from common.text import plain, shows
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation, OrganisationKind, Side
from partners.people.models.people import User
from projects.designs.checks import has_document
from projects.inputs.states import CallState, PublicInputState
from projects.methodologies.models import Methodology, MethodologyStatus
from projects.proposals.models import MethodologyProposal

COMPLETENESS: Sequence[tuple[str, Sentence]] = (
    ("form", _("Every part of the methodology form is filled in and readable")),
    ("criteria", _("Each eligibility criterion can be answered yes or no")),
    ("parameters", _("Every symbol of the formulas stands in a table, with unit and source or monitoring option")),
    ("files", _("Spreadsheet and attachments are handed in, with public versions")),
)


def may_propose(country: PartnerCountry, proponents: Iterable[Organisation], by: User) -> None:
    """Raises: Refused MET-14 (403) when the person acts for none of them; MET-15 for a stranger."""
    organisations = list(proponents)
    if {one.pk for one in organisations}.isdisjoint(by.organisation_ids("participant")):
        raise Refused("MET-14", _("You can propose a methodology for your own organisation only."), status=403)
    for one in organisations:
        stranger = one.side == Side.PARTNER and one.country_id != country.pk
        if one.kind != OrganisationKind.PARTICIPANT or stranger:
            raise Refused(
                "MET-15", _("Choose organisations of Japan or of the partner country as proponents."), field="partners"
            )


def revisable(methodology: Methodology) -> None:
    """Raises: Refused MET-16 (409) when it is no version in force; MET-17 (409) when a revision is under way."""
    if methodology.status != MethodologyStatus.APPROVED or not methodology.reference:
        raise Refused("MET-16", _("Only the version in force of an approved methodology is revised."), status=409)
    if methodology.revisions.exclude(state__in=["approved", "not_approved", "withdrawn"]).exists():
        raise Refused("MET-17", _("A revision of this methodology is under way already."), status=409)


def files_handed_in(proposal: MethodologyProposal) -> None:
    """Raises: Refused MET-18 without the spreadsheet, MET-19 without the draft PDD of a new methodology."""
    if not has_document(proposal, "methodology_sheet"):
        raise Refused("MET-18", _("Hand in the methodology spreadsheet as a file."), field="methodology_sheet")
    if not proposal.is_revision and not has_document(proposal, "draft_pdd"):
        raise Refused("MET-19", _("Hand in the draft PDD that shows how it is applied."), field="draft_pdd")


def may_extend(proposal: MethodologyProposal) -> None:
    """Raises: Refused MET-20 (409) when it was extended before."""
    if proposal.extended_at is not None:
        raise Refused(
            "MET-20", _("The consideration was extended once already, to the most days of the rules."), status=409
        )


def inputs_treated(proposal: MethodologyProposal, note: str) -> str:
    """The committee gets the public inputs with the proponent's response, or a note why it decides without one.

    Raises: Refused MET-21 (409) while a comment is unread; MET-22 while the response is awaited and no note is given.
    """
    call = proposal.input_call
    if call.inputs.filter(state=PublicInputState.RECEIVED).exists():
        raise Refused("MET-21", _("Read every comment first: publish it or say why not."), status=409)
    if call.state == CallState.AWAITING_RESPONSE and not shows(note):
        raise Refused(
            "MET-22",
            _("The proponent has not answered the public inputs. Wait, or note why the committee decides without."),
            field="without_response_note",
        )
    return plain(note)
