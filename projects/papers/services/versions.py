"""Keep each paper as it was handed in: a listener, so that no way of handing in forgets it."""

from typing import Any

from common.drafts import hash_of
from common.events import Happening
from partners.services import applications
from projects.assessments.states.reports import ANSWERS
from projects.changes import services as changes
from projects.designs.services import designs
from projects.endings import services as endings
from projects.modalities import selectors as modalities
from projects.monitoring import services as monitoring
from projects.papers.checks import drafts
from projects.papers.models.versions import PaperVersion
from projects.papers.selectors import versions as selectors
from projects.pins import services as pins
from projects.proposals import services as proposals
from projects.references import services as references
from projects.registrations import services as registrations
from projects.renewals import services as renewals

# The deed that hands a paper in: its answers, and the name of its form as the host countries' codes write it ("" for
# a paper that says itself which form it is).
HANDED_IN: dict[str, tuple[tuple[str, ...], str]] = {
    "projects.projectideanote.submit": (pins.DRAFT_FIELDS, "PIN"),
    "projects.projectdesign.submit": ((*designs.DRAFT_FIELDS, "sdip", "years"), "PDD"),
    "projects.modalities.submit": (modalities.WHOLE, "MoC"),
    "projects.referenceassessment.submit": (references.DRAFT_FIELDS, "RE_Req"),
    "projects.methodologyproposal.submit": (proposals.DRAFT_FIELDS, ""),
    "projects.methodologyproposal.file_revised": (proposals.DRAFT_FIELDS, ""),
    "projects.monitoringreport.submit": (
        (*monitoring.DRAFT_FIELDS, "structure", "parameters", "sdir", "years"),
        "PIR",
    ),
    "projects.postregistrationchange.submit": (changes.DRAFT_FIELDS, "PRC_Req"),
    "partners.designationapplication.submit": (applications.DRAFT_FIELDS, "TPE"),
    "projects.registrationrequest.submit": (registrations.DRAFT_FIELDS, "Reg_Req"),
    "projects.registrationrequest.withdraw": (("outcome_note",), "RW_Req"),
    "projects.creditingperiodrenewal.submit": (renewals.DRAFT_FIELDS, "RCP_Req"),
    "projects.projectwithdrawal.submit": (endings.DRAFT_FIELDS, "PW_Req"),
    "projects.validation.conclude_positive": (ANSWERS["validation"], "Val_Rep"),
    "projects.validation.conclude_negative": (ANSWERS["validation"], "Val_Rep"),
    "projects.verification.conclude_positive": (ANSWERS["verification"], "Vrf_Rep"),
    "projects.verification.conclude_negative": (ANSWERS["verification"], "Vrf_Rep"),
}


def hands_in(deed: str, names: tuple[str, ...], form: str) -> None:
    """Register a deed of another app by which a paper is handed in, with its answers and the name of its form."""
    HANDED_IN[deed] = (names, form)


def on_handed_in(happening: Happening) -> None:
    """Keep the answers as the next version of the paper; inside the deed's own transaction, under its lock."""
    if happening.what not in HANDED_IN:
        return
    names, form = HANDED_IN[happening.what]
    paper: Any = happening.subject
    code = selectors.form_code_of(paper, form or paper.form_name, happening.at.date())
    answers = drafts.words_of(paper, [name for name in names if name not in getattr(paper, "not_in_form", ())])
    PaperVersion.objects.create(
        paper=paper.paper,
        number=PaperVersion.objects.filter(paper=paper.paper).count() + 1,
        form_code=code,
        answers=answers,
        sha256=hash_of(answers),
        by=happening.by,
        at=happening.at,
    )
