"""People of one organisation share a draft: what one saved is never lost by another's save."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from common.drafts import Seen
from projects.designs.services import designs
from projects.designs.services.designs import YearAmounts
from tests.factories.projects import YEARS, a_design, a_pin, a_registration_request
from tests.projects.refusals import refused
from workflow.papers import services as papers
from workflow.papers.checks import mark_of

pytestmark = pytest.mark.django_db
NAMES = ("technology", "scale")


@pytest.fixture
def writer(it: SimpleNamespace) -> Client:
    client = Client()
    client.force_login(it.participant)
    return client


def test_what_was_not_seen_is_not_written_over(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it)
    seen = Seen(NAMES, mark_of(pin, NAMES))
    papers.save_draft(paper=pin, values={"scale": "7 MW"}, seen=seen, by=it.local_participant, at=noon)
    with refused("DRF-05", status=409):
        papers.save_draft(paper=pin, values={"scale": "9 MW"}, seen=seen, by=it.participant, at=noon)
    pin.refresh_from_db()
    assert pin.scale == "7 MW"


def test_two_people_agreeing_shares_see_each_others_percentages(it: SimpleNamespace, writer: Client) -> None:
    request = a_registration_request(it)
    page = f"{request.get_absolute_url()}edit/allocation/"
    fields = {f"share_{one.organisation_id}": f"{one.percentage}" for one in request.allocation.shares.all()}
    seen, reason = writer.get(page).context["seen"], {"reason": "By investment."}
    colleague = Client()
    colleague.force_login(it.local_participant)
    assert colleague.post(page, fields | {"reason": "By tonnes.", "seen": seen}).status_code == 302
    clash = writer.post(page, fields | reason | {"seen": seen})
    assert clash.status_code == 409
    assert [row["value"] for row in clash.context["form"].theirs] == ["By tonnes."]
    request.allocation.refresh_from_db()
    assert request.allocation.reason == "By tonnes."
    saved = writer.post(page, fields | reason | {"seen": clash.context["seen"], "autosave": "1"})
    assert saved.json()["said"].startswith("Saved at ")
    checked = writer.get(f"{request.get_absolute_url()}submit/").content.decode()
    for words in ("By investment.", it.local_company.name, "25 %", "Note to the Joint Committee"):
        assert words in checked


def test_another_part_of_the_paper_may_change_meanwhile(it: SimpleNamespace, noon: datetime) -> None:
    pin = a_pin(it)
    seen = Seen(NAMES, mark_of(pin, NAMES))
    papers.save_draft(paper=pin, values={"spillover": "Training of operators"}, by=it.local_participant, at=noon)
    saved = papers.save_draft(paper=pin, values={"scale": "9 MW"}, seen=seen, by=it.participant, at=noon)
    assert (saved.scale, saved.spillover) == ("9 MW", "Training of operators")


def test_rows_of_years_are_seen_as_a_whole(it: SimpleNamespace, noon: datetime) -> None:
    design = a_design(it)
    seen = Seen(("years",), mark_of(design, ("years",)))
    years = [*YEARS, YearAmounts(2023, YEARS[0].reference_tco2e, YEARS[0].project_tco2e)]
    designs.save_draft(design_id=design.pk, values={}, years=years, seen=seen, by=it.participant, at=noon)
    with refused("DRF-05", status=409):
        designs.save_draft(design_id=design.pk, values={}, years=YEARS, seen=seen, by=it.participant, at=noon)
    assert design.years.count() == 3


def test_the_second_writer_sees_both_and_keeps_both(it: SimpleNamespace, writer: Client, noon: datetime) -> None:
    pin = a_pin(it)
    address = f"{pin.get_absolute_url()}edit/project/"
    opened = writer.get(address)
    sent = {name: field.value() or "" for name, field in _fields(opened)} | {"seen": opened.context["seen"]}
    papers.save_draft(paper=pin, values={"technology": "Theirs: turbines"}, by=it.local_participant, at=noon)
    refused_page = writer.post(address, sent | {"technology": "Mine: panels"})
    words = refused_page.content.decode()
    assert refused_page.status_code == 409
    assert "Theirs: turbines" in words
    assert "Mine: panels" in words
    again = writer.post(address, sent | {"technology": "Both", "seen": refused_page.context["seen"]})
    assert again.status_code == 302
    pin.refresh_from_db()
    assert pin.technology == "Both"


def test_a_draft_saves_itself_and_says_when(it: SimpleNamespace, writer: Client, noon: datetime) -> None:
    pin = a_pin(it)
    address = f"{pin.get_absolute_url()}edit/project/"
    opened = writer.get(address)
    sent = {name: field.value() or "" for name, field in _fields(opened)} | {"seen": opened.context["seen"]}
    told = writer.post(address, sent | {"technology": "Half a sen", "autosave": "1"})
    assert told.status_code == 200
    assert told.json()["said"].startswith("Saved at ")
    stale = writer.post(address, sent | {"technology": "Half a sentence", "autosave": "1"})
    assert stale.status_code == 409
    followed = writer.post(address, sent | {"technology": "A sentence.", "seen": told.json()["seen"], "autosave": "1"})
    assert followed.status_code == 200
    pin.refresh_from_db()
    assert pin.technology == "A sentence."


def _fields(page: Any) -> list[tuple[str, Any]]:
    form = page.context["form"]
    return [(name, form[name]) for name in form.fields]
