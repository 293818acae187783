"""Every form of the back office is posted by everybody who gets in: what changes, changes by its rule and is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.db import models, transaction
from django.forms import modelform_factory
from django.test import Client
from django.urls import reverse

from committee.decisions.models import AnswerKind
from committee.decisions.services import answers
from committee.designations.models import Designation
from common import history
from common.models import Event, OutboxMessage, StoredFile
from common.words import Words
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from partners.people.models.people import Role, User
from partners.people.models.seats import CommitteeMember, JointCommittee
from partners.programmes.models import FinancingProgramme
from partners.scopes.models import SectoralScope
from tests.conftest import NOON
from tests.factories.committee import a_bundle, a_shared_file
from tests.factories.pages import a_waiting_step
from tests.factories.partners import a_country_in_operation, organisation, person
from tests.factories.people import an_invitation

WHO = ("staff without a role", "superuser", "officer of a country", "another country's officer", "officer of Japan")
PAST = {"name", "name_ja", "website"}
# What may be corrected in the back office, by whom; whatever is not named here stays as it is.
CORRECTED: dict[str, dict[str, set[str]]] = {
    "partners.partnercountry": {
        "officer of Japan": {
            "name",
            "name_ja",
            "order",
            "region",
            "signed_on",
            "signed_precision",
            "signed_place",
            "time_zone",
        }
    },
    "partners.financingprogramme": {
        "officer of Japan": {
            "ministry",
            "name",
            "support",
            "implementer",
            "most_share_of_cost",
            "credit_condition",
            "facts",
        }
    },
    "partners.sectoralscope": {"officer of Japan": {"name", "name_ja"}},
    "partners.organisation": {"officer of a country": PAST, "officer of Japan": PAST},
    "partners.user": {"officer of Japan": {"name", "language"}},
}
ADDED = {
    ("partners.financingprogramme", "officer of Japan"),
    ("partners.organisation", "officer of Japan"),
    ("partners.organisation", "officer of a country"),
}
HOSTILE = ("\x00", "\u202e<script>alert(1)</script>", "a\nb", "9" * 400, "-1", "²", "Mars/Base", "0001-01-01", "None")


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """A country in operation with a row of everything that the back office shows."""
    it = a_country_in_operation()
    elsewhere = a_country_in_operation("ID")
    it.elsewhere = elsewhere.country
    it.office = organisation("secretariat", "partner", it.country, "Thai secretariat")
    it.office_elsewhere = organisation("secretariat", "partner", elsewhere.country, "Indonesian secretariat")
    it.fresh = organisation(side="partner", country=it.country, name="Fresh PCL")
    it.staff = {
        "staff without a role": User.objects.create(email="plain@example.org", name="Plain"),
        "superuser": User.objects.create(email="super@example.org", name="Super", is_superuser=True),
        "officer of a country": person(Role.SECRETARIAT, it.office, it.country),
        "another country's officer": person(Role.SECRETARIAT, it.office_elsewhere, elsewhere.country),
        "officer of Japan": person(Role.SECRETARIAT, it.jcma),
    }
    User.objects.filter(pk__in=[user.pk for user in it.staff.values()]).update(is_staff=True)
    FinancingProgramme.objects.create(code="MP", ministry="MOE", name="Model projects", support="Half of the cost")
    a_waiting_step(it)
    an_invitation(it)
    decision = a_bundle(it)
    a_shared_file(it, decision)
    answers.give(decision_id=decision.pk, answer=AnswerKind.AGREE, by=it.japan_chair, at=NOON)
    OutboxMessage.objects.get_or_create(topic="mail.notice", key="one", defaults={"payload": {}, "created_at": NOON})
    return it


def as_(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


PAGES = {page.model._meta.label_lower: page for page in admin.site._registry.values()}


def row_of(it: SimpleNamespace, label: str) -> models.Model:
    """The row on which the forms of a page are tried: of the country whose officer tries them."""
    known: dict[str, Any] = {
        "partners.organisation": it.local_company,
        "partners.partnercountry": it.country,
        "partners.user": it.outsider,
    }
    found = known.get(label) or PAGES[label].model._default_manager.order_by("pk").first()
    assert found is not None, f"The back office shows {label}: let the set-up make a row of it."
    return found  # type: ignore[no-any-return]  # of whatever model


def snapshot(row: models.Model) -> dict[str, object]:
    """Every value of a row as it stands in the database, its relations too."""
    kept = type(row)._base_manager.filter(pk=row.pk)
    values: dict[str, object] = dict(kept.values().first() or {})
    for field in row._meta.many_to_many:
        values[field.name] = sorted(kept.values_list(field.name, flat=True), key=str)
    return values


def everything(row: models.Model) -> dict[str, Any]:
    """What a form would post of a row if it showed every field, editable or not meant to be."""
    names = [f.name for f in (*row._meta.fields, *row._meta.many_to_many) if f.editable or f.primary_key]
    shown = modelform_factory(type(row), fields=[n for n in names if n != "id"])(instance=row)
    found = {}
    for name, bound in shown.fields.items():
        value = shown.get_initial_for_field(bound, name)
        if isinstance(value, list):
            value = [getattr(each, "pk", each) for each in value]
        found[name] = "" if value is None or value is False else str(value) if isinstance(value, Words) else value
    return found


def other_values(row: models.Model, name: str) -> Iterator[object]:
    """Other values that a field of the row could take."""
    field = row._meta.get_field(name)
    if field.is_relation:
        related: Any = field.related_model
        keys = list(related._base_manager.values_list("pk", flat=True)[:3])
        yield from ([keys[:1], []] if field.many_to_many else keys)
    elif isinstance(field, models.BooleanField):
        yield from ("on", "")
    elif choices := getattr(field, "choices", None):
        yield from (value for value, _label in choices)
    elif isinstance(field, models.DateField):
        yield "2001-02-03"
    elif isinstance(field, models.IntegerField):
        yield 77
    elif name == "time_zone":
        yield "Asia/Tokyo"
    elif isinstance(field, models.URLField):
        yield "https://changed.example/"
    else:
        yield "Changed"


def _post(client: Client, address: str, form: Mapping[str, object]) -> Any:
    answer = client.post(address, form)
    assert answer.status_code < 500, f"{address} answers {answer.status_code} to {form}"
    return answer


@dataclass(frozen=True)
class Tried:
    """What a post did: the fields that are other than before, the events that tell it, and which the row's history
    names."""

    changed: set[str]
    events: list[Event]
    told: list[Event]


def _try(client: Client, row: models.Model, form: Mapping[str, object]) -> Tried:
    before, last = snapshot(row), Event.objects.order_by("-pk").first()
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    with transaction.atomic():
        _post(client, address, form)
        after = snapshot(row)
        events = list(Event.objects.filter(pk__gt=last.pk if last else 0))
        of_row = {entry.event for entry in history.of(row)}
        transaction.set_rollback(True)
    changed = {name for name, value in after.items() if value != before[name]}
    return Tried(changed, events, [event for event in events if event in of_row])


def _field(row: models.Model, column: str) -> str:
    return next((f.name for f in row._meta.fields if column in {f.name, f.attname}), column)


def test_only_our_own_pages_are_in_the_back_office() -> None:
    """Those of packages write tokens, sign-in addresses, schedules and groups past every service."""
    ours = ("common.", "partners.", "workflow.", "committee.")
    assert [label for label in PAGES if not label.startswith(ours)] == []


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("label", PAGES)
def test_a_form_changes_what_its_rule_names_and_tells_it(
    it: SimpleNamespace, client: Client, label: str, who: str
) -> None:
    row, allowed = row_of(it, label), CORRECTED.get(label, {}).get(who, set())
    as_(client, it.staff[who])
    now, changed = everything(row), set()
    for form in _forms(row, now, one_by_one=bool(allowed)):
        tried = _try(client, row, form)
        names = {_field(row, column) for column in tried.changed}
        changed |= names
        assert len(tried.events) == len(tried.told) == (1 if names else 0), (form, tried)
        assert all(names == set(event.before) == set(event.after) for event in tried.told), (form, tried)
    assert changed == allowed


def _forms(row: models.Model, now: dict[str, Any], *, one_by_one: bool) -> Iterator[dict[str, Any]]:
    """The row's own values with another one at each field in turn; all at once where nothing may be corrected."""
    others = {name: [*other_values(row, name)] for name in now}
    yield now | {name: values[0] for name, values in others.items() if values}
    yield now | {name: values[-1] for name, values in others.items() if values}
    for name, values in others.items() if one_by_one else ():
        yield from (now | {name: value} for value in values)


@pytest.mark.parametrize("label", PAGES)
def test_a_form_takes_hostile_values_without_a_fault(it: SimpleNamespace, client: Client, label: str) -> None:
    """As the one who may correct most; nobody else gets as far as the values."""
    row, names = row_of(it, label), everything(row_of(it, label))
    as_(client, it.staff["officer of Japan"])
    for value in HOSTILE:
        _try(client, row, dict.fromkeys(names, value))
        for name in CORRECTED.get(label, {}).get("officer of Japan", ()):
            _try(client, row, names | {name: value})
        with transaction.atomic():
            _post(client, f"{_list_of(row)}add/", dict.fromkeys(names, value))
            transaction.set_rollback(True)
        asked = [(_list_of(row), dict.fromkeys(keys, value)) for keys in ("q", "op", ["id__exact"])]
        asked += [(f"{_list_of(row)}{quote(value)}/{page}/", {}) for page in ("change", "history")]
        for address, words in asked:
            assert client.get(address, words).status_code < 500, (address, words)


def _list_of(row: models.Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist")


@pytest.mark.parametrize("who", ["superuser", "officer of Japan"])
@pytest.mark.parametrize("label", PAGES)
def test_nothing_is_deleted_or_done_from_a_list(it: SimpleNamespace, client: Client, label: str, who: str) -> None:
    row, model = row_of(it, label), PAGES[label].model
    as_(client, it.staff[who])
    listed = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    count = model._default_manager.count()
    offered = dict(PAGES[label].get_action_choices(_request(it, who)))
    for action in {"delete_selected", "end_seats", "make_verified", "run_tasks", *offered}:
        _post(client, listed, {"action": action, "_selected_action": row.pk, "post": "yes", "index": 0})
    edited = {f"form-0-{name}": value for name, value in everything(row).items()} | {"form-0-id": row.pk}
    _post(client, listed, {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "Save", **edited})
    _post(client, f"{listed}{row.pk}/delete/", {"post": "yes"})
    assert model._default_manager.count() == count
    assert Event.objects.filter(pk__gt=last).count() == 0


def _request(it: SimpleNamespace, who: str) -> Any:
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.user = it.staff[who]
    return request


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("label", PAGES)
def test_a_record_is_added_where_its_rule_lets_it_be(it: SimpleNamespace, client: Client, label: str, who: str) -> None:
    model = PAGES[label].model
    as_(client, it.staff[who])
    row, before = row_of(it, label), model._default_manager.count()
    form = everything(row) | NEW.get(label, {})
    if label == "partners.organisation":
        form["country"] = it.country.pk
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    answer = _post(client, reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"), form)
    added = model._default_manager.count() - before
    told = Event.objects.filter(pk__gt=last)
    if (label, who) in ADDED:
        assert (added, answer.status_code, told.count()) == (1, 302, 1)
        assert set(told.get().after) >= {name for name, value in form.items() if value}
    else:
        assert (added, told.count()) == (0, 0)


NEW: dict[str, dict[str, object]] = {
    "partners.financingprogramme": {"code": "NEW"},
    "partners.organisation": {"name": "New Energy PCL", "kind": "participant", "side": "partner"},
    "committee.designation": {"reference": "TPE-TH-777"},
    "partners.user": {"email": "new@example.org"},
    "partners.sectoralscope": {"number": 99, "name": "Dreams"},
    "partners.partnercountry": {"iso2": "XX", "iso3": "XXX", "order": 999},
}


def test_scopes_of_a_designation_are_not_set_by_hand(it: SimpleNamespace, client: Client) -> None:
    designation = it.tpe.designations.get()
    scope = SectoralScope.objects.create(number=16, name="CCS")
    form = everything(designation) | {"validation_scopes": [scope.pk], "verification_scopes": [scope.pk]}
    for who in WHO:
        assert _post(as_(client, it.staff[who]), _page(designation), form).status_code == 403
    assert designation.validation_scopes.count() == 15


def test_a_designation_is_not_added_by_hand(it: SimpleNamespace, client: Client) -> None:
    form = {"reference": "TPE-TH-777", "organisation": it.other_company.pk, "country": it.country.pk}
    for who in WHO:
        assert _post(as_(client, it.staff[who]), "/back-office/committee/designation/add/", form).status_code == 403
    assert not Designation.objects.filter(organisation=it.other_company).exists()


def test_the_side_of_a_government_stays(it: SimpleNamespace, client: Client) -> None:
    row: Organisation = it.government_partner
    form = everything(row) | {"side": "japan", "kind": "jcma", "country": ""}
    for who in WHO:
        _post(as_(client, it.staff[who]), _page(row), form)
    row.refresh_from_db()
    assert (row.side, row.kind, row.country) == ("partner", "government", it.country)


def test_the_side_of_an_organisation_is_corrected_until_it_acts(it: SimpleNamespace, client: Client) -> None:
    as_(client, it.staff["officer of Japan"])
    form = everything(it.fresh) | {"side": "japan", "country": ""}
    assert _post(client, _page(it.fresh), form).status_code == 302
    it.fresh.refresh_from_db()
    assert (it.fresh.side, it.fresh.country) == ("japan", None)
    person(Role.PARTICIPANT, it.fresh)
    answer = _post(client, _page(it.fresh), form | {"side": "partner", "country": it.country.pk})
    it.fresh.refresh_from_db()
    assert (it.fresh.side, answer.status_code) == ("japan", 302)


def test_a_time_zone_that_is_nowhere_is_refused_with_a_sentence(it: SimpleNamespace, client: Client) -> None:
    as_(client, it.staff["officer of Japan"])
    answer = _post(client, _page(it.country), everything(it.country) | {"time_zone": "Mars/Base"})
    assert answer.status_code == 200
    assert "no time zone of that name" in answer.content.decode()
    assert PartnerCountry.objects.get(pk=it.country.pk).time_zone == "Asia/Bangkok"


def test_seats_are_looked_up_here_and_given_elsewhere(it: SimpleNamespace, client: Client) -> None:
    CommitteeMember.objects.filter(user=it.japan_member).update(ended_on=date(2026, 5, 1))
    form = {"committee": it.committee.pk, "user": it.japan_member.pk, "side": "japan"}
    seat = CommitteeMember.objects.get(user=it.japan_chair)
    for who in WHO:
        as_(client, it.staff[who])
        assert _post(client, "/back-office/partners/committeemember/add/", form).status_code == 403
        _post(client, "/back-office/partners/committeemember/", {"action": "end_seats", "_selected_action": seat.pk})
    assert not CommitteeMember.objects.filter(user=it.japan_member, ended_on=None).exists()
    assert CommitteeMember.objects.get(pk=seat.pk).ended_on is None
    committee = reverse("partners:committee-page", kwargs={"iso2": "th"})
    assert committee in client.get(_page(seat)).content.decode()


def test_a_designated_entity_is_renamed_on_its_own_page(it: SimpleNamespace, client: Client) -> None:
    """Where its former name is kept."""
    as_(client, it.staff["officer of Japan"])
    answer = _post(client, _page(it.tpe), everything(it.tpe) | {"name": "Other Body"})
    assert answer.status_code == 200
    assert "BKO-04" in answer.content.decode()
    assert Organisation.objects.get(pk=it.tpe.pk).name == "Validation Body A"


def test_nobody_corrects_their_own_name(it: SimpleNamespace, client: Client) -> None:
    own = it.staff["officer of Japan"]
    answer = _post(as_(client, own), _page(own), {"name": "Somebody Else", "language": "en"})
    assert answer.status_code == 403
    assert User.objects.get(pk=own.pk).name != "Somebody Else"


def _page(row: models.Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def test_the_rows_that_are_tried_are_there(it: SimpleNamespace) -> None:
    assert JointCommittee.objects.exists()
    assert StoredFile.objects.exists()
