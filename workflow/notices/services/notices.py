"""Notices as sentences and as mail, in the language of the person who reads them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from common import mail, outbox, zones
from common.models import Paper
from common.words import Words
from partners.people.models.addresses import MailKind
from partners.people.models.people import Role, User
from partners.people.selectors import addresses
from partners.people.services import profiles
from partners.people.services.profiles import choices_address, mail_headers
from workflow.deeds import selectors as deeds
from workflow.notices.models import Notice
from workflow.papers import selectors as papers

REMINDER, ESCALATION = "workflow.waitingstep.remind", "workflow.waitingstep.escalate"


@transaction.atomic
def give(
    *, to: Iterable[User], paper: Paper, what: str, title: Words, details: Mapping[str, object], by: User, at: datetime
) -> None:
    """Tell people of a deed, of whom those who may open the paper; nobody is told of their own.

    Mail follows as each person has chosen.
    """
    others = [person for person in to if person.pk != by.pk]
    if not others:
        return
    given = Notice.objects.bulk_create(
        Notice(
            user=person, paper=paper, what=what, title=title, details=dict(details), at=at, mail=profiles.chosen(person)
        )
        for person in papers.readers_among(others, paper)
    )
    mailed = {f"notice:{one.pk}": {"notice": one.pk} for one in given if one.mail == MailKind.EACH}
    outbox.enqueue_all("mail.notice", mailed, at=at)


def told(notice: Notice, zone: str) -> tuple[Notice, str, str, str]:
    """A notice with what happened, the reason that was given, and what its reader is to do."""
    return notice, sentence(notice, zone), reason(notice), task(notice, zone)


def sentence(notice: Notice, zone: str) -> str:
    """What happened, in the past tense, and by whom; in the active language, by the clock of that zone."""
    if notice.what in {REMINDER, ESCALATION}:
        return _late(notice, zone)
    values = {"title": _called(notice), "deed": deeds.label(notice.what), "actor": _actor(notice)}
    if values["actor"]:
        return gettext("%(title)s: %(deed)s – %(actor)s") % values
    return gettext("%(title)s: %(deed)s") % values


def _called(notice: Notice) -> str:
    """The paper by its number, where it has one, and its name."""
    title = str(notice.title)
    reference = notice.paper.reference
    return title if not reference or reference in title else f"{reference} {title}".strip()


def _actor(notice: Notice) -> str:
    stored = notice.details.get("actor")
    return str(Words.read(stored)) if stored else ""


def reason(notice: Notice) -> str:
    """The reason that was given, word for word."""
    return str(notice.details.get("said") or "")


def task(notice: Notice, zone: str) -> str:
    """What the reader is to do, and until when on their own clock; nothing for who is only told."""
    stored = notice.details.get("todo")
    if not stored or notice.what == ESCALATION:
        return ""
    values = {"todo": str(Words.read(stored)), "until": until(notice, zone)}
    return gettext("%(todo)s, by %(until)s") % values if values["until"] else values["todo"]


def until(notice: Notice, zone: str) -> str:
    """The end of the last day on the reader's clock, with its zone."""
    day = notice.details.get("due_on")
    return zones.spoken(zones.end_of(date.fromisoformat(str(day))), zone) if day else ""


def subject_line(notice: Notice, zone: str) -> str:
    """The task first, for who has one; what happened, for everybody else."""
    todo = notice.details.get("todo")
    if not todo or notice.what == ESCALATION:
        return sentence(notice, zone)
    values = {"todo": str(Words.read(todo)), "title": _called(notice), "until": until(notice, zone)}
    if values["until"]:
        return gettext("Please act by %(until)s: %(todo)s – %(title)s") % values
    return gettext("Please act: %(todo)s – %(title)s") % values


def _late(notice: Notice, zone: str) -> str:
    """That a step is due soon or overdue: to its holder, or to whom it was passed on."""
    values = {
        "title": _called(notice),
        "todo": str(Words.read(notice.details["todo"])),
        "until": until(notice, zone),
        "holder": Role(notice.details["role"]).label,
    }
    if notice.what == REMINDER:
        return gettext("%(title)s: still to do until %(until)s: %(todo)s") % values
    return gettext("%(title)s: overdue since %(until)s with %(holder)s: %(todo)s") % values


@outbox.handles("mail.notice")
def send(payload: dict[str, object]) -> None:
    """Mail one notice to its person, if they may still open the paper when it is sent.

    Its message id is fixed, so that a mail sent again is known as the same.
    """
    notice = Notice.objects.select_related("user", "paper").get(pk=int(str(payload["notice"])))
    if not papers.opens(notice.paper, notice.user) or not addresses.is_proved(notice.user):
        return  # whoever reads an address that is not proved has not shown to be the person; the notice stays
    zone = notice.user.clock_zone
    with override(notice.user.language):
        context = {
            "notice": notice,
            "sentence": sentence(notice, zone),
            "reason": reason(notice),
            "task": task(notice, zone),
            "address": settings.SITE_URL + notice.paper.address,
            "choices": choices_address(),
        }
        mail.send(
            subject=f"[JCM] {subject_line(notice, zone)}",
            body=render_to_string("workflow/mail/notice.txt", context),
            to=[notice.user.email],
            headers=mail_headers(f"notice-{notice.pk}"),
        )
