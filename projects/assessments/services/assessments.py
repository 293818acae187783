"""What validations and verifications share: accept, decline, write the report; and a designation that is lost."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from committee.designations.models import Designation
from common import events
from common.drafts import Seen
from common.events import Happening
from common.machines import judge
from common.refusals import Refused
from common.text import plain
from partners.people.models.people import User
from projects.assessments import checks
from projects.assessments.models.assessments import Validation, Verification
from projects.assessments.services import teams
from projects.assessments.states.assessments import OPEN_ASSESSMENT
from projects.assessments.states.reports import FACTS, PARTS, TEXTS, VALIDATION, VERIFICATION
from workflow.drafts import checks as fields
from workflow.papers import checks as drafts
from workflow.versions import selectors as versions

TOPIC_NAMES = tuple(dict.fromkeys(topic.name for topic in (*VALIDATION, *VERIFICATION)))
LONGEST = 20_000


@transaction.atomic
def accept(*, assessment: Validation | Verification, impartial: bool, by: User, at: datetime) -> None:
    """The entity takes the work; who accepts leads the team until another lead is named.

    Raises: Refused TPE-10 without the declaration of impartiality, TPE-15 (409, no longer designated).
    """
    if not impartial:
        raise Refused("TPE-10", _("Declare that your entity is impartial, or decline the work."), field="impartial")
    checks.still_designated(assessment, at.date())
    judge(assessment.accept, by=by).commit(at=at)
    teams.begin(assessment, by=by, at=at)
    assessment.read_version = _newest_number(assessment)
    assessment.save()


def _newest_number(assessment: Validation | Verification) -> int:
    """The version of the paper that stands now; imported papers have none, and count as the first."""
    newest = versions.newest(assessment.subject)
    return newest.number if newest is not None else 1


@transaction.atomic
def read_newest(*, assessment: Validation | Verification, by: User, at: datetime) -> None:
    """The entity says that it has read the newest version of the paper. Raises Refused TPE-11 (403), TPE-12 (409)."""
    locked = type(assessment).objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    checks.at_work(locked, by)
    locked.read_version = _newest_number(locked)
    locked.save(update_fields=["read_version"])
    events.record(
        f"{locked._meta.label_lower}.read_version", subject=locked, by=by, at=at, after={"version": locked.read_version}
    )


@transaction.atomic
def decline(*, assessment: Validation | Verification, note: str, by: User, at: datetime) -> None:
    """The entity does not take the work. Raises Refused DRF-04 without a reason."""
    judge(assessment.decline, by=by).commit(at=at, note=drafts.reason_given(note))


@transaction.atomic
def release(*, assessment: Validation | Verification, note: str, by: User, at: datetime) -> None:
    """End the work of an entity whose designation does not count. Raises Refused DRF-04, TPE-19, MOV-01, MOV-02."""
    judge(assessment.release, by=by).commit(at=at, note=drafts.reason_given(note))


@transaction.atomic
def save_report(
    *,
    assessment: Validation | Verification,
    values: Mapping[str, object],
    seen: Seen | None = None,
    by: User,
    at: datetime,
) -> None:
    """Keep the report as written so far; `topics.moc` is the answer on one topic: assessed, conclusion, confidential.

    Raises: Refused TPE-11 (403), TPE-12 (409), DRF-05 (409), FLD-01, FLD-02.
    """
    checks.at_work(assessment, by)
    drafts.as_seen(assessment, seen)
    fields.set_values(assessment, {k: v for k, v in values.items() if "." not in k}, (*TEXTS, *FACTS))
    for name, answer in values.items():
        if "." in name:
            assessment.topics = assessment.topics | {name.removeprefix("topics."): _topic(name, answer)}
    assessment.save()
    events.record(
        "projects.project.save_assessment",
        subject=assessment.project,
        by=by,
        at=at,
        after={"assessment": assessment.paper_id},
    )


def _topic(name: str, answer: object) -> dict[str, str]:
    if name not in TOPIC_NAMES or not isinstance(answer, Mapping) or not set(answer) <= set(PARTS):
        raise Refused("FLD-01", _("This value is not part of the draft."), field=name)
    words = {part: plain(str(answer.get(part, ""))) for part in PARTS}
    if any(len(text) > LONGEST for text in words.values()):
        raise Refused("FLD-02", _("Write at most 20,000 characters on each part."), field=name)
    return words


def on_designation(happening: Happening) -> None:
    """When a designation changes, work that it no longer covers is shown to JCMA and the participants, and back.

    The entity keeps the work, gives no opinion meanwhile, and the participants may end it and ask another one.
    """
    if not isinstance(happening.subject, Designation):
        return
    for assessment in _open_under(happening.subject):
        covered = checks.counts(assessment, happening.at.date())
        if covered != (assessment.lost_on is None):
            assessment.lost_on = None if covered else happening.at.date()
            assessment.save(update_fields=["lost_on"])
            deed = "regain_designation" if covered else "lose_designation"
            events.record(
                f"projects.project.{deed}",
                subject=assessment.project,
                by=happening.by,
                at=happening.at,
                after={"assessment": assessment.paper_id},
                tells=("secretariat", "participant"),
            )


def _open_under(designation: Designation) -> Iterable[Validation | Verification]:
    of = {"designation": designation, "state__in": OPEN_ASSESSMENT}
    validations = Validation.objects.filter(**of).select_related("design__project")
    return list(chain(validations, Verification.objects.filter(**of).select_related("report__project")))
