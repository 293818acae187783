"""Digests: one mail a day with all notices of a person who wants them together."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from common import isolation, mail, outbox, zones
from partners.people.models.addresses import MailKind
from partners.people.selectors import addresses, people
from partners.people.services import profiles
from workflow.notices.models import Digest, Notice
from workflow.notices.services import notices
from workflow.papers import selectors as papers
from workflow.steps.selectors import inbox

DUE_SOON = timedelta(days=3)
MOST_LINES, MOST_STEPS = 200, 50


def gather(*, at: datetime) -> int:
    """Make today's digest of everybody who waits for one and has had none today; returns how many."""
    waiting = Notice.objects.filter(mail=MailKind.DAILY, digest=None, user__in=people.at_work().values("pk"))
    today = waiting.exclude(user__digests__on=at.date())
    waiting_people = today.order_by("user_id").values_list("user_id", flat=True).distinct()
    return sum(isolation.each(list(waiting_people), lambda user_id: _gather_one(user_id, at), what="digest"))


@transaction.atomic
def _gather_one(user_id: int, at: datetime) -> int:
    digest, made = Digest.objects.get_or_create(user_id=user_id, on=at.date())
    if not made:
        return 0
    Notice.objects.filter(user_id=user_id, mail=MailKind.DAILY, digest=None).update(digest=digest)
    key = f"digest:{user_id}:{at.date()}"
    outbox.enqueue("mail.digest", key=key, payload={"digest": digest.pk}, at=at)
    return 1


@outbox.handles("mail.digest")
def send(payload: dict[str, object]) -> None:
    """Mail one digest in its person's language, with what they may still open; its message id is fixed."""
    digest = Digest.objects.select_related("user").get(pk=int(str(payload["digest"])))
    found = list(papers.opened(digest.notices.select_related("paper").order_by("at"), digest.user)[:MOST_LINES])
    if not found or not addresses.is_proved(digest.user):
        return  # as a notice of its own: nobody has shown to read mail there
    with override(digest.user.language):
        lines = [_line(one, digest.user.clock_zone) for one in found]
        context = {
            "digest": digest,
            "lines": lines,
            "due": _due(digest),
            "site": settings.SITE_URL,
            "choices": profiles.choices_address(),
        }
        mail.send(
            subject=gettext("[JCM] Your notices of %(day)s") % {"day": digest.on.isoformat()},
            body=render_to_string("workflow/mail/digest.txt", context),
            to=[digest.user.email],
            headers=profiles.mail_headers(f"digest-{digest.pk}"),
        )


def _line(notice: Notice, zone: str) -> dict[str, str]:
    return {
        "sentence": notices.sentence(notice, zone),
        "reason": notices.reason(notice),
        "task": notices.task(notice, zone),
        "address": settings.SITE_URL + notice.paper.address,
    }


def _due(digest: Digest) -> list[dict[str, str]]:
    """What waits for the person and is due soon, each with the hour on their own clock."""
    zone = digest.user.clock_zone
    steps = inbox.waiting_for(digest.user).filter(due_on__lte=digest.on + DUE_SOON)[:MOST_STEPS]
    return [
        {
            "until": zones.spoken(zones.end_of(step.due_on), zone),
            "todo": str(step.todo),
            "paper": str(step.paper),
            "address": settings.SITE_URL + step.paper.address,
        }
        for step in steps
        if step.due_on is not None
    ]
