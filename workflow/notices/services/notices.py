"""Notices as sentences and as mail, in the language of the person who reads them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from common import mail, outbox
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


def sentence(notice: Notice) -> str:
    """What happened, from the declared label of the move; in the active language."""
    if notice.what == REMINDER:
        todo = Words.read(notice.details["todo"])
        values = {"reference": notice.paper.reference, "todo": todo, "due": notice.details["due_on"]}
        return (gettext("%(reference)s Reminder: %(todo)s, due on %(due)s") % values).strip()
    if notice.what == ESCALATION:
        return _escalated(notice)
    values = {"reference": notice.paper.reference, "title": notice.title, "deed": deeds.label(notice.what)}
    return (gettext("%(reference)s %(title)s: %(deed)s") % values).strip()


def _escalated(notice: Notice) -> str:
    values = {
        "reference": notice.paper.reference,
        "todo": Words.read(notice.details["todo"]),
        "due": notice.details["due_on"],
        "holder": Role(notice.details["role"]).label,
    }
    return (gettext("%(reference)s Overdue since %(due)s with %(holder)s: %(todo)s") % values).strip()


@outbox.handles("mail.notice")
def send(payload: dict[str, object]) -> None:
    """Mail one notice to its person, if they may still open the paper when it is sent.

    Its message id is fixed, so that a mail sent again is known as the same.
    """
    notice = Notice.objects.select_related("user", "paper").get(pk=int(str(payload["notice"])))
    if not papers.opens(notice.paper, notice.user) or not addresses.is_proved(notice.user):
        return  # whoever reads an address that is not proved has not shown to be the person; the notice stays
    with override(notice.user.language):
        text = sentence(notice)
        context = {
            "notice": notice,
            "sentence": text,
            "address": settings.SITE_URL + notice.paper.address,
            "choices": choices_address(),
        }
        mail.send(
            subject=f"[JCM] {text}",
            body=render_to_string("workflow/mail/notice.txt", context),
            to=[notice.user.email],
            headers=mail_headers(f"notice-{notice.pk}"),
        )
