"""The rules of the pre-check, by number: what each finds, what to do, and whether a file can be filed all the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence

CHECKER = "the template's checker (additions 3.1)"
PUBLIC = "another public validator (aef-v2, additions 3.2)"
OURS = "ours; no public validator asks it (additions 3.2)"


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        says: what is wrong where it finds something.
        remedy: what to do about it.
        blocks: False for what may be filed as it is.
        source: who asks it.
    """

    says: Sentence
    remedy: Sentence
    source: str
    blocks: bool = True


_ASSIGN = _("Ask the CARP for the number, and record it with the cooperative approach.")
_TYPE = _("Write one of the values of the list, exactly as it is spelled there.")
_AGAIN = _("Look at the record behind this line, correct it there, and make a new draft.")
_BOTH = _("Compare the line with the authorisation that it names; one of the two is wrong.")

RULES: Mapping[str, Rule] = {
    # structure
    "AEF-101": Rule(
        _("The workbook does not have exactly the seven sheets."), _("Use the template’s sheets and names."), CHECKER
    ),
    "AEF-102": Rule(_("The heading of the table is missing."), _("Write it above the labels."), CHECKER),
    "AEF-103": Rule(
        _("The labels of the table differ, or stand in other columns."),
        _("Write every label of the template, with its blank columns."),
        CHECKER,
    ),
    "AEF-104": Rule(
        _("A cell that belongs to the CARP was changed."), _("Leave it exactly as it was delivered."), CHECKER
    ),
    "AEF-105": Rule(
        _("The summary does not list the labels of this table."), _("List heading and labels in one column."), CHECKER
    ),
    "AEF-106": Rule(_("A serial number is written with commas."), _("Write digits alone."), CHECKER, blocks=False),
    "AEF-107": Rule(_("A date is typed as text."), _("Make it a date cell shown as dd/mm/yyyy."), CHECKER),
    "AEF-108": Rule(_("A whole number is written as text or with decimals."), _("Make it a whole number."), CHECKER),
    # patterns
    "AEF-111": Rule(_("The Party is none that is known."), _("Write its three letters, or its name."), PUBLIC),
    "AEF-112": Rule(_("The version is not of the form 1.0."), _("Write it as text, as 1.0 or 1.1."), CHECKER),
    "AEF-113": Rule(
        _("The NDC implementation period is not told, or ends before it begins."),
        _("Record the Party’s NDC first."),
        CHECKER,
    ),
    "AEF-114": Rule(
        _("The authorisation ID has signs beyond letters, digits, space and hyphen."),
        _("Give the authorisation a reference without them."),
        CHECKER,
    ),
    "AEF-115": Rule(_("The number of the cooperative approach is not assigned yet."), _ASSIGN, CHECKER),
    "AEF-116": Rule(_("The number of the Party’s ITMO registry is not known."), _ASSIGN, CHECKER),
    "AEF-117": Rule(
        _("A block has no identifiers that can be read."),
        _("Its identifiers are given with the first transfer."),
        CHECKER,
    ),
    "AEF-118": Rule(_("The quantity is no whole number above zero."), _AGAIN, CHECKER),
    "AEF-119": Rule(_("The vintage is no year of four digits."), _AGAIN, CHECKER),
    "AEF-120": Rule(_("The value is not in the list of this column."), _TYPE, PUBLIC),
    "AEF-121": Rule(
        _("The authorised time frame is not from one year to another."), _("Write first and last year."), CHECKER
    ),
    "AEF-122": Rule(_("The day is none of the calendar."), _("Write a day as dd/mm/yyyy."), CHECKER),
    "AEF-123": Rule(_("A column that must be filled is empty."), _AGAIN, PUBLIC),
    # within a row
    "AEF-131": Rule(_("The quantity is not last minus first plus one."), _AGAIN, OURS),
    "AEF-132": Rule(_("Parts of the identifier differ from the columns beside it."), _AGAIN, OURS),
    "AEF-133": Rule(_("The day lies outside the reported year."), _("Report it with the year in which it was."), OURS),
    "AEF-134": Rule(_("The last identifier comes before the first."), _AGAIN, PUBLIC),
    "AEF-135": Rule(_("The underlying units are not as many as the quantity."), _AGAIN, OURS),
    "AEF-136": Rule(_("The subtype does not go with the type of action."), _TYPE, PUBLIC),
    "AEF-137": Rule(_("A column is filled that does not go with this action; it is NA."), _("Write NA."), PUBLIC),
    "AEF-138": Rule(_("The vintage lies after the action."), _AGAIN, OURS),
    # across tables
    "AEF-141": Rule(_("The authorisation is not in table 2."), _BOTH, PUBLIC),
    "AEF-142": Rule(_("The entity is not in table 5."), _("Authorise it first, or correct the number."), PUBLIC),
    "AEF-143": Rule(_("More is first transferred than the authorisation allows."), _BOTH, OURS),
    "AEF-144": Rule(_("The vintage lies outside the authorised time frame."), _BOTH, OURS),
    "AEF-145": Rule(_("The purpose is none that the authorisation names."), _BOTH, OURS),
    "AEF-146": Rule(_("These units are first transferred a second time."), _AGAIN, OURS),
    "AEF-147": Rule(_("Units are held twice."), _AGAIN, PUBLIC),
    "AEF-148": Rule(_("Units that were used, cancelled or passed on are still held."), _AGAIN, PUBLIC),
    "AEF-149": Rule(_("The same block bears other attributes elsewhere in the file."), _AGAIN, PUBLIC),
    "AEF-150": Rule(_("The Party is none that the authorisation names."), _BOTH, OURS),
    "AEF-151": Rule(_("The same version of an authorisation stands there twice."), _("Leave one out."), OURS),
    # across years and Parties
    "AEF-161": Rule(_("Units held at the end of last year are neither held nor accounted for."), _AGAIN, OURS),
    "AEF-162": Rule(_("Units are held that were neither held last year nor came in."), _AGAIN, OURS),
    "AEF-163": Rule(_("These units were first transferred in an earlier year already."), _AGAIN, OURS),
    "AEF-164": Rule(
        _("Last year’s format is not recorded here, so that holdings could not be rolled forward."),
        _("File last year’s format first, or compare by hand."),
        OURS,
        blocks=False,
    ),
    "AEF-171": Rule(
        _("The other Party’s file does not tell of these units."),
        _("Ask the other Party; both files tell the same."),
        OURS,
        blocks=False,
    ),
    "AEF-172": Rule(
        _("The other Party’s file tells of units that this one does not."),
        _("Ask the other Party; both files tell the same."),
        OURS,
        blocks=False,
    ),
    "AEF-173": Rule(
        _("The other Party’s file is not here, so that nothing could be compared with it."),
        _("Ask the other Party for its file, and compare."),
        OURS,
        blocks=False,
    ),
}


@dataclass(frozen=True)
class Finding:
    """What a rule found, where. `found` is what stands there."""

    number: str
    sheet: str
    cell: str
    found: str = ""

    @property
    def rule(self) -> Rule:
        return RULES[self.number]
