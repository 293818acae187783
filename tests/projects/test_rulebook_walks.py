"""Every set of rules of the published rulebooks runs the whole cycle: PIN where needed, PDD, ..., verified tonnes."""

import csv
import json
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange

from common.refusals import Refused
from partners.rulebooks.models.rulebooks import Rulebook
from projects.assessments.selectors import verifications
from tests.factories.partners import a_country_in_operation, country, rewritable
from tests.factories.projects import a_design, a_registered_project, a_verified_report

PUBLISHED = Path(settings.BASE_DIR, "partners", "data", "rulebooks.csv")


def distinct() -> list[dict[str, str]]:
    """One published rulebook for each distinct set of rules and limits."""
    with PUBLISHED.open(newline="", encoding="utf-8") as file:
        found = {(row["rules"], row["time_limits"], row["track"]): row for row in csv.DictReader(file)}
    return list(found.values())


def named(row: dict[str, str]) -> str:
    return f"{row['country']} {row['track']} ver{row['version']}"


def in_operation(row: dict[str, str]) -> SimpleNamespace:
    """A country in operation in which the published rules are in force, on their own track."""
    of = country(row["country"])
    rulebook = Rulebook.objects.create(
        country=of,
        track=row["track"],
        version="03.0",
        in_force=DateRange(date(2013, 1, 1), None),
        rules=json.loads(row["rules"]),
        time_limits=json.loads(row["time_limits"]),
        terms=json.loads(row["terms"]),
    )
    it = a_country_in_operation(row["country"])
    it.rulebook = rewritable(rulebook)
    return it


@pytest.mark.django_db
@pytest.mark.parametrize("row", distinct(), ids=named)
def test_a_project_walks_the_whole_cycle_under_it(row: dict[str, str], noon: datetime) -> None:
    it = in_operation(row)
    project = a_registered_project(it)
    report = a_verified_report(it, project)
    assert (project.rulebook, project.track) == (it.rulebook, row["track"])
    assert project.pins.exists() == bool(it.rulebook.rule("pin.required"))
    assert (project.state, report.state) == ("registered", "verified")
    assert verifications.verified_total(report) == 1009


def test_the_published_rules_are_five_sets_and_one_is_a_track_of_its_own() -> None:
    assert {row["track"] for row in distinct()} == {"JCM", "Premium T-VER"}
    assert len(distinct()) == 5


@pytest.mark.django_db
def test_where_the_rulebook_wants_modalities_first_a_pdd_waits_for_them(noon: datetime) -> None:
    it = in_operation(next(row for row in distinct() if row["track"] == "Premium T-VER"))
    with pytest.raises(Refused) as caught:
        a_design(it, submitted=True, with_modalities=False)
    assert caught.value.number == "PDD-26"
