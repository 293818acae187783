"""Findings: raise, answer, ask again, close; the thread keeps every word."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jcm_platform.common import events
from jcm_platform.common.machines import perform
from jcm_platform.common.refusals import Refused
from partners import permissions
from partners.models import User
from projects.checks import drafts
from projects.models import Finding, FindingMessage, Validation, Verification
from projects.states.assessments import AssessmentState, FindingKind

PATHS = ("validation__design__project__country", "verification__report__project__country")


def _locked(finding_id: int) -> Finding:
    return Finding.objects.select_for_update(of=("self",)).select_related(*PATHS).get(pk=finding_id)


def _say(finding: Finding, text: str, by: User, at: datetime, role: str) -> None:
    organisation_id = min(by.organisation_ids(role) & finding.party_ids(role), default=None)
    FindingMessage.objects.create(finding=finding, author=by, organisation_id=organisation_id, text=text, at=at)


@transaction.atomic
def raise_finding(
    *, assessment: Validation | Verification, kind: FindingKind, topic: str, text: str, by: User, at: datetime
) -> Finding:
    """The entity raises a finding; the participants hold it until they answer.

    Raises: Refused FND-01 (403), FND-02 (409, not in progress), FND-03 (no topic), DRF-04 (no text).
    """
    locked = type(assessment).objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if not permissions.tpe_of(locked, by):
        raise Refused("FND-01", _("Only people of the assessing entity raise findings."), status=403)
    if locked.state != AssessmentState.IN_PROGRESS:
        raise Refused("FND-02", _("Findings are raised while the assessment is in progress."), status=409)
    if not topic.strip():
        raise Refused("FND-03", _("Say in a few words what the finding is about."), field="topic")
    words = drafts.reason_given(text, field="text")
    field = "validation" if isinstance(locked, Validation) else "verification"
    finding = Finding.objects.create(
        **{field: locked}, kind=kind, topic=topic.strip(), raised_at=at,
        number=locked.findings.filter(kind=kind).count() + 1,
    )  # fmt: skip
    _say(finding, words, by, at, "tpe")
    events.record("projects.finding.raise", subject=finding, by=by, at=at, after={"state": finding.state})
    return finding


@transaction.atomic
def answer(*, finding_id: int, text: str, by: User, at: datetime) -> Finding:
    """The participants answer. Raises Refused DRF-04 without text, MOV-01, MOV-02."""
    finding = _locked(finding_id)
    perform(finding.answer, by=by, at=at)
    _say(finding, drafts.reason_given(text, field="text"), by, at, "participant")
    return finding


@transaction.atomic
def ask_again(*, finding_id: int, text: str, by: User, at: datetime) -> Finding:
    """The answer does not settle it. Raises Refused DRF-04 without text, MOV-01, MOV-02."""
    finding = _locked(finding_id)
    perform(finding.ask_again, by=by, at=at)
    _say(finding, drafts.reason_given(text, field="text"), by, at, "tpe")
    return finding


@transaction.atomic
def close(*, finding_id: int, text: str, by: User, at: datetime) -> Finding:
    """The answer settles it; the text says why. Raises Refused DRF-04 without text, MOV-01, MOV-02."""
    finding = _locked(finding_id)
    perform(finding.close, by=by, at=at)
    _say(finding, drafts.reason_given(text, field="text"), by, at, "tpe")
    return finding
