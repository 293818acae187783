"""An address counts once it is proved; a change wants a fresh proof, is told to the old one, and waits."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from common import clock, outbox
from common.models import Event
from common.refusals import Refused
from partners.people.models.addresses import AddressChange
from partners.people.models.people import User
from partners.people.services import addresses
from tests.conftest import NOON
from tests.factories.pages import a_circulated_decision
from workflow.notices.models import Notice

SECRET = "a sentence of several words"
NEW = "new.place@example.com"


def signed_in(user: User) -> Client:
    """By the page; for a change of address that is no fresh proof yet."""
    user.set_password(SECRET)
    user.save()
    client = Client()
    assert client.post("/accounts/login/", {"login": user.email, "password": SECRET}).status_code == 302
    return client


def reauthenticated(client: Client) -> None:
    sent = client.post("/accounts/reauthenticate/", {"password": SECRET, "next": "/profile/address/"})
    assert sent.status_code == 302


def link_to(address: str) -> str:
    """The address in the mail to somebody, without the host."""
    (message,) = (each for each in mail.outbox if each.to == [address])
    line = next(line for line in message.body.splitlines() if line.startswith("http"))
    return "/" + line.split("/", 3)[3]


def asked(it: SimpleNamespace, user: User) -> AddressChange:
    change = addresses.ask(new=NEW, by=user, at=NOON)
    outbox.deliver(at=NOON)
    return change


def test_no_second_address_and_no_other_page_for_it(it: SimpleNamespace) -> None:
    client = signed_in(it.participant)
    for act in ("action_add", "action_primary", "action_send", "action_remove"):
        client.post("/accounts/email/", {act: "", "email": NEW})
    assert list(EmailAddress.objects.filter(user=it.participant).values_list("email", flat=True)) == [
        it.participant.email
    ]
    assert User.objects.get(pk=it.participant.pk).email == it.participant.email


def test_a_change_wants_a_fresh_proof(it: SimpleNamespace) -> None:
    client = signed_in(it.participant)
    sent = client.post("/profile/address/", {"new": NEW})
    assert sent["Location"].startswith("/accounts/reauthenticate/")
    assert not AddressChange.objects.exists()
    reauthenticated(client)  # what was sent before goes on by itself
    assert AddressChange.objects.get().new == NEW


def test_both_addresses_are_told_at_once_and_the_old_one_stops_it(it: SimpleNamespace, client: Client) -> None:
    change = asked(it, it.participant)
    link = link_to(it.participant.email)
    assert client.get(link).status_code == 200
    change.refresh_from_db()
    assert change.outcome == "open"
    client.post(link)
    change.refresh_from_db()
    assert change.outcome == "stopped"
    assert client.post(link_to(NEW)).status_code == 409
    assert Event.objects.filter(what__startswith="partners.addresschange.").count() == 2


def test_it_waits_four_working_days_for_somebody_with_a_role(it: SimpleNamespace, client: Client) -> None:
    asked(it, it.registry_officer)
    client.post(link_to(NEW))
    assert addresses.count_due(by=it.system, at=NOON + timedelta(days=3)) == 0
    assert User.objects.get(pk=it.registry_officer.pk).email == it.registry_officer.email
    assert addresses.count_due(by=it.system, at=NOON + timedelta(days=4)) == 1
    assert User.objects.get(pk=it.registry_officer.pk).email == NEW
    rows = EmailAddress.objects.filter(user=it.registry_officer).values_list("email", "verified", "primary")
    assert list(rows) == [(NEW, True, True)]
    event = Event.objects.get(what="partners.addresschange.count")
    assert (event.before, event.after) == ({"email": it.registry_officer.email}, {"email": NEW})


def test_it_counts_at_once_for_somebody_without_a_role(it: SimpleNamespace, client: Client) -> None:
    it.outsider.appointments.update(ended_on=NOON.date())
    asked(it, it.outsider)
    client.post(link_to(NEW))
    assert User.objects.get(pk=it.outsider.pk).email == NEW


def test_an_unproved_new_address_lapses(it: SimpleNamespace, client: Client) -> None:
    change = asked(it, it.participant)
    link = link_to(NEW)
    assert addresses.count_due(by=it.system, at=NOON + timedelta(days=4)) == 0
    change.refresh_from_db()
    assert change.outcome == "lapsed"
    assert client.post(link).status_code == 409


@pytest.mark.parametrize("link", ["/address/prove/x/", "/address/stop/MQ:1:forged/"])
def test_a_link_that_is_none_is_refused(it: SimpleNamespace, client: Client, link: str) -> None:
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404


def test_the_links_are_not_each_others(it: SimpleNamespace, client: Client) -> None:
    asked(it, it.participant)
    assert client.post(link_to(it.participant.email).replace("/stop/", "/prove/")).status_code == 404


@pytest.mark.parametrize(("new", "number"), [("nothing", "PPL-02"), ("own", "ADR-01"), ("others", "ADR-02")])
def test_a_wrong_address_is_refused(it: SimpleNamespace, new: str, number: str) -> None:
    named = {"own": it.participant.email, "others": it.outsider.email.replace("@", "+x@")}
    with pytest.raises(Refused, match=number):
        addresses.ask(new=named.get(new, new), by=it.participant, at=NOON)


def test_somebody_else_has_it_meanwhile(it: SimpleNamespace, client: Client) -> None:
    asked(it, it.participant)
    client.post(link_to(NEW))
    User.objects.filter(pk=it.outsider.pk).update(email=NEW)
    assert addresses.count_due(by=it.system, at=NOON + timedelta(days=9)) == 0
    assert AddressChange.objects.get().outcome == "lapsed"


def test_a_new_wish_stops_the_one_before(it: SimpleNamespace) -> None:
    first = asked(it, it.participant)
    addresses.ask(new="third@example.com", by=it.participant, at=NOON)
    first.refresh_from_db()
    assert first.outcome == "stopped"
    with pytest.raises(IntegrityError, match="one_open_address_change_a_person"), transaction.atomic():
        AddressChange.objects.create(person=it.participant, old="a@b.cd", new="e@f.gh", asked_at=NOON)


def test_the_profile_says_what_waits_and_keeps_the_old_one(it: SimpleNamespace) -> None:
    client = signed_in(it.participant)
    asked(it, it.participant)
    assert NEW in client.get("/profile/").content.decode()
    client.post("/profile/address/keep/")
    assert AddressChange.objects.get().outcome == "stopped"


def test_an_unproved_address_neither_signs_in_nor_gets_mail_about_papers(it: SimpleNamespace) -> None:
    EmailAddress.objects.filter(user=it.japan_chair).update(verified=False)
    it.japan_chair.set_password(SECRET)
    it.japan_chair.save()
    sent = Client().post("/accounts/login/", {"login": it.japan_chair.email, "password": SECRET})
    assert sent["Location"] == "/accounts/confirm-email/"
    mail.outbox.clear()
    a_circulated_decision(it)
    outbox.deliver(at=NOON)
    told = [address for message in mail.outbox for address in message.to]
    assert it.japan_member.email in told
    assert it.japan_chair.email not in told
    assert Notice.objects.filter(user=it.japan_chair).exists()


def test_who_is_not_known_gets_no_mail(it: SimpleNamespace, client: Client) -> None:
    assert client.post("/accounts/password/reset/", {"email": "nobody@example.com"}).status_code == 302
    outbox.deliver(at=NOON)
    assert mail.outbox == []


def test_a_reset_link_of_the_old_address_does_nothing_once_the_new_one_counts(
    it: SimpleNamespace, client: Client
) -> None:
    client.post("/accounts/password/reset/", {"email": it.outsider.email})
    outbox.deliver(at=clock.now())
    link = link_to(it.outsider.email)
    it.outsider.appointments.update(ended_on=NOON.date())
    asked(it, it.outsider)
    client.post(link_to(NEW))
    page = client.get(link, follow=True)
    assert b'name="password1"' not in page.content


def test_a_person_sees_where_they_signed_in_and_ends_every_session_but_this_one(it: SimpleNamespace) -> None:
    elsewhere, here = signed_in(it.participant), signed_in(it.participant)
    page = here.get("/profile/sign-ins/")
    assert [each.person for each in page.context["sign_ins"]] == [it.participant] * 2
    text = page.content.decode()
    assert (text.count("This browser"), text.count("Another browser"), text.count("127.0.0.1")) == (1, 1, 2)
    assert here.post("/profile/sign-ins/").status_code == 302
    assert here.get("/profile/").status_code == 200
    assert elsewhere.get("/profile/")["Location"].startswith("/accounts/login/")
    assert Event.objects.filter(what="partners.user.sign_out_elsewhere", by=it.participant).count() == 1
