"""Mail goes out whatever its words are, and what stands in one line is one line."""

import importlib
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.core import mail as sent
from django.test import Client

from common import outbox
from common.mail import LONGEST_SUBJECT, subject_of
from common.text import no_control_signs, one_line
from common.widgets import LineField
from common.words import Words
from tests.architecture import rooms
from tests.conftest import NOON
from tests.factories.projects import a_pin
from workflow.notices.services import notices


def test_a_notice_about_a_title_with_a_line_break_is_mailed(it: SimpleNamespace) -> None:
    pin = a_pin(it, submitted=True)
    outbox.deliver(at=NOON)
    before = len(sent.outbox)
    notices.give(
        to=[it.officer],
        paper=pin.paper,
        what="projects.projectideanote.submit",
        title=Words.named("A\nBcc: x@example.org"),
        details={},
        by=it.participant,
        at=NOON,
    )
    assert outbox.deliver(at=NOON) == 1
    (mail,) = sent.outbox[before:]
    assert "A Bcc: x@example.org" in mail.subject
    assert mail.recipients() == [it.officer.email]


def test_a_forgotten_password_is_no_fault_while_mail_is_away_and_the_link_comes_later(
    it: SimpleNamespace, settings: SimpleNamespace
) -> None:
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    asked = Client().post("/accounts/password/reset/", {"email": it.participant.email})
    assert asked.status_code == 302
    assert outbox.deliver(at=NOON) == 0
    settings.EMAIL_BACKEND = working
    before = len(sent.outbox)
    assert outbox.deliver(at=NOON + timedelta(hours=1)) == 1
    (mail,) = sent.outbox[before:]
    assert mail.recipients() == [it.participant.email]
    address = next(line for line in mail.body.splitlines() if line.startswith("http"))
    page = Client().get(address.split("8000", 1)[1], follow=True)
    assert 'name="password1"' in page.content.decode()


def test_nobody_learns_which_addresses_are_known(it: SimpleNamespace) -> None:
    known = Client().post("/accounts/password/reset/", {"email": it.participant.email})
    unknown = Client().post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


@pytest.mark.parametrize("text", ["A\r\nB", "A\x00B", "A\u2028B", "\ud800A", "x" * 5000, "", "日本語\n", "A\x85B"])
def test_a_subject_is_one_line_whatever_it_is_made_of(text: str) -> None:
    subject = subject_of(text)
    assert subject.isprintable()
    assert len(subject) <= LONGEST_SUBJECT
    subject.encode()


@pytest.mark.parametrize("text", ["A\nB", "A\r\nB", "A\tB", "A\u2028B", "A\x85B", "A\x0bB", "A\x1bB"])
def test_a_line_takes_no_line_break_and_no_control_sign(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        LineField().clean(text)
    assert LineField().clean("一行 – one line") == "一行 – one line"


def _forms() -> Iterator[type[forms.BaseForm]]:
    """Every form class of the apps."""
    for module in rooms.modules("forms"):
        for made in vars(importlib.import_module(module)).values():
            if isinstance(made, type) and issubclass(made, forms.BaseForm):
                yield made


def test_every_text_of_every_form_refuses_control_signs_and_a_line_its_breaks() -> None:
    faulty = set()
    for form in _forms():
        for name, field in getattr(form, "base_fields", {}).items():
            if type(field).__module__.startswith("django.") and isinstance(field, forms.CharField):
                faulty.add(f"{form.__name__}.{name}: {type(field).__name__}")
            validators = getattr(field, "default_validators", [])
            if isinstance(field, forms.CharField) and type(field.widget) is forms.TextInput:
                faulty |= set() if one_line in validators else {f"{form.__name__}.{name} takes line breaks"}
            elif isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea):
                faulty |= set() if no_control_signs in validators else {f"{form.__name__}.{name} takes control signs"}
    kept_by_django = {one for one in faulty if one.endswith((": EmailField", ": URLField"))}
    assert faulty - kept_by_django == set()
