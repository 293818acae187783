"""Each case in which modalities of communication are filed: which sections of the form it needs, and why.

The cases and their sections are those of the Joint Committees' FAQ (domain notes 3.6). Whose confirmation a change
needs is not published: that of the entity concerned and of the focal point is our own rule.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence


class Case(models.TextChoices):
    COMPLETE = "complete", _("Complete statement, or change of the focal point")
    JOIN = "join", _("New participant")
    IDENTITY = "identity", _("Change of an entity’s name or legal status")
    LEAVE = "leave", _("Withdrawal of a participant")
    DETAILS = "details", _("Change of contact details or specimen signatures only")


IDENTITY_FIELDS = ("legal_name", "legal_status", "address")
PRIMARY_FIELDS = ("primary_name", "primary_title", "primary_email", "primary_phone")
ALTERNATE_FIELDS = ("alternate_name", "alternate_title", "alternate_email", "alternate_phone")
CONTACT_FIELDS = ("address", *PRIMARY_FIELDS, *ALTERNATE_FIELDS)
EVERY_FIELD = (*IDENTITY_FIELDS, *PRIMARY_FIELDS, *ALTERNATE_FIELDS)


@dataclass(frozen=True)
class CaseRule:
    """What a case asks for.

    `concerns` says whom: "all" entities, a "new" one, or "one" of those that stand in the statement in force. `fields`
    are the answers of an entity that may be written; the signatures count among them where `signs` is true.
    `names_focal_point` says whether the focal point is chosen; `may_have_ceased` whether an entity that exists no
    longer may be reported; `confirmed_by` whose confirmation is needed: "all", or "concerned" and "focal_point".
    """

    sections: Sentence
    why: Sentence
    concerns: str
    fields: tuple[str, ...]
    signs: bool
    names_focal_point: bool
    may_have_ceased: bool
    confirmed_by: tuple[str, ...]


CASES: dict[str, CaseRule] = {
    Case.COMPLETE: CaseRule(
        _("The whole statement"),
        _(
            "The first statement of a project names everybody. A change of the focal point, for whatever reason, needs "
            "a complete new statement as well, because every participant gives it the right to speak for all."
        ),
        "all",
        EVERY_FIELD,
        signs=True,
        names_focal_point=True,
        may_have_ceased=True,
        confirmed_by=("all",),
    ),
    Case.JOIN: CaseRule(
        _("Annex 1, sections 1 and 2"),
        _(
            "Section 1 names the project and its focal point, section 2 the new participant with its legal status, "
            "address, signatories and specimen signatures."
        ),
        "new",
        EVERY_FIELD,
        signs=True,
        names_focal_point=False,
        may_have_ceased=False,
        confirmed_by=("concerned", "focal_point"),
    ),
    Case.IDENTITY: CaseRule(
        _("Annex 1, sections 1 and 2"),
        _("Section 2 gives the new name or legal status; changes of contacts and signatures can be included."),
        "one",
        EVERY_FIELD,
        signs=True,
        names_focal_point=False,
        may_have_ceased=False,
        confirmed_by=("concerned", "focal_point"),
    ),
    Case.LEAVE: CaseRule(
        _("Annex 1, sections 1 and 3"),
        _(
            "Section 3 is the participant’s own declaration. Where it has ceased to exist and cannot sign, any other "
            "participant files it with documentary evidence."
        ),
        "one",
        (),
        signs=False,
        names_focal_point=False,
        may_have_ceased=True,
        confirmed_by=("concerned", "focal_point"),
    ),
    Case.DETAILS: CaseRule(
        _("Annex 1, sections 1 and 4"),
        _("Section 4 gives the new contact details or specimen signatures; the entity itself stays the same."),
        "one",
        CONTACT_FIELDS,
        signs=True,
        names_focal_point=False,
        may_have_ceased=False,
        confirmed_by=("concerned",),
    ),
}
