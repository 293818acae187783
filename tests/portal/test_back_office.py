"""The back office: staff only, the looser content policy nowhere else, states not set, changes recorded."""

from datetime import datetime
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from common.models import Event
from common.refusals import Refused
from partners.countries.models import PartnerCountry
from partners.people.models.seats import CommitteeMember
from partners.services import records


@pytest.fixture
def staff(it: SimpleNamespace, client: Client) -> Client:
    it.officer.is_staff = True
    it.officer.save()
    client.force_login(it.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_it_sends_visitors_to_the_one_sign_in(it: SimpleNamespace, client: Client) -> None:
    answer = client.get("/back-office/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


def test_a_role_alone_does_not_open_it(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.officer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/back-office/partners/organisation/").status_code == 302


def test_a_suspended_officer_is_kept_out(it: SimpleNamespace, staff: Client, noon: object) -> None:
    assert staff.get("/back-office/").status_code == 200
    type(it.officer).objects.filter(pk=it.officer.pk).update(suspended_at=noon)
    assert staff.get("/back-office/").status_code == 302


def test_the_looser_policy_holds_there_and_nowhere_else(it: SimpleNamespace, staff: Client) -> None:
    assert "unsafe-inline" in staff.get("/back-office/")["Content-Security-Policy"]
    for address in ("/", "/inbox/", "/countries/", f"/people/{it.participant.pk}/"):
        assert "unsafe" not in staff.get(address)["Content-Security-Policy"]


@pytest.mark.parametrize(
    "model",
    [
        "partners/partnercountry",
        "partners/rulebook",
        "partners/organisation",
        "committee/designation",
        "partners/user",
        "partners/appointment",
        "committee/decision",
        "partners/committeemember",
        "partners/jointcommittee",
        "workflow/waitingstep",
        "workflow/notice",
        "partners/financingprogramme",
    ],
)
def test_every_list_answers(model: str, staff: Client) -> None:
    assert staff.get(f"/back-office/{model}/").status_code == 200
    assert staff.get(f"/back-office/{model}/", {"q": "a"}).status_code in {200, 302}


def test_a_correction_leaves_an_event_with_both_values(it: SimpleNamespace, staff: Client) -> None:
    country = it.country
    form = {
        "iso2": "TH",
        "iso3": "THA",
        "name": "Siam",
        "name_ja": country.name_ja,
        "order": country.order,
        "signed_on": country.signed_on,
        "signed_precision": "day",
        "signed_place": "",
        "region": country.region,
        "time_zone": country.time_zone,
    }
    answer = staff.post(f"/back-office/partners/partnercountry/{country.pk}/change/", form)
    assert answer.status_code == 302, answer.context["errors"]
    assert PartnerCountry.objects.get().name == "Siam"
    event = Event.objects.get(what="partners.partnercountry.correct")
    assert (event.before, event.after, event.by) == ({"name": "Country TH"}, {"name": "Siam"}, it.officer)


def test_nothing_is_deleted_there(it: SimpleNamespace, staff: Client) -> None:
    assert staff.post(f"/back-office/partners/organisation/{it.tpe.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_decision_is_shown_and_not_changed(it: SimpleNamespace, staff: Client) -> None:
    address = f"/back-office/committee/decision/{it.open_decision.pk}/change/"
    assert staff.get(address).status_code == 200
    assert staff.post(address, {"state": "adopted"}).status_code == 403
    it.open_decision.refresh_from_db()
    assert it.open_decision.state == "circulated"


def test_who_enters_is_said_on_the_server(it: SimpleNamespace, client: Client) -> None:
    client.force_login(it.officer, backend="django.contrib.auth.backends.ModelBackend")
    for words, status, told in (([], 200, True), (["--end"], 302, False)):
        call_command("back_office", it.officer.email, *words, stdout=StringIO())
        assert client.get("/back-office/").status_code == status
        assert Event.objects.filter(what="partners.user.admit").latest("pk").after == {"is_staff": told}
    with pytest.raises(CommandError, match="BKO-05"):
        call_command("back_office", "nobody@example.org", stdout=StringIO())


def test_and_by_no_person(it: SimpleNamespace, noon: datetime) -> None:
    with pytest.raises(Refused, match="BKO-06"):
        records.admit(email=it.officer.email, is_staff=True, by=it.officer, at=noon)
    it.officer.refresh_from_db()
    assert not it.officer.is_staff


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"time_zone": "Mars/Base"}, "country_time_zone_known"),
        ({"signed_precision": "hour"}, "country_precision_known"),
    ],
)
def test_what_pages_would_stumble_over_is_refused_by_the_database_too(
    it: SimpleNamespace, values: dict[str, str], rule: str
) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        PartnerCountry.objects.filter(pk=it.country.pk).update(**values)


def test_a_seat_is_neither_given_nor_ended_there(it: SimpleNamespace, staff: Client) -> None:
    """One member of staff would do alone what takes two officers."""
    seats = CommitteeMember.objects.filter(ended_on=None).count()
    form = {"committee": it.committee.pk, "user": it.japan_member.pk, "side": "japan"}
    assert staff.post("/back-office/partners/committeemember/add/", form).status_code == 403
    chosen = {"action": "end_seats", "_selected_action": [CommitteeMember.objects.first().pk]}  # type: ignore[union-attr]  # seated
    staff.post("/back-office/partners/committeemember/", chosen)
    assert CommitteeMember.objects.filter(ended_on=None).count() == seats
