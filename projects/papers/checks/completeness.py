"""What a JCMA officer confirms before a paper goes on; the same lists make the page and the check."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from common.refusals import Refused, Sentence

PIN: Sequence[tuple[str, Sentence]] = (
    ("actors", _("Representative company, participants and contact are named")),
    ("project", _("Title, location, scope, technology and expected reductions are given")),
    ("added_value", _("The three points of added value are explained (criterion 1)")),
    ("timing", _("The dates of procurement and construction, or an exemption, are explained (criteria 2 and 3)")),
    ("japan", _("Japan’s role is clear and its contribution is quantified (criterion 4)")),
)
REGISTRATION: Sequence[tuple[str, Sentence]] = (
    ("validation", _("The validation report has a positive opinion and no open corrective action or clarification")),
    ("pdd", _("PDD, SDIP and monitoring plan are the validated versions, with public versions")),
    ("moc", _("The modalities of communication are in force and name every participant")),
    ("inputs", _("Public inputs are answered")),
    ("double", _("The project is not registered twice: declaration and similar projects are judged")),
    ("allocation", _("The allocation names every holder and sums to 100 per cent")),
)
CHANGE: Sequence[tuple[str, Sentence]] = (
    ("kind", _("The kind of change fits what is described")),
    ("days", _("The days of the change are given, and for a deviation the monitoring period is clear")),
    ("methodology", _("It is explained why the methodology still applies")),
    ("conservativeness", _("The effect on emission reductions and the conservativeness are explained")),
)
MODALITIES: Sequence[tuple[str, Sentence]] = (
    ("entities", _("Every entity is named with legal name, legal status and address as in its register")),
    ("signatories", _("Signatories are authorised, with title, contacts and a legible specimen signature")),
    ("confirmed", _("Everybody whose confirmation the case needs has confirmed, or there is evidence why not")),
)
REFERENCE: Sequence[tuple[str, Sentence]] = (
    ("ndc", _("The NDC named is the latest that the partner country has communicated")),
    ("explanation", _("It is explained how the reference level takes the NDC into account")),
    ("evidence", _("The evidence is named and can be checked")),
)
METHODOLOGY: Sequence[tuple[str, Sentence]] = (
    ("form", _("Every part of the methodology form is filled in and readable")),
    ("criteria", _("Each eligibility criterion can be answered yes or no")),
    ("parameters", _("Every symbol of the formulas stands in a table, with unit and source or monitoring option")),
    ("files", _("Spreadsheet and attachments are handed in, with public versions")),
)
RENEWAL: Sequence[tuple[str, Sentence]] = (
    ("pdd", _("The PDD is updated for the next crediting period and validated with a positive opinion")),
    ("ndc", _("The NDC named is the latest one of the partner country")),
    ("reference", _("The reference emissions are updated against that NDC")),
)
PROJECT_WITHDRAWAL: Sequence[tuple[str, Sentence]] = (
    ("reason", _("The reason for the withdrawal is given")),
    ("agreement", _("All participants have agreed in writing")),
    ("pending", _("The participants know that nothing further can be requested, and that issued credits stay valid")),
)


def confirmed(items: Sequence[tuple[str, Sentence]], answers: Mapping[str, bool]) -> dict[str, bool]:
    """The confirmed list. Raises Refused CMP-01 when an item is not ticked."""
    for key, label in items:
        if not answers.get(key):
            raise Refused(
                "CMP-01",
                _("Not confirmed: %(item)s. Tick it, or return the paper and say what is missing."),
                field=key,
                params={"item": label},
            )
    return {key: True for key, _label in items}
