"""Final acts: which deeds are final, who the second person is, and that each is shown, proved and confirmed.

`tests/golden/deeds.csv` is the expectation, and people review it: every address that does something stands there as
final, or with the reason why it is not.
"""

import csv
from pathlib import Path
from time import time
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse

from common.pages import finals
from common.pages.finals import FinalPage
from credits.models import Issuance
from credits.services import issuances
from tests.architecture import routes
from tests.architecture.routes import Route
from tests.conftest import NOON
from tests.factories import credits as situations
from tests.factories.partners import a_country_in_operation
from tests.finals import confirmed

TABLE = {row["address"]: row for row in csv.DictReader(Path("tests/golden/deeds.csv").read_text("utf-8").splitlines())}


def _deeds() -> dict[str, Route]:
    """Every address of ours, API aside, that takes a POST."""
    ours = (route for route in routes.every() if not route.is_third_party and not route.is_api)
    return {route.name: route for route in ours if "POST" in getattr(route.view, "methods", ())}


def test_every_deed_is_in_the_table_as_final_or_with_a_reason() -> None:
    assert sorted(TABLE) == sorted(_deeds())
    without = [name for name, row in TABLE.items() if row["final"] != "yes" and not row["why_not"]]
    assert without == []


def test_what_the_table_calls_final_is_shown_proved_and_confirmed_and_nothing_else_is() -> None:
    pages = {name: getattr(route.view, "view_class", None) for name, route in _deeds().items()}
    finals = {name for name, page in pages.items() if page is not None and issubclass(page, FinalPage)}
    assert finals == {name for name, row in TABLE.items() if row["final"] == "yes"}


def test_the_page_names_the_second_person_whom_the_table_names() -> None:
    """Whoever begins is told who has to agree; whoever agrees is shown who began."""
    begins = {name: _deeds()[name].view.view_class for name, row in TABLE.items() if " " in row["second"]}
    silent = [
        name
        for name, page in begins.items()
        if not page.second and not TABLE[name]["second"].startswith(("the ", "all ", "both "))
    ]
    assert silent == []


@pytest.fixture
def notified(db: None, noon: object) -> tuple[SimpleNamespace, Issuance]:
    """An issuance that waits in the partner's registry."""
    it = a_country_in_operation()
    situations.open_accounts(it)
    return it, situations.a_request(it, to="approved").issuances.get(side="partner")


def _signed_in(user: Any, *, proved: float) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": proved}]
    session.save()
    return client


def test_who_has_not_proved_who_they_are_is_asked_and_then_it_goes_on(
    notified: tuple[SimpleNamespace, Issuance],
) -> None:
    it, issuance = notified
    me = it.partner_registry_officer
    me.set_password("a long enough secret")
    me.save()
    client = _signed_in(me, proved=time() - 100_000)
    address = reverse("credits:issuance-propose", args=[issuance.pk])
    asked = confirmed(client, address)
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    issuance.refresh_from_db()
    assert issuance.state == "notified"
    gone_on = client.post(asked["Location"], {"password": "a long enough secret", "next": address})
    assert gone_on["Location"] == issuance.get_absolute_url()
    issuance.refresh_from_db()
    assert issuance.state == "proposed"


def test_who_has_nothing_to_prove_it_by_is_refused(notified: tuple[SimpleNamespace, Issuance]) -> None:
    it, issuance = notified
    it.partner_registry_officer.set_unusable_password()
    it.partner_registry_officer.save()
    client = _signed_in(it.partner_registry_officer, proved=time() - 100_000)
    refused = confirmed(client, reverse("credits:issuance-propose", args=[issuance.pk]))
    assert (refused.status_code, "PRF-01" in refused.content.decode()) == (403, True)


def test_only_what_was_shown_is_done(notified: tuple[SimpleNamespace, Issuance]) -> None:
    it, issuance = notified
    client = _signed_in(it.partner_registry_officer, proved=time())
    address = reverse("credits:issuance-propose", args=[issuance.pk])
    stale = client.post(address, {"shown": "0" * 64})
    assert (stale.status_code, "Something has changed" in stale.content.decode()) == (409, True)
    issuances.propose(issuance_id=issuance.pk, by=it.partner_registry_officer2, at=NOON)
    late = confirmed(client, address)
    assert (late.status_code, "MOV-01" in late.content.decode()) == (409, True)


def test_what_is_emptied_is_told_as_what_is_written() -> None:
    class Words(forms.Form):
        terms = forms.CharField(label="Terms", required=False)
        note = forms.CharField(label="Note", required=False)

    form = Words({"terms": "", "note": ""}, initial={"terms": "Of the first year"})
    assert form.is_valid()
    lines = finals.typed(form, ["terms", "note"])
    assert [(str(line.label), str(line.value)) for line in lines] == [
        ("Terms", "Emptied. Until now: Of the first year")
    ]
    assert finals.digest(lines) != finals.digest([]), "to empty it is another act than to leave it"
