"""Findings: raise, answer, ask again, close, open again, carry on; the thread keeps every word and file."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events, files
from common.machines import judge, judging_of
from common.models import Paper
from common.refusals import Refused
from common.text import plain, shows
from partners import permissions
from partners.people.models.people import User
from partners.permissions.interests import may_judge
from projects.assessments.models.assessments import Finding, FindingMessage, Validation, Verification
from projects.assessments.states.assessments import AssessmentState, FindingKind, FindingState
from workflow.corrections import selectors as corrections
from workflow.corrections.models import Correction
from workflow.papers import checks as drafts
from workflow.papers import services as papers

PATHS = (
    "validation__design__project__country",
    "verification__report__project__country",
    "validation__tpe",
    "verification__tpe",
    "carried_to",
)
type Uploads = Sequence[UploadedFile]


def _locked(finding_id: int) -> Finding:
    return Finding.objects.select_for_update(of=("self",)).select_related(*PATHS).get(pk=finding_id)


def _say(finding: Finding, text: str, *, role: str, uploads: Uploads = (), by: User, at: datetime) -> FindingMessage:
    words = drafts.reason_given(text, field="text")
    organisation_id = min(by.organisation_ids(role) & finding.party_ids(role), default=None)
    message = FindingMessage.objects.create(
        finding=finding, author=by, organisation_id=organisation_id, text=words, at=at
    )
    message.files.set([files.store(one, by=by, at=at, field="uploads") for one in uploads])
    return message


@transaction.atomic
def raise_finding(
    *,
    assessment: Validation | Verification,
    kind: FindingKind,
    topic: str,
    text: str,
    sections: Sequence[str] = (),
    uploads: Uploads = (),
    by: User,
    at: datetime,
) -> Finding:
    """The entity raises a finding; the participants hold it until they answer, or until the next verification (FAR).

    Args:
        sections: parts of the paper's form that are opened at once, so that it can be met in them; not for a FAR.
    Raises: Refused FND-01 (403), FND-02 (409, not in progress), FND-03 (no topic), DRF-04 (no text); with sections what
    `ask_correction` says.
    """
    locked = type(assessment).objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if not may_judge(permissions.tpe_of, locked, by):
        raise Refused("FND-01", _("Only people of the assessing entity raise findings."), status=403)
    if locked.state != AssessmentState.IN_PROGRESS:
        raise Refused("FND-02", _("Findings are raised while the assessment is in progress."), status=409)
    if not shows(topic):
        raise Refused("FND-03", _("Say in a few words what the finding is about."), field="topic")
    field = "validation" if isinstance(locked, Validation) else "verification"
    finding = Finding.objects.create(
        **{field: locked},
        kind=kind,
        topic=plain(topic),
        raised_at=at,
        number=locked.findings.filter(kind=kind).count() + 1,
        state=FindingState.CARRIED if kind == FindingKind.FAR else FindingState.RAISED,
    )
    _say(finding, text, role="tpe", uploads=uploads, by=by, at=at)
    events.record("projects.finding.raise", subject=finding, by=by, at=at, after={"state": finding.state})
    if sections:
        ask_correction(finding_id=finding.pk, sections=sections, text=text, by=by, at=at)
    return finding


@transaction.atomic
def answer(*, finding_id: int, text: str, uploads: Uploads = (), by: User, at: datetime) -> Finding:
    """The participants answer in words, where no part of the form is open for it.

    Raises: Refused FND-09 (409), DRF-04 without text, FIL-01 to FIL-03, MOV-01, MOV-02.
    """
    finding = _locked(finding_id)
    move = judge(finding.answer, by=by)
    if corrections.waiting_in(finding) is not None:
        raise Refused(
            "FND-09",
            _("Parts of the form are open for this finding: correct them and hand them in; that answers it."),
            status=409,
        )
    move.commit(at=at)
    _say(finding, text, role="participant", uploads=uploads, by=by, at=at)
    return finding


@transaction.atomic
def ask_again(*, finding_id: int, text: str, uploads: Uploads = (), by: User, at: datetime) -> Finding:
    """The answer does not settle it. Raises Refused DRF-04 without text, FIL-01 to FIL-03, MOV-01, MOV-02."""
    finding = _locked(finding_id)
    judge(finding.ask_again, by=by).commit(at=at)
    _say(finding, text, role="tpe", uploads=uploads, by=by, at=at)
    return finding


@transaction.atomic
def close(*, finding_id: int, text: str, uploads: Uploads = (), by: User, at: datetime) -> Finding:
    """The answer settles it; the text says why. Raises Refused DRF-04 without text, MOV-01, MOV-02."""
    finding = _locked(finding_id)
    judge(finding.close, by=by).commit(at=at)
    _say(finding, text, role="tpe", uploads=uploads, by=by, at=at)
    return finding


@transaction.atomic
def reopen(*, finding_id: int, text: str, uploads: Uploads = (), by: User, at: datetime) -> Finding:
    """It is not settled after all. Raises Refused DRF-04 without text, FND-04 (opinion given), MOV-01, MOV-02."""
    finding = _locked(finding_id)
    judge(finding.reopen, by=by).commit(at=at)
    _say(finding, text, role="tpe", uploads=uploads, by=by, at=at)
    return finding


@transaction.atomic
def carry_on(*, finding_id: int, text: str, uploads: Uploads = (), by: User, at: datetime) -> Finding:
    """It cannot be settled yet: the verification after takes it up. Raises DRF-04, FND-05 (no FAR), MOV-01, MOV-02."""
    finding = _locked(finding_id)
    judge(finding.carry_on, by=by).commit(at=at)
    _say(finding, text, role="tpe", uploads=uploads, by=by, at=at)
    return finding


@transaction.atomic
def say(*, finding_id: int, text: str, uploads: Uploads = (), by: User, at: datetime) -> FindingMessage:
    """A further message of either side; the finding stays with who holds it.

    Raises: Refused FND-06 (403, no party), FND-07 (409, closed), DRF-04 without text, FIL-01 to FIL-03.
    """
    finding = _locked(finding_id)
    is_tpe = judging_of(permissions.tpe_of)(finding, by)
    if not (is_tpe or permissions.participant_of(finding, by)):
        raise Refused("FND-06", _("Only the entity and the participants write here."), status=403)
    if finding.state == FindingState.CLOSED:
        raise Refused("FND-07", _("This finding is closed. The entity can open it again."), status=409)
    message = _say(finding, text, role="tpe" if is_tpe else "participant", uploads=uploads, by=by, at=at)
    events.record(
        "projects.project.write_on_finding",
        subject=finding.project,
        by=by,
        at=at,
        after={"finding": finding.pk},
        tells=("participant",) if is_tpe else ("tpe",),
    )
    return message


@transaction.atomic
def ask_correction(*, finding_id: int, sections: Sequence[str], text: str, by: User, at: datetime) -> Correction:
    """The entity opens parts of what it assesses, so that the finding can be met in them.

    Raises: Refused FND-08 (409, the finding does not wait for the participants), COR-01, COR-02 and PDD-28 (409),
    COR-05 (403), DRF-04 without a text.
    """
    finding = _locked(finding_id)
    if finding.state != FindingState.RAISED:
        raise Refused(
            "FND-08",
            _("Parts are opened while the finding waits for the participants: ask again, or open it again first."),
            status=409,
        )
    subject = finding.at_work.subject
    return papers.reopen(paper=subject, sections=sections, note=text, asked_in=finding, by=by, at=at)


def answer_by_correction(asked_in: Sequence[Paper], *, text: str, by: User, at: datetime) -> None:
    """A step of handing corrected parts in: each finding that asked for them is answered by that version."""
    for paper in asked_in:
        finding = _locked(Finding.objects.get(paper=paper).pk)
        if finding.state == FindingState.RAISED:
            judge(finding.answer, by=by).commit(at=at)
            _say(finding, text, role="participant", by=by, at=at)


def take_up(verification: Verification, *, by: User, at: datetime) -> None:
    """Bring the forward action requests of earlier assessments before this verification."""
    of = verification.report.project_id
    waiting = Finding.objects.select_for_update(of=("self",)).filter(state=FindingState.CARRIED)
    for finding in waiting.filter(validation__design__project=of) | waiting.filter(verification__report__project=of):
        finding.carried_to = verification
        judge(finding.take_up, by=by).commit(at=at)


def put_back(verification: Verification, *, by: User, at: datetime) -> None:
    """Keep what this verification had taken up for the one after."""
    open_states = [FindingState.RAISED, FindingState.ANSWERED]
    for finding in verification.carried_findings.select_for_update(of=("self",)).filter(state__in=open_states):
        judge(finding.carry_on, by=by).commit(at=at)
