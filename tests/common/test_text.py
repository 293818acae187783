"""Text from outside: nothing unseen, something seen; every script of the partner countries as it is written."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from common import text
from common.widgets import LineField, TextField
from partners.organisations.models import Organisation

UNSEEN = (
    "A\x00B",
    "A\x0bB",
    "A\x1bB",
    "A\u0085B",
    "A\u00adB",
    "A\u200bB",
    "A\u200dB",
    "A\u200eB",
    "A\u202eB",
    "\u202egnp.exe",
    "A\u2066B\u2069",
    "A\u2028B",
    "A\ufeffB",
    "A\u3164B",
    "A\ue000B",
    "A\U000e0041B",
    "A\ud800B",
    "A\uffffB",
)
NOTHING = ("\u200b\u200b", "\u2060", "\u3164", "\u2800", " \u00a0\u3000", "\u200d", "\u0301", "\u115f")
NAMES = (
    "Nguyễn Thị Hồng",
    "Цэцэг ХХК",
    "再生可能エネルギー㈱",
    "葛\U000e0100飾区",
    "ไทยโซลาร์",
    "ບໍລິສັດ ລາວ",
    "ក្រុមហ៊ុន ខ្មែរ",
    "မြန်မာ ကုမ္ပဏီ",
    "বাংলাদেশ সোলার",
    "ক্\u200dষ",
    "საქართველო",
    "شركة الطاقة",
    "می\u200cخواهم",
    "ኢትዮጵያ",
    "श्री\u200dमती",
    "ශ්\u200dරී ලංකා",
    "தமிழ்",
    "Solar ☀\ufe0f 👨\u200d👩\u200d👧",
)


@pytest.mark.parametrize("name", UNSEEN)
def test_a_sign_that_nobody_sees_is_refused(name: str) -> None:
    for field in (LineField(), TextField()):
        with pytest.raises(forms.ValidationError):
            field.clean(name)


@pytest.mark.parametrize("name", NOTHING)
@pytest.mark.parametrize("field", [LineField(), TextField()])
def test_a_name_that_shows_nothing_is_none(name: str, field: forms.CharField) -> None:
    assert not text.shows(name)
    with pytest.raises(forms.ValidationError):
        field.clean(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_a_script_of_the_partner_countries_is_taken_as_it_is(name: str) -> None:
    assert LineField().clean(name) == name


def test_a_name_is_kept_in_one_way_of_writing() -> None:
    assert LineField().clean("ヘ\u3099トナム") == "ベトナム"
    assert LineField().clean("  A\u3000") == "A"
    assert LineField().clean("ក\u200bខ") == "កខ", "blanks without width between words of Khmer are no part of a name"


def test_marks_stacked_on_one_letter_are_refused() -> None:
    with pytest.raises(forms.ValidationError):
        LineField().clean("Z" + "\u0335" * 12)


def test_line_breaks_belong_into_texts_alone() -> None:
    with pytest.raises(forms.ValidationError):
        LineField().clean("a\nb")
    assert TextField().clean("a\nb") == "a\nb"


@pytest.mark.parametrize(
    "value", [value for value in (*UNSEEN, *NOTHING, *NAMES) if not re.search("[\0\ud800]", value)]
)
def test_the_database_judges_as_the_forms_do(value: str, db: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s ~ %s, %s ~ %s", [value, text.FORBIDDEN_IN_LINE, value, text.SHOWN])
        assert cursor.fetchone() == (bool(re.search(text.FORBIDDEN_IN_LINE, value)), bool(re.search(text.SHOWN, value)))


PUBLIC_FOR_GOOD = {
    ("committee", "agendapoint", "title"),
    ("committee", "formername", "name"),
    ("credits", "authorisation", "reference"),
    ("credits", "finaluse", "beneficiary"),
    ("credits", "finaluse", "statement"),
    ("partners", "organisation", "name"),
    ("partners", "organisation", "name_ja"),
    ("partners", "user", "name"),
    ("projects", "methodology", "title"),
    ("projects", "methodologyproposal", "title"),
    ("projects", "project", "title"),
    ("projects", "projectdesign", "title"),
    ("projects", "projectideanote", "title"),
    ("projects", "publicinput", "name"),
    ("projects", "publicinput", "organisation"),
    ("projects", "publicinput", "text"),
    ("registry", "account", "name"),
    ("registry", "holderdetails", "name_en"),
    ("registry", "holderdetails", "name_ja"),
}


@pytest.mark.parametrize(("app", "model", "column"), sorted(PUBLIC_FOR_GOOD))
def test_what_becomes_public_for_good_is_judged_by_model_and_database(
    app: str, model: str, column: str, db: Any
) -> None:
    judged = apps.get_model(app, model)
    field: Any = judged._meta.get_field(column)
    with pytest.raises(forms.ValidationError):
        field.run_validators("A\u202eB")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT convalidated FROM pg_constraint WHERE conname = %s AND conrelid = %s::regclass",
            [f"{model}_{column}_fit", judged._meta.db_table],
        )
        assert cursor.fetchone() == (True,)


@pytest.mark.parametrize("name", ["A\u202eB", "\u200b\u200b", "\u3164", "\u2800", "A\nB", "A\x0bB"])
def test_the_database_takes_no_name_that_hides_something(name: str, it: SimpleNamespace) -> None:
    with pytest.raises(IntegrityError, match="organisation_name_fit"), transaction.atomic():
        Organisation.objects.filter(pk=it.local_company.pk).update(name=name)
    Organisation.objects.filter(pk=it.local_company.pk).update(name="ไทยโซลาร์")
