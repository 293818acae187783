"""Proposed methodologies: what a whole one says, its publication, its consideration, and its revisions."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from committee.decisions.services import forwarding
from common.models import Event
from projects.designs.forms import PDD_SECTIONS, section_form
from projects.inputs import services as inputs
from projects.inputs.models import InputCall
from projects.methodologies import selectors
from projects.methodologies.models import Methodology
from projects.papers.selectors import versions
from projects.papers.services import documents
from projects.proposals import services as proposals
from projects.proposals.checks import COMPLETENESS as METHODOLOGY_POINTS
from projects.proposals.models import MethodologyProposal
from scenarios.steps import ticked
from tests.factories.partners import a_country_in_operation, organisation
from tests.factories.projects import DAY, a_call, a_design, a_file, a_methodology
from tests.factories.proposals import a_call_on_a_methodology, a_proposal, a_revised_text, an_approved_methodology
from tests.projects.refusals import broken, refused
from workflow.notices.models import Notice
from workflow.papers import services as papers
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import service_times
from workflow.steps.services import terms

pytestmark = pytest.mark.django_db


def _save(it: SimpleNamespace, proposal: MethodologyProposal, noon: datetime, **values: Any) -> None:
    papers.save_draft(paper=proposal, values=values, by=it.participant, at=noon)


def _step(proposal: MethodologyProposal) -> WaitingStep:
    return WaitingStep.objects.get(paper=proposal.paper, done_at=None)


def test_a_methodology_is_proposed_under_the_rulebook_of_that_day(it: SimpleNamespace) -> None:
    proposal = a_proposal(it)
    assert (proposal.rulebook, proposal.state, proposal.reference) == (it.rulebook, "draft", None)
    assert proposal.party_ids("participant") == {it.japanese_company.pk, it.local_company.pk}
    assert _step(proposal).role == "participant"


def test_a_person_proposes_for_their_own_organisation_only(it: SimpleNamespace, noon: datetime) -> None:
    before = MethodologyProposal.objects.count()
    with refused("MET-14", status=403):
        proposals.start(
            country=it.country, title="X", representative=it.other_company, partners=[], by=it.participant, at=noon
        )
    elsewhere = organisation(side="partner", country=a_country_in_operation("ID").country)
    with refused("MET-15", field="partners"):
        proposals.start(
            country=it.country,
            title="X",
            representative=it.japanese_company,
            partners=[elsewhere],
            by=it.participant,
            at=noon,
        )
    assert MethodologyProposal.objects.count() == before


@pytest.mark.parametrize(
    ("number", "values"),
    [
        ("MET-01", {"title": ""}),
        ("MET-02", {"sectoral_scope": None}),
        ("MET-04", {"terms": ""}),
        ("MET-05", {"summary": ""}),
        ("MET-06", {"measures": ""}),
        ("MET-07", {"eligibility": []}),
        ("MET-08", {"emission_sources": []}),
        ("MET-09", {"reference_establishment": ""}),
        ("MET-10", {"reference_calculation": ""}),
        ("MET-11", {"project_calculation": ""}),
        ("MET-12", {"monitored_parameters": []}),
        (
            "MET-13",
            {
                "monitored_parameters": [
                    {"symbol": "E", "description": "", "unit": "", "options": "", "procedure": "", "frequency": ""}
                ]
            },
        ),
    ],
)
def test_a_methodology_that_is_not_whole_is_not_submitted(
    it: SimpleNamespace, noon: datetime, number: str, values: dict[str, Any]
) -> None:
    proposal = a_proposal(it)
    whole = {name: getattr(proposal, name) for name in values}
    _save(it, proposal, noon, **values)
    with refused(number):
        papers.submit(paper=proposal, by=it.participant, at=noon)
    proposal.refresh_from_db()
    assert proposal.state == "draft"
    _save(it, proposal, noon, **whole)
    assert papers.submit(paper=proposal, by=it.participant, at=noon).state == "submitted"


@pytest.mark.parametrize(("slot", "number"), [("methodology_sheet", "MET-18"), ("draft_pdd", "MET-19")])
def test_spreadsheet_and_draft_pdd_are_handed_in(it: SimpleNamespace, noon: datetime, slot: str, number: str) -> None:
    proposal = proposals.start(
        country=it.country, title="Solar", representative=it.japanese_company, partners=[], by=it.participant, at=noon
    )
    whole = a_proposal(it)
    _save(it, proposal, noon, **{name: getattr(whole, name) for name in proposals.DRAFT_FIELDS})
    for other in {"methodology_sheet", "draft_pdd"} - {slot}:
        documents.attach(paper=proposal, slot=other, complete=a_file(), by=it.participant, at=noon)
    with refused(number, field=slot):
        papers.submit(paper=proposal, by=it.participant, at=noon)
    documents.attach(paper=proposal, slot=slot, complete=a_file(), by=it.participant, at=noon)
    assert papers.submit(paper=proposal, by=it.participant, at=noon).state == "submitted"


@pytest.mark.parametrize(
    "rows",
    [
        "text",
        [{"criterion": 1}],
        [{"criterion": "A", "other": "B"}],
        [{}],
        [{"criterion": "A" * 2001}],
        [{"criterion": "A"}] * 41,
    ],
)
def test_a_table_with_another_shape_is_not_kept(it: SimpleNamespace, noon: datetime, rows: Any) -> None:
    proposal = a_proposal(it)
    with refused("FLD-02", field="eligibility"):
        _save(it, proposal, noon, eligibility=rows)
    with refused("FLD-02", field="emission_sources"):
        _save(it, proposal, noon, emission_sources=[{"side": "both", "source": "Grid", "gas": "CO2"}])


def test_people_of_all_proponents_write_and_nobody_else(it: SimpleNamespace, noon: datetime) -> None:
    proposal = a_proposal(it)
    for writer in (it.participant2, it.local_participant):
        papers.save_draft(paper=proposal, values={"summary": "S"}, by=writer, at=noon)
    with refused("DRF-01", status=403):
        papers.save_draft(paper=proposal, values={"summary": "T"}, by=it.outsider, at=noon)


def test_a_draft_is_read_by_its_proponents_only_and_a_published_one_by_all(it: SimpleNamespace) -> None:
    proposal, published = a_proposal(it), a_proposal(it, published=True)
    for reader, reads in (
        (it.participant, True),
        (it.local_participant, True),
        (it.outsider, False),
        (it.officer, False),
        (it.japan_chair, False),
        (it.government_partner_officer, False),
        (it.auditor, True),
    ):
        assert selectors.proposals_visible_to(reader).filter(pk=proposal.pk).exists() is reads, reader
        assert selectors.proposals_visible_to(reader).filter(pk=published.pk).exists()


def test_an_incomplete_methodology_is_returned_with_reasons(it: SimpleNamespace, noon: datetime) -> None:
    proposal = a_proposal(it, submitted=True)
    assert _step(proposal).due_on == date(2026, 6, 8)  # methodology.completeness: seven days
    with refused("DRF-04", field="note"):
        papers.give_back(paper=proposal, note=" ", by=it.officer, at=noon)
    with refused("DRF-02", status=409):
        _save(it, proposal, noon, summary="Changed")
    papers.give_back(paper=proposal, note="Define the factor.", by=it.officer, at=noon)
    _save(it, proposal, noon, summary="Changed")
    assert papers.submit(paper=proposal, by=it.participant, at=noon).state == "submitted"
    kept = list(versions.of_paper(proposal))
    assert [version.form_code for version in kept] == ["JCM_TH_F_PM_ver01.0"] * 2
    assert kept[1].answers["summary"] == "Changed"
    assert "revision_reason" not in kept[1].answers


def test_every_point_is_confirmed_before_publication(it: SimpleNamespace, noon: datetime) -> None:
    proposal = a_proposal(it, submitted=True)
    for key, _label in METHODOLOGY_POINTS:
        with refused("CMP-01", field=key):
            proposals.publish(
                proposal_id=proposal.pk,
                completeness=ticked(METHODOLOGY_POINTS) | {key: False},
                by=it.officer,
                at=noon,
            )
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reference, Methodology.objects.count()) == ("submitted", None, 0)
    with refused("MOV-02", status=403):
        proposals.publish(proposal_id=proposal.pk, completeness=ticked(METHODOLOGY_POINTS), by=it.participant, at=noon)


def test_a_published_methodology_has_a_number_a_call_and_a_line_in_the_list(it: SimpleNamespace) -> None:
    Methodology.objects.create(title="Old", country=it.country, status="proposed", proposed_reference="TH_PM017")
    Methodology.objects.create(title="Odd", country=it.country, status="proposed", proposed_reference="TH_PMx (study)")
    proposal = a_proposal(it, published=True)
    call = InputCall.objects.get(proposal=proposal)
    assert (proposal.reference, proposal.state) == ("TH_PM018", "inputs_open")
    assert (call.opens_on, call.closes_on) == (date(2026, 6, 1), date(2026, 6, 16))  # methodology.inputs: 15 days
    assert proposal.methodology is not None
    assert (proposal.methodology.status, proposal.methodology.proposed_reference) == ("proposed", "TH_PM018")


def test_anybody_comments_and_the_proponents_answer(it: SimpleNamespace, noon: datetime, client: Any) -> None:
    call = a_call_on_a_methodology(it)
    sent = {"name": "Somchai", "organisation": "", "email": "s@example.org", "text": "Why 0.319?"}
    assert client.post(call.get_absolute_url(), sent).status_code == 302
    given = call.inputs.get()
    with refused("MOV-02", status=403):
        inputs.publish(input_id=given.pk, by=it.participant, at=noon)
    inputs.publish(input_id=given.pk, by=it.officer, at=noon)
    with refused("INP-01", status=409):
        inputs.comment(call_id=call.pk, **sent, by=it.system, at=noon + 16 * DAY)
    inputs.close_due(by=it.system, at=noon + 16 * DAY)
    with refused("MOV-02", status=403):
        inputs.respond(call_id=call.pk, response="A default.", by=it.outsider, at=noon + 17 * DAY)
    inputs.respond(call_id=call.pk, response="A careful default.", by=it.local_participant, at=noon + 17 * DAY)
    page = client.get(call.get_absolute_url()).content.decode()
    assert "Why 0.319?" in page
    assert "A careful default." in page
    assert "s@example.org" not in page


def test_the_consideration_begins_when_the_call_closes(it: SimpleNamespace) -> None:
    proposal = a_proposal(it, considered=True)
    assert (proposal.state, proposal.considered_from) == ("considered", date(2026, 6, 17))
    assert proposal.consideration_due_on == date(2026, 8, 16)  # 60 days
    assert (_step(proposal).role, _step(proposal).due_on) == ("secretariat", date(2026, 8, 16))


def test_the_consideration_is_extended_once_with_a_reason(it: SimpleNamespace, noon: datetime) -> None:
    proposal, later = a_proposal(it, considered=True), noon + 40 * DAY
    with refused("DRF-04", field="reason"):
        proposals.extend(proposal_id=proposal.pk, reason="", by=it.officer, at=later)
    with refused("MOV-02", status=403):
        proposals.extend(proposal_id=proposal.pk, reason="More time.", by=it.participant, at=later)
    proposals.extend(proposal_id=proposal.pk, reason="A study is awaited.", by=it.officer, at=later)
    proposal.refresh_from_db()
    assert proposal.consideration_due_on == date(2026, 9, 15)  # 90 days from the same begin
    assert _step(proposal).due_on == date(2026, 9, 15)
    with refused("MET-20", status=409):
        proposals.extend(proposal_id=proposal.pk, reason="Again.", by=it.officer, at=later)


def test_an_extended_consideration_is_one_step_in_the_service_times(it: SimpleNamespace, noon: datetime) -> None:
    proposal = a_proposal(it, considered=True)  # from 17 June on
    step = _step(proposal)
    terms.pause(step_id=step.pk, reason="A law changes.", by=it.officer, at=noon + 17 * DAY)
    with refused("TRM-06", status=409):
        proposals.extend(proposal_id=proposal.pk, reason="A study.", by=it.officer, at=noon + 18 * DAY)
    terms.resume(step_id=step.pk, reason="It is settled.", by=it.officer, at=noon + 17 * DAY)
    proposals.extend(proposal_id=proposal.pk, reason="A study.", by=it.officer, at=noon + 40 * DAY)
    assert _step(proposal).pk == step.pk
    (change, *_earlier) = step.term_changes.all()
    assert (change.kind, change.reason, change.due_after) == ("extended", "A study.", date(2026, 9, 15))
    assert Notice.objects.filter(user=it.participant, what="projects.methodologyproposal.extend").exists()
    forwarding.forward(paper=proposal, by=it.officer, at=noon + 86 * DAY)  # after 60 days, before 90
    (row,) = service_times.table(date(2026, 9, 1), by_country=False, key="methodology.consideration")
    assert (row.done, row.in_time, row.open_now, row.median_days) == (1, 1, 0, 70.0)


def test_time_that_jcma_gave_the_step_is_not_shortened_by_an_extension(it: SimpleNamespace, noon: datetime) -> None:
    proposal, later = a_proposal(it, considered=True), noon + 40 * DAY
    terms.extend(step_id=_step(proposal).pk, until=date(2026, 12, 1), reason="Elections.", by=it.officer, at=later)
    proposals.extend(proposal_id=proposal.pk, reason="A study.", by=it.officer, at=later)
    proposal.refresh_from_db()
    assert (proposal.consideration_due_on, _step(proposal).due_on) == (date(2026, 9, 15), date(2026, 12, 1))


def test_the_rulebook_sets_the_days(it: SimpleNamespace) -> None:
    it.rulebook.time_limits = {"methodology.consideration": {"days": 45}, "methodology.inputs": {"days": 10}}
    it.rulebook.save()
    proposal = a_proposal(it, considered=True)
    assert InputCall.objects.get(proposal=proposal).closes_on == date(2026, 6, 11)
    assert proposal.consideration_due_on == date(2026, 8, 1)


def test_the_call_of_a_withdrawn_pdd_ends_too(it: SimpleNamespace, noon: datetime) -> None:
    call = a_call(it)
    forwarding.withdraw(paper=call.subject, note="The site is sold.", by=it.participant, at=noon)
    call.refresh_from_db()
    assert call.state == "concluded"
    assert not call.takes_comments_on(noon.date())


def test_a_refused_submission_leaves_no_trace(it: SimpleNamespace, noon: datetime) -> None:
    proposal = a_proposal(it, submitted=True)
    before = Event.objects.count()
    with refused("MOV-01", status=409):
        papers.submit(paper=proposal, by=it.participant, at=noon)
    assert Event.objects.count() == before


def test_a_call_is_about_one_thing(it: SimpleNamespace) -> None:
    call = a_call_on_a_methodology(it)
    design = a_design(it)
    with broken("call_has_one_subject"):
        InputCall.objects.filter(pk=call.pk).update(design=design)
    with broken("call_has_one_subject"):
        InputCall.objects.filter(pk=call.pk).update(proposal=None)


def test_files_of_a_published_methodology_are_public_in_their_public_version(
    it: SimpleNamespace, noon: datetime, client: Any
) -> None:
    proposal = a_proposal(it)
    kept = documents.attach(
        paper=proposal,
        slot="additional",
        complete=a_file("secret.pdf"),
        public=a_file("public.pdf"),
        has_confidential_parts=True,
        by=it.participant,
        at=noon,
    )
    assert client.get(f"/files/{kept.pk}/public/").status_code == 404
    papers.submit(paper=proposal, by=it.participant, at=noon)
    proposals.publish(proposal_id=proposal.pk, completeness=ticked(METHODOLOGY_POINTS), by=it.officer, at=noon)
    assert client.get(f"/files/{kept.pk}/public/").status_code == 200
    assert client.get(f"/files/{kept.pk}/complete/").status_code == 404
    client.force_login(it.outsider)
    assert client.get(f"/files/{kept.pk}/complete/").status_code == 404
    client.force_login(it.officer)
    assert client.get(f"/files/{kept.pk}/complete/").status_code == 200


def test_a_revision_raises_the_version_and_the_old_one_stays(it: SimpleNamespace, noon: datetime, client: Any) -> None:
    first = an_approved_methodology(it)
    design = a_design(it, methodology=first)
    later = noon + 100 * DAY
    proposal = a_proposal(it, of=first, decided=True, at=later)
    first.refresh_from_db()
    second = Methodology.objects.get(proposal=proposal)
    assert (second.reference, second.version_code, second.status) == (first.reference, "ver02.0", "approved")
    assert (first.status, first.valid_until) == ("replaced", second.approved_on)
    assert selectors.by_slug(first.reference) == second
    design.refresh_from_db()
    assert design.methodology == first
    assert first in selectors.approved_in(it.country.pk, keeps=first.pk)
    assert first not in selectors.approved_in(it.country.pk)
    section = next(one for one in PDD_SECTIONS if "methodology" in one.fields)
    offered = section_form(section, design).fields["methodology"].queryset
    assert set(offered) == {first, second}
    page = client.get(f"/methodologies/{first.reference}/").content.decode()
    for words in ("ver01.0", "ver02.0", "TH_PM001", "TH_PM002", "Replaced by a newer version"):
        assert words in page
    assert client.get(f"/methodologies/m-{first.pk}/").status_code == 200


def test_a_revision_carries_over_what_the_version_says(it: SimpleNamespace, noon: datetime) -> None:
    first = an_approved_methodology(it)
    who: dict[str, Any] = {"representative": it.japanese_company, "partners": [], "by": it.participant}
    revision = proposals.start_revision(methodology_id=first.pk, at=noon + 30 * DAY, **who)
    assert revision.eligibility == MethodologyProposal.objects.get(methodology=first).eligibility
    assert (revision.revision_reason, revision.form_name) == ("", "AMR_Req")
    with refused("MET-17", status=409):
        proposals.start_revision(methodology_id=first.pk, at=noon + 30 * DAY, **who)
    documents.attach(paper=revision, slot="methodology_sheet", complete=a_file(), by=it.participant, at=noon + 30 * DAY)
    with refused("MET-03", field="revision_reason"):
        papers.submit(paper=revision, by=it.participant, at=noon + 30 * DAY)
    _save(it, revision, noon + 30 * DAY, revision_reason="A newer factor.")
    papers.submit(paper=revision, by=it.participant, at=noon + 30 * DAY)
    assert versions.of_paper(revision).get().form_code == "JCM_TH_F_AMR_Req_ver01.0"


def test_only_the_version_in_force_is_revised(it: SimpleNamespace, noon: datetime) -> None:
    old = a_methodology(it, "TH_AM002", status="replaced", valid_until=date(2020, 1, 1))
    proposed = Methodology.objects.create(title="New", country=it.country, status="proposed")
    for one in (old, proposed):
        with refused("MET-16", status=409):
            proposals.start_revision(
                methodology_id=one.pk, representative=it.japanese_company, partners=[], by=it.participant, at=noon
            )


def test_a_revised_text_is_confirmed_by_the_page(it: SimpleNamespace, client: Any) -> None:
    proposal = a_revised_text(it)
    client.force_login(it.officer)
    answer = client.post(f"{proposal.get_absolute_url()}confirm/")
    assert answer.status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "approved"


def test_the_list_of_methodologies_shows_proposals_by_status(it: SimpleNamespace, client: Any) -> None:
    a_proposal(it, published=True)
    a_methodology(it, "TH_AM009", title="Something approved")
    page = client.get("/methodologies/?status=proposed").content.decode()
    assert "TH_PM001" in page
    assert "Something approved" not in page
    calls = client.get("/calls/?country=TH").content.decode()
    assert "Installation of Solar PV System" in calls
