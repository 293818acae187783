"""Notices as sentences and as mail, in the language of the person who reads them."""

from django.apps import apps
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from jcm_platform.common import outbox
from jcm_platform.common.machines import moves_of
from partners.models import Notice


def sentence(notice: Notice) -> str:
    """What happened, from the declared label of the move; in the active language."""
    app, model, deed = notice.what.split(".")
    move = moves_of(apps.get_model(app, model)).get(deed)
    label = str(move.label) if move else deed.replace("_", " ")
    return _("%(reference)s %(title)s: %(deed)s") % {
        "reference": notice.reference, "title": notice.title, "deed": label,
    }  # fmt: skip


@outbox.handles("mail.notice")
def send(payload: dict[str, object]) -> None:
    """Mail one notice to its person."""
    notice = Notice.objects.select_related("user").get(pk=payload["notice"])
    with override(notice.user.language):
        context = {"notice": notice, "sentence": sentence(notice), "address": settings.SITE_URL + notice.url}
        send_mail(
            subject=f"[JCM] {sentence(notice)}"[:200].strip(),
            message=render_to_string("partners/mail/notice.txt", context),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[notice.user.email],
        )
