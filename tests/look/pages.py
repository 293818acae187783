"""Pages of the tests alone: every component with plausible content, a form with every kind of field, a list."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django_filters import ChoiceFilter, FilterSet

from committee.decisions.models import Decision
from common import clock
from common.listing import Column, Listing
from common.widgets import DateField, TonnesField
from jcm_platform.portal.navigation import FOOTER, PERSONAL, PUBLIC, Link
from partners.countries.models import PartnerCountry

TODAY = date(2026, 6, 1)
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


class EveryField(forms.Form):
    title = forms.CharField(label="Title of the project", max_length=200, help_text="As in the note of interest.")
    reference = forms.CharField(label="Your own reference", max_length=20, required=False)
    summary = forms.CharField(label="Summary", widget=forms.Textarea, max_length=500)
    starts_on = DateField(label="Start of procurement")
    amount = TonnesField(label="Expected reductions a year")
    share = forms.DecimalField(label="Share of financing", required=False)
    method = forms.ChoiceField(
        label="Financing", choices=[("jp", "JCM model project"), ("none", "None")], widget=forms.RadioSelect
    )
    scopes = forms.MultipleChoiceField(
        label="Sectoral scopes", choices=[("1", "Energy"), ("3", "Demand")], widget=forms.CheckboxSelectMultiple
    )
    country = forms.ChoiceField(label="Country", choices=[("", "Choose a country"), ("TH", "Thailand")])
    paper = forms.FileField(label="The signed note")
    password = forms.CharField(label="Your password", widget=forms.PasswordInput)
    agreed = forms.BooleanField(label="I confirm that what is written here is right")

    sections = [
        ("The project", ["title", "reference", "summary", "country"], "What both governments will read first."),
        ("Dates and amounts", ["starts_on", "amount", "share", "method", "scopes"]),
        ("Papers", ["paper", "password", "agreed"]),
    ]


class Measure(forms.Form):
    name = forms.CharField(label="Measure")


class CountryFilter(FilterSet):
    region = ChoiceFilter(label="Region", choices=[("Asia", "Asia"), ("Africa", "Africa")], empty_label="All")

    class Meta:
        model = PartnerCountry
        fields = ["region"]


COUNTRIES = Listing(
    name="countries",
    title="Countries",
    lead="The countries that have signed with Japan.",
    columns=[
        Column("iso2", "Code", link=lambda c: c.get_absolute_url(), sort="iso2"),
        Column("name", "Country", sort="name"),
        Column("signed_on", "Signed", sort="signed_on"),
        Column("order", "Number", numeric=True),
        Column("source_url", "Source", on_page=False),
    ],
    search=["name", "iso2__iexact"],
    filters=CountryFilter,
    page_size=5,
    order=["order"],
)


def _subject(state: str, label: str, origin: str = "") -> Any:
    return SimpleNamespace(
        state=state,
        get_state_display=lambda: label,
        is_imported=origin == "imported",
        is_example=origin == "example",
        source_url="https://www.jcm.go.jp/",
        record_status="verified",
        record_note="Amounts by side are not published.",
    )


def _gallery() -> dict[str, object]:
    step = SimpleNamespace(
        get_role_display=lambda: "JCMA officer",
        organisations=SimpleNamespace(all=lambda: ["JCMA"]),
        todo="Check that the note is complete",
        due_on=clock.today() + timedelta(days=2),
    )
    refusal = SimpleNamespace(number="REG-01", sentence="The report is not there yet.")
    met = SimpleNamespace(label="The design is complete", url="/d/", is_met=True)
    unmet = SimpleNamespace(label="The report is there", refusal=refusal, day=TODAY)
    member = {"who": "Member of the government", "on": TODAY, "answer": "No objection", "kind": "good"}
    return {
        "submitted": Decision(state="circulated", pk=1, number="TH-JC-2026-001"),
        "adopted": _subject("adopted", "Adopted"),
        "imported": _subject("adopted", "Adopted", "imported"),
        "example": _subject("adopted", "Adopted", "example"),
        "step": step,
        "today": TODAY,
        "soon": TODAY + timedelta(days=1),
        "later": TODAY + timedelta(days=20),
        "overdue": TODAY - timedelta(days=4),
        "facts": [
            ("Country", "Thailand"),
            ("Methodology", None),
            {"key": "Sector", "value": "Energy demand", "change_url": "/change/"},
            {"key": "TPE", "value": "Example TPE", "url": "/tpe/", "note": "Scope 3"},
        ],
        "columns": [{"label": "Side"}, {"label": "t CO₂ eq", "numeric": True}],
        "rows": [
            [{"shown": "Japan"}, {"shown": "1 009", "numeric": True}],
            [{"shown": "Thailand", "url": "/th/"}, {"shown": "392", "numeric": True}],
        ],
        "sides": [{"name": "Japan", "answers": [member, member]}, {"name": "Thailand", "answers": []}],
        "outlook": SimpleNamespace(deed="Registration", unmet=[unmet], earliest=TODAY, met=1, standings=[met, unmet]),
        "tasks": [
            {"title": "Describe the project", "url": "/a/", "status": "Completed"},
            {"title": "Give the dates", "url": "/b/", "status": "In progress", "kind": "waiting", "hint": "Two"},
            {"title": "Submit", "status": "Cannot start yet", "kind": "ended"},
        ],
        "steps": [
            {"name": "Project idea note", "status": "done", "on": TODAY},
            {"name": "Validation", "url": "/v/", "status": "current", "note": "With the third-party entity"},
            {"name": "Registration"},
            {"name": "Old step", "status": "unknown"},
            {"name": "Refused step", "status": "stopped"},
        ],
        "events": [
            {"what": "Submitted", "who": "Example Company", "at": AT, "url": "/e/", "note": "Version 2"},
            {"what": "Drafted", "on": TODAY},
        ],
        "stored": SimpleNamespace(
            name="note.pdf", language="en", media_type="application/pdf", size_bytes=182_331, sha256="ab" * 32
        ),
        "public_links": [Link(place.label, f"/{number}/", number == 2, False) for number, place in enumerate(PUBLIC)],
        "personal_links": [Link(place.label, f"/p/{place.route}/", False, place.counts_inbox) for place in PERSONAL],
        "footer_links": [Link(place.label, f"/f/{place.route}/", False, False) for place in FOOTER],
        "inbox_count": 3,
        "kinds": ["plain", "waiting", "good", "attention", "bad", "ended"],
    }


def gallery(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Your answer was saved.")
    messages.error(request, "The file was not taken.")
    messages.warning(request, "The window closes today.")
    messages.info(request, "The rules change on 1 July 2026.")
    return render(request, "look/gallery.html", _gallery())


def form(request: HttpRequest) -> HttpResponse:
    measures = forms.formset_factory(Measure, extra=1)
    filled = request.POST if request.method == "POST" else None
    shown = {"form": EveryField(filled), "formset": measures(prefix="m")}
    return render(request, "look/form.html", shown)


def countries(request: HttpRequest) -> HttpResponse:
    return COUNTRIES.respond(request, PartnerCountry.objects.all())


urlpatterns = [
    path("look/gallery/", gallery),
    path("look/form/", form),
    path("look/countries/", countries),
    path("", include("jcm_platform.urls")),
]
