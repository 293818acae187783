"""One officer proposes a rulebook, sees what it changes, a second one puts it in force; the past never changes."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from committee.rules.models.proposals import RulebookProposal
from committee.rules.selectors import previews
from committee.rules.services import proposals as rulebooks
from common import clock
from common.models import Event, Paper
from common.refusals import Refused
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.selectors import matrix as rule_matrix
from partners.rulebooks.selectors import rulebooks as selectors
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories.pages import a_proposed_rulebook, a_waiting_step
from tests.factories.partners import a_country_in_operation, country, person, rulebook_for
from tests.factories.projects import a_pin
from workflow.steps.selectors import inbox, service_times
from workflow.steps.services import terms

DAY = timedelta(days=1)
FROM = date(2026, 7, 1)


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """A country in operation with a running project and a PIN that waits for JCMA."""
    it = a_country_in_operation()
    it.step = a_waiting_step(it)
    return it


def refused(number: str, deed: Any, **values: Any) -> None:
    with pytest.raises(Refused) as caught:
        deed(**values)
    assert caught.value.number == number


def adopted(it: SimpleNamespace, **of_proposal: Any) -> Rulebook:
    proposal = a_proposed_rulebook(it, **of_proposal)
    return rulebooks.adopt(proposal_id=proposal.pk, by=it.officer, at=NOON)


def test_a_second_officer_puts_it_in_force_and_the_one_before_ends(it: SimpleNamespace) -> None:
    made = adopted(it)
    before = Rulebook.objects.get(pk=it.rulebook.pk)
    assert before.in_force == DateRange(date(2013, 1, 1), FROM)
    assert made.in_force == DateRange(FROM, None)
    assert selectors.in_force(it.country.pk, date(2026, 6, 30)) == before
    assert selectors.in_force(it.country.pk, FROM) == made
    assert (made.rule("pin.required"), made.term("sdip")) == (False, "Contribution Plan")
    assert made.limit("pin.completeness").kind == "working"
    assert Event.objects.filter(what="committee.rulebookproposal.adopt", by=it.officer).count() == 1


def test_who_proposed_it_does_not_put_it_in_force(it: SimpleNamespace) -> None:
    proposal = a_proposed_rulebook(it, by=it.officer)
    refused("MOV-02", rulebooks.adopt, proposal_id=proposal.pk, by=it.officer, at=NOON)
    refused("MOV-02", rulebooks.adopt, proposal_id=proposal.pk, by=it.participant, at=NOON)
    assert Rulebook.objects.filter(country=it.country).count() == 1
    with pytest.raises(IntegrityError, match="rulebook_proposal_two_persons"), transaction.atomic():
        RulebookProposal.objects.filter(pk=proposal.pk).update(state="rejected", decided_by=it.officer)


def test_the_step_waits_for_another_officer(it: SimpleNamespace) -> None:
    second = person("secretariat", it.jcma)
    step = inbox.open_step(a_proposed_rulebook(it, by=it.officer))
    assert step in inbox.waiting_for(second)
    assert step not in inbox.waiting_for(it.officer)


def test_a_rulebook_never_changes_but_by_closing_its_range(it: SimpleNamespace) -> None:
    row = Rulebook.objects.filter(pk=it.rulebook.pk)
    wishes: list[dict[str, Any]] = [{"rules": {}}, {"version": "9"}, {"in_force": DateRange(date(2014, 1, 1), None)}]
    for change in wishes:
        with pytest.raises(DatabaseError, match="rulebook_stays"), transaction.atomic():
            row.update(**change)
    stays = pytest.raises(DatabaseError, match="rulebook_stays")
    with past_the_rights(Rulebook), stays, transaction.atomic():
        rulebook_for(country("MX")).delete()
    row.update(in_force=DateRange(date(2013, 1, 1), FROM))
    with pytest.raises(DatabaseError, match="rulebook_stays"), transaction.atomic():
        row.update(in_force=DateRange(date(2013, 1, 1), None))


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        ("RUL-04", {"in_force_from": NOON.date()}),
        ("RUL-05", {"version": "03.0"}),
        ("RUL-09", {"version": " "}),
        ("RUL-07", {"pin__required": "perhaps"}),
        ("RUL-07", {"no__such": True}),
        ("RUL-07", {"sustainability__reviewed_by": "nobody"}),
    ],
)
def test_a_proposal_that_makes_no_sense_is_refused(it: SimpleNamespace, number: str, changes: dict[str, Any]) -> None:
    refused(number, lambda: a_proposed_rulebook(it, **changes))
    assert not RulebookProposal.objects.exists()


def test_only_officers_propose_and_one_proposal_a_track_is_open(it: SimpleNamespace) -> None:
    refused("RUL-02", lambda: a_proposed_rulebook(it, by=it.participant))
    a_proposed_rulebook(it)
    refused("RUL-06", lambda: a_proposed_rulebook(it, version="05.0"))


def test_a_day_that_has_come_meanwhile_is_refused(it: SimpleNamespace) -> None:
    proposal = a_proposed_rulebook(it)
    refused("RUL-04", rulebooks.adopt, proposal_id=proposal.pk, by=it.officer, at=NOON + 31 * DAY)
    assert Rulebook.objects.get(pk=it.rulebook.pk).in_force.upper is None


def test_nothing_is_put_before_a_later_rulebook(it: SimpleNamespace) -> None:
    adopted(it)
    proposal = a_proposed_rulebook(it, version="05.0", in_force_from=date(2026, 6, 15))
    refused("RUL-10", rulebooks.adopt, proposal_id=proposal.pk, by=it.officer, at=NOON)


def test_the_preview_says_what_changes_and_that_running_projects_keep_theirs(it: SimpleNamespace) -> None:
    seen = previews.preview(a_proposed_rulebook(it))
    assert {change.key for change in seen.changes} == {"pin.required", "pin.completeness", "sdip"}
    change = next(change for change in seen.changes if change.key == "pin.required")
    assert (change.old, change.new, change.source, change.follows) == ("Yes", "No", "Article 5", False)
    assert seen.replaced == it.rulebook
    assert (seen.running_count, len(seen.running)) == (1, 1)
    assert [(step["count"], str(step["label"])) for step in seen.steps] == [(1, "Completeness check of a PIN")]


def test_a_running_project_keeps_its_rulebook_and_a_new_one_gets_the_new(it: SimpleNamespace) -> None:
    made = adopted(it)
    running = a_pin(it, at=NOON)
    started = a_pin(it, at=NOON + 40 * DAY)
    assert running.project.rulebook == it.rulebook
    assert started.project.rulebook == made


def test_a_new_track_stands_beside_and_projects_start_on_it(it: SimpleNamespace) -> None:
    made = adopted(it, track="Premium T-VER", version="01.0")
    assert selectors.in_force(it.country.pk, FROM) == it.rulebook
    assert selectors.in_force(it.country.pk, FROM, "premium t-ver") == made


def test_a_rejection_has_a_reason(it: SimpleNamespace) -> None:
    proposal = a_proposed_rulebook(it)
    refused("RUL-08", rulebooks.reject, proposal_id=proposal.pk, note=" ", by=it.officer, at=NOON)
    done = rulebooks.reject(proposal_id=proposal.pk, note="The JC did not adopt it.", by=it.officer, at=NOON)
    assert (done.state, done.decision_note) == ("rejected", "The JC did not adopt it.")


def signed_in(client: Client, user: Any) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_form_keeps_what_differs_and_nothing_else(it: SimpleNamespace, client: Client, noon: Any) -> None:
    page = f"/desk/rulebooks/{it.rulebook.pk}/propose/"
    form = signed_in(client, it.officer).get(page).context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in {None, ""}}
    said |= {
        "version": "04.0",
        "in_force_from": "2026-07-01",
        "source": "9th JC",
        "rule:pin.required": "no",
        "days:pin.completeness": "12",
        "source:pin.required": "Article 5",
    }
    sent = client.post(page, said)
    proposal = RulebookProposal.objects.get()
    assert sent.headers["Location"] == proposal.get_absolute_url()
    assert proposal.rules == it.rulebook.rules | {"pin.required": False}
    assert (proposal.time_limits, proposal.terms) == ({"pin.completeness": {"days": 12}}, {})
    assert proposal.sources == {"pin.required": "Article 5"}
    assert "12 calendar days" in client.get(proposal.get_absolute_url()).content.decode()


def test_the_matrix_shows_where_countries_differ(it: SimpleNamespace, client: Client, noon: Any) -> None:
    other = rulebook_for(country("MX"), pin__required=False)
    found = rule_matrix.matrix(NOON.date())
    assert "pin.required" in [key for key, _label in found.columns]
    assert "transfer.between_registries" not in [key for key, _label in found.columns]
    cells = {(line.rulebook.country.iso2, cell.key): cell for line in found.lines for cell in line.cells}
    assert (cells["TH", "pin.required"].shown, cells["TH", "pin.required"].is_own) == ("Yes", True)
    assert (cells["MX", "pin.required"].shown, cells["MX", "pin.required"].is_own) == ("No", False)
    assert [line.rulebook for line in rule_matrix.matrix(NOON.date(), country="MX").lines] == [other]
    page = client.get("/rulebooks/?key=pin.required").content.decode()
    assert "03.0" in page
    csv = client.get("/rulebooks/?format=csv").content.decode()
    assert "TH,JCM,03.0,2013-01-01,,pin.required,Yes,True" in csv


def test_the_history_says_what_each_version_changed(it: SimpleNamespace, client: Client) -> None:
    adopted(it)
    first, second = rule_matrix.history(it.country)[::-1]
    assert first.is_first
    assert {change.key for change in second.changes} == {"pin.required", "pin.completeness", "sdip"}
    with clock.at(NOON):
        assert "04.0" in client.get("/rulebooks/th/").content.decode()


def test_service_times_are_days_taken_without_the_stopped_clock(it: SimpleNamespace, client: Client) -> None:
    type(it.step).objects.filter(pk=it.step.pk).update(done_at=NOON + 10 * DAY)
    later = a_waiting_step(it)
    terms.pause(step_id=later.pk, reason="A law changes.", by=it.officer, at=NOON)
    terms.resume(step_id=later.pk, reason="Settled.", by=it.officer, at=NOON + 4 * DAY)
    type(later).objects.filter(pk=later.pk).update(done_at=NOON + 6 * DAY)
    a_waiting_step(it)
    [row] = service_times.table(NOON.date() + 20 * DAY, by_country=True, key="pin.completeness")
    assert (row.done, row.median_days, row.in_time, row.in_time_percent) == (2, 6.0, 1, 50)
    assert row.slowest_tenth_days == pytest.approx(9.2)
    assert (row.open_now, row.overdue_now, row.country) == (1, 1, it.country)
    with clock.at(NOON + 20 * DAY):
        assert "6.0" in client.get("/service-times/?key=pin.completeness").content.decode()
        assert "pin.completeness,TH," in client.get("/service-times/?format=csv").content.decode()


def test_examples_do_not_count_unless_asked(it: SimpleNamespace) -> None:
    Paper.objects.filter(pk=it.step.paper_id).update(origin="example")
    assert not service_times.table(NOON.date(), by_country=True, key="pin.completeness")
    assert service_times.table(NOON.date(), by_country=True, key="pin.completeness", examples=True)
