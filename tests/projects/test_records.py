"""Published history: kept as it is, once, and changed only where a newer file differs."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from common.models import Event, Origin
from projects.methodologies.models import Methodology, MethodologyStatus
from projects.pins.models import ProjectIdeaNote
from projects.pins.states import PinState
from projects.projects.models import Project
from projects.projects.selectors import projects as selectors
from projects.projects.services import records
from projects.projects.states import ProjectState
from tests.factories.projects import a_pin, a_registered_project

pytestmark = pytest.mark.django_db


def _record(it: SimpleNamespace, noon: datetime, **values: Any) -> records.Recorded[Project]:
    given = {
        "source": records.Source("projects:TH008", "https://example.org/th", "verified", cells={"ref": "TH008"}),
        "country": it.country,
        "reference": "TH008",
        "title": "Chiller",
        "state": ProjectState.REGISTERED,
        "registered_on": date(2021, 9, 20),
    } | values
    return records.record_project(**given, by=it.system, at=noon)


def test_the_same_record_again_changes_nothing(it: SimpleNamespace, noon: datetime) -> None:
    assert _record(it, noon).change == "created"
    events = Event.objects.count()
    assert _record(it, noon).change == "unchanged"
    assert Event.objects.count() == events


def test_a_newer_file_changes_what_differs(it: SimpleNamespace, noon: datetime) -> None:
    _record(it, noon, registered_on=None, registered_as_published="2021")
    changed = _record(it, noon)
    assert (changed.change, changed.row.registered_on) == ("changed", date(2021, 9, 20))
    assert Project.objects.count() == 1
    after = Event.objects.filter(what="projects.project.record").latest("pk").after
    assert after["fields"] == ["registered_as_published", "registered_on"]


def test_what_is_not_published_stays_unknown(it: SimpleNamespace, noon: datetime, client: Any) -> None:
    project = _record(it, noon, registered_on=None).row
    assert (project.registered_on, project.rulebook, project.estimated_annual_tco2e) == (None, None, None)
    assert project in selectors.public()
    page = client.get("/projects/TH008/").content.decode()
    assert "Not published" in page
    assert "https://example.org/th" in page


def test_a_project_walked_on_the_platform_is_not_overwritten(it: SimpleNamespace, noon: datetime) -> None:
    walked = a_registered_project(it, reference="TH008")
    recorded = _record(it, noon)
    assert (recorded.change, recorded.row.pk) == ("unchanged", walked.pk)
    assert recorded.row.title == walked.title


def test_a_published_pin_has_its_planned_project(it: SimpleNamespace, noon: datetime) -> None:
    for expected in ("created", "unchanged"):
        recorded = records.record_pin(
            source=records.Source("pins:TH_PIN001"),
            country=it.country,
            reference="TH_PIN001",
            title="Rice",
            state=PinState.NO_OBJECTION,
            decided_on=date(2025, 9, 1),
            by=it.system,
            at=noon,
        )
        assert recorded.change == expected
    pin = ProjectIdeaNote.objects.get()
    assert (pin.state, pin.project.state, pin.project.title) == ("no_objection", "planned", "Rice")


def test_published_methodologies_keep_their_words(it: SimpleNamespace, noon: datetime) -> None:
    for expected in ("created", "unchanged"):
        recorded = records.record_methodology(
            source=records.Source("methodologies:TH_AM001"),
            country=it.country,
            title="Solar PV",
            status=MethodologyStatus.APPROVED,
            reference="TH_AM001",
            version="1.0",
            approved_as_published="by 2015-02-06",
            by=it.system,
            at=noon,
        )
        assert recorded.change == expected
    assert Methodology.objects.get().approved_on is None


def test_examples_are_public_but_do_not_count(it: SimpleNamespace, noon: datetime) -> None:
    source = records.Source("example:1", origin=Origin.EXAMPLE)
    example = _record(it, noon, source=source, state=ProjectState.PROPOSED, reference="TH-EX001")
    planned = a_pin(it, answered=True).project
    Project.objects.filter(pk=planned.pk).update(origin=Origin.EXAMPLE)
    assert example.row.rulebook == it.rulebook
    assert planned in selectors.public()
    assert planned not in selectors.counted()
