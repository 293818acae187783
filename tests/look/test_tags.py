"""Tags and filters say what they are given, in the reader's language, and never make a value up."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from committee.decisions.models import Decision
from common.templatetags import jcm
from jcm_platform.portal.navigation import PUBLIC, Place, links

DAY = date(2026, 4, 15)


def _rendered(source: str, **context: Any) -> str:
    request = RequestFactory().get("/list/?q=a&page=2")
    return str(engines["django"].from_string("{% load jcm %}" + source).render(context, request)).strip()


def _person(*, holds: bool) -> Any:
    return SimpleNamespace(
        is_authenticated=True,
        is_active=True,
        is_system=False,
        concerned=frozenset(),
        holds=lambda *_roles, **_where: holds,
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1009, "1\u202f009"),
        (-1234567, "-1\u202f234\u202f567"),
        (Decimal("1234.50"), "1\u202f234.5"),
    ],
)
def test_amounts_are_grouped(value: int | Decimal, shown: str) -> None:
    assert jcm.tonnes(value) == shown


def test_unknown_is_said_and_zero_is_a_value() -> None:
    assert "Not published" in str(jcm.tonnes(None))
    assert "Not published" in str(jcm.day(None))
    assert "Not published" in str(jcm.or_not_published(""))
    assert jcm.or_not_published(0) == 0
    assert "Not given" in str(jcm.or_else(None, "Not given"))


def test_days_and_instants_follow_the_language() -> None:
    assert ">15 April 2026<" in str(jcm.day(DAY))
    assert 'datetime="2026-04-15T09:30:00Z"' in str(jcm.instant(datetime(2026, 4, 15, 9, 30, tzinfo=UTC)))
    with override("ja"):
        assert ">2026年4月15日<" in str(jcm.day(DAY))


def test_values_are_escaped() -> None:
    assert "<b>" not in _rendered("{{ x|or_not_published }}{% serial x %}", x="<b>")


@pytest.mark.parametrize(
    ("days", "words"),
    [(-4, "4 days overdue"), (-1, "1 day overdue"), (0, "Due today"), (1, "Due in 1 day<"), (20, "Due in 20 days")],
)
def test_a_deadline_says_how_far_it_is(days: int, words: str) -> None:
    assert words in _rendered("{% deadline due today %}", due=DAY + timedelta(days=days), today=DAY)


def test_no_deadline_shows_nothing() -> None:
    assert _rendered("{% deadline due %}", due=None) == ""


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("draft", "plain"),
        ("submitted", "waiting"),
        ("with_secretariat", "waiting"),
        ("adopted", "good"),
        ("not_adopted", "bad"),
        ("no_objection", "good"),
        ("objected", "bad"),
        ("withdrawn", "ended"),
        ("returned_to_participant", "attention"),
        ("odd", "plain"),
    ],
)
def test_a_state_has_a_kind(state: str, kind: str) -> None:
    holders = {"with_secretariat": object()}
    declared = {"returned_to_participant": "attention"}
    subject = SimpleNamespace(state=state, HOLDERS=holders, STATE_KINDS=declared)
    assert jcm.state_kind(subject) == kind


def test_the_query_string_is_kept_while_a_key_changes() -> None:
    assert _rendered("{% query page=3 %}") == "?q=a&amp;page=3"
    assert _rendered("{% query page=None %}") == "?q=a"
    assert _rendered("{% query q=None page=None %}") == "?"


def test_moves_are_buttons_for_those_who_may() -> None:
    decision = Decision(pk=7, number="TH-JC-2026-007", state="prepared")
    officer, stranger = _person(holds=True), _person(holds=False)
    moves = "{% moves decision user withdraw='/elsewhere/' %}"
    offered = " ".join(_rendered(moves, decision=decision, user=officer).split())
    assert f'href="{decision.get_absolute_url().rstrip("/")}/circulate/"' in offered
    assert '<a class="govuk-button govuk-button--secondary jcm-button--end" href="/elsewhere/"' in offered
    assert offered.index("/circulate/") < offered.index("/elsewhere/")
    assert _rendered("{% moves decision user %}", decision=decision, user=stranger) == ""


def test_navigation_leaves_out_what_does_not_exist_and_marks_where_one_stands() -> None:
    places = [
        Place(PUBLIC[0].label, "no:such-route"),
        Place(PUBLIC[1].label, "account_login"),
        Place(PUBLIC[2].label, "api"),
    ]
    shown = links(places, "/accounts/login/")
    assert [(link.url, link.is_current) for link in shown] == [("/accounts/login/", True), ("/api/", False)]


def test_japanese_readers_get_commas_and_the_weekday_of_a_last_day() -> None:
    with override("ja"):
        assert jcm.tonnes(48628) == "48,628"
        assert "2026年12月9日（水）" in jcm.due_day(date(2026, 12, 9))
    with override("en"):
        assert jcm.tonnes(48628) == "48\u202f628"
        assert ">9 December 2026<" in jcm.due_day(date(2026, 12, 9))
