"""Write, answer and settle letters about a project."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events, files
from common.machines import judge
from common.models import StoredFile
from common.refusals import Refused
from common.text import plain, shows
from partners.people.models.people import User
from projects.letters import selectors
from projects.letters.models import Letter
from projects.letters.states import AWAITING, LetterState
from projects.projects.models import Project


@transaction.atomic
def send(
    *,
    project_id: int,
    to_role: str,
    topic: str,
    text: str,
    answer_by: date | None = None,
    upload: UploadedFile | None = None,
    by: User,
    at: datetime,
) -> Letter:
    """Send a letter about a project; with `answer_by` it waits in the addressee's inbox until it is answered.

    Raises: Refused LTR-01 (403, no side of the correspondence), LTR-02 (not to this addressee), LTR-03 (no words),
    LTR-04 (the day for the answer lies in the past), FIL-01 to FIL-03.
    """
    project = Project.objects.select_related("country").get(pk=project_id)
    side = _side(project, by)
    if to_role not in dict(selectors.addressees(project, side)):
        raise Refused("LTR-02", _("Choose to whom the letter goes."), field="to_role")
    if answer_by is not None and answer_by < at.date():
        raise Refused("LTR-04", _("Give a day for the answer that is not in the past."), field="answer_by")
    letter = Letter(
        project=project,
        from_role=side,
        to_role=to_role,
        topic=plain(topic),
        text=_words(topic, text),
        answer_by=answer_by,
        by=by,
        at=at,
        file=_kept(upload, by, at),
        state=AWAITING[to_role] if answer_by else LetterState.SENT,
    )
    letter.save()
    events.record("projects.letter.send", subject=letter, by=by, at=at, after={"state": letter.state}, tells=(to_role,))
    return letter


@transaction.atomic
def answer(*, letter_id: int, text: str, upload: UploadedFile | None = None, by: User, at: datetime) -> Letter:
    """Answer a letter that awaits it; returns the answer. Raises: Refused MOV-01, MOV-02, LTR-03, FIL-01 to FIL-03."""
    asked = _locked(letter_id)
    judge(asked.answer, by=by).commit(at=at)
    reply = Letter.objects.create(
        project=asked.project,
        from_role=asked.to_role,
        to_role=asked.from_role,
        topic=asked.topic,
        text=_words(asked.topic, text),
        answers=asked,
        by=by,
        at=at,
        file=_kept(upload, by, at),
    )
    events.record(
        "projects.letter.send", subject=reply, by=by, at=at, after={"state": reply.state}, tells=(reply.to_role,)
    )
    return reply


@transaction.atomic
def settle(*, letter_id: int, by: User, at: datetime) -> Letter:
    """Say that no answer is needed any more. Raises: Refused MOV-01, MOV-02."""
    letter = _locked(letter_id)
    judge(letter.settle, by=by).commit(at=at)
    return letter


def _locked(letter_id: int) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).select_related("project__country").get(pk=letter_id)


def _side(project: Project, by: User) -> str:
    side = selectors.side_of(project, by)
    if not side:
        raise Refused("LTR-01", _("Only those who work on the project write letters about it."), status=403)
    return side


def _words(topic: str, text: str) -> str:
    if not shows(topic) or not shows(text):
        raise Refused("LTR-03", _("Write a subject and a text."), field="text")
    return plain(text)


def _kept(upload: UploadedFile | None, by: User, at: datetime) -> StoredFile | None:
    return files.store(upload, by=by, at=at, field="upload") if upload else None
