"""Changes of modalities of communication: each case asks for its sections only, and participants follow."""

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from projects.modalities import selectors
from projects.modalities import services as modalities
from projects.modalities.checks import COMPLETENESS as MODALITIES_POINTS
from projects.modalities.models import Modalities, ModalitiesEntity
from projects.modalities.states.cases import CASES, Case
from projects.papers.services import documents
from projects.projects.models import Project
from projects.registrations.models import AllocationShare
from scenarios.steps import ticked
from tests.database import past_the_rights
from tests.factories.modalities import a_change, a_planned_project, a_statement, accept, confirmed_by_all
from tests.factories.partners import a_country_in_operation, organisation
from tests.factories.projects import a_file, a_registered_project, equal_shares, with_a_spare
from tests.projects.refusals import broken, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return with_a_spare(a_country_in_operation())


@pytest.fixture
def project(it: SimpleNamespace) -> Project:
    return a_statement(it, accepted=True).project


def _start(it: SimpleNamespace, project: Project, case: Case, about: Any, at: datetime) -> Modalities:
    return modalities.start(project_id=project.pk, case=case, about=about, by=it.participant, at=at)


def _ask(it: SimpleNamespace, paper: Modalities, at: datetime) -> Modalities:
    return modalities.ask_to_confirm(modalities_id=paper.pk, by=it.participant, at=at)


def _participants(project: Project) -> dict[Any, bool]:
    current = project.participants.filter(ended_on=None).select_related("organisation")
    return {one.organisation: one.is_focal_point for one in current}


def _counting(project: Project) -> Modalities:
    found = selectors.in_force(project)
    assert found is not None
    return found


@pytest.mark.parametrize("case", [Case.IDENTITY, Case.LEAVE, Case.DETAILS])
def test_a_change_is_about_an_entity_of_the_statement_in_force(
    it: SimpleNamespace, project: Project, noon: datetime, case: Case
) -> None:
    with refused("MOC-04", field="about"):
        _start(it, project, case, it.other_company, noon)
    with refused("MOC-04", field="about"):
        _start(it, project, case, None, noon)
    assert _start(it, project, case, it.local_company, noon).about == it.local_company


def test_a_new_participant_is_of_japan_or_the_country_and_not_there_yet(
    it: SimpleNamespace, project: Project, noon: datetime
) -> None:
    elsewhere = a_country_in_operation("ID")
    with refused("PRJ-03", field="about"):
        _start(it, project, Case.JOIN, organisation(side="partner", country=elsewhere.country), noon)
    with refused("MOC-04", field="about"):
        _start(it, project, Case.JOIN, it.local_company, noon)
    assert _start(it, project, Case.JOIN, it.other_company, noon).entities.count() == 3


def test_a_new_participant_confirms_with_the_focal_point_and_then_takes_part(
    it: SimpleNamespace, project: Project, noon: datetime
) -> None:
    first = _counting(project)
    later = noon + timedelta(days=10)
    paper = a_change(it, project, Case.JOIN, it.other_company, at=noon)
    assert paper.confirming_ids() == {it.other_company.pk, it.japanese_company.pk}
    assert selectors.visible_to(it.outsider).filter(pk=paper.pk).exists()
    assert it.other_company.pk not in project.participant_ids()
    _ask(it, paper, later)
    confirmed_by_all(it, paper, later)
    accept(it, paper, later)
    assert _participants(project) == {it.japanese_company: True, it.local_company: False, it.other_company: False}
    assert project.participants.get(organisation=it.other_company).since == later.date()
    first.refresh_from_db()
    assert (first.state, first.in_force_until) == ("superseded", later.date())
    assert _counting(project) == paper


def test_a_participant_leaves_with_its_history_kept(it: SimpleNamespace, project: Project, noon: datetime) -> None:
    later = noon + timedelta(days=30)
    paper = a_change(it, project, Case.LEAVE, it.local_company, accepted=True, at=later)
    assert _participants(project) == {it.japanese_company: True}
    left = project.participants.get(organisation=it.local_company)
    assert (left.since, left.ended_on) == (noon.date(), later.date())
    confirmed = {entity.organisation for entity in paper.entities.exclude(confirmed_at=None)}
    assert confirmed == {it.local_company, it.japanese_company}
    again = _start(it, project, Case.JOIN, it.local_company, later)
    assert again.entities.filter(leaves=True).count() == 0
    assert again.entities.count() == 2


def test_the_focal_point_changes_by_a_complete_statement_only(
    it: SimpleNamespace, project: Project, noon: datetime
) -> None:
    with refused("MOC-05", field="about"):
        _start(it, project, Case.LEAVE, it.japanese_company, noon)
    paper = _start(it, project, Case.COMPLETE, None, noon)
    with refused("MOC-15", field="reason"):
        _ask(it, paper, noon)
    modalities.save_draft(
        modalities_id=paper.pk,
        reason="The plant is run locally.",
        focal_point=it.local_company.pk,
        by=it.participant,
        at=noon,
    )
    _ask(it, paper, noon)
    assert paper.confirming_ids() == {it.japanese_company.pk, it.local_company.pk}
    confirmed_by_all(it, paper)
    later = noon + timedelta(days=3)
    accept(it, paper, later)
    assert _participants(project) == {it.japanese_company: False, it.local_company: True}
    rows = project.participants.filter(organisation=it.japanese_company).order_by("pk")
    assert [(row.is_focal_point, row.since, row.ended_on) for row in rows] == [
        (True, noon.date(), later.date()),
        (False, later.date(), None),
    ]
    left = a_change(it, project, Case.LEAVE, it.japanese_company, accepted=True, at=later)
    assert left.state == "in_force"
    assert _participants(project) == {it.local_company: True}


def test_who_has_ceased_to_exist_needs_no_confirmation_but_evidence(
    it: SimpleNamespace, project: Project, noon: datetime
) -> None:
    paper = _start(it, project, Case.LEAVE, it.local_company, noon)
    modalities.save_draft(
        modalities_id=paper.pk, reason="Bankrupt.", ceased=[it.local_company.pk], by=it.participant, at=noon
    )
    with refused("MOC-08", field="evidence"):
        _ask(it, paper, noon)
    documents.attach(paper=paper, slot="evidence", complete=a_file(), by=it.participant, at=noon)
    _ask(it, paper, noon)
    assert paper.unconfirmed_ids() == {it.japanese_company.pk}
    assert modalities.confirm(modalities_id=paper.pk, by=it.participant, at=noon).state == "submitted"


def test_a_focal_point_that_has_ceased_is_replaced_without_it(
    it: SimpleNamespace, project: Project, noon: datetime
) -> None:
    paper = modalities.start(project_id=project.pk, case=Case.COMPLETE, by=it.local_participant, at=noon)
    ceased = [it.japanese_company.pk]
    with refused("MOC-07", field="focal_point"):
        modalities.save_draft(
            modalities_id=paper.pk,
            reason="Bankrupt.",
            focal_point=it.japanese_company.pk,
            ceased=ceased,
            by=it.local_participant,
            at=noon,
        )
    modalities.save_draft(
        modalities_id=paper.pk,
        reason="Bankrupt.",
        focal_point=it.local_company.pk,
        ceased=ceased,
        by=it.local_participant,
        at=noon,
    )
    documents.attach(paper=paper, slot="evidence", complete=a_file(), by=it.local_participant, at=noon)
    modalities.ask_to_confirm(modalities_id=paper.pk, by=it.local_participant, at=noon)
    assert modalities.confirm(modalities_id=paper.pk, by=it.local_participant, at=noon).state == "submitted"
    with broken("modalities_focal_point_stays"):
        ModalitiesEntity.objects.create(
            modalities=paper, organisation=it.other_company, is_focal_point=True, has_ceased=True
        )


def test_contact_details_change_alone_and_only_of_the_entity_concerned(
    it: SimpleNamespace, project: Project, noon: datetime
) -> None:
    paper = _start(it, project, Case.DETAILS, it.local_company, noon)
    local, ours = (paper.entities.get(organisation=one) for one in (it.local_company, it.japanese_company))
    for entity, values in ((local, {"legal_name": "New name"}), (ours, {"primary_email": "new@example.org"})):
        with refused("MOC-11", status=409):
            modalities.save_entity(entity_id=entity.pk, values=values, by=it.participant, at=noon)
    modalities.save_draft(modalities_id=paper.pk, reason="New director.", by=it.participant, at=noon)
    with refused("MOC-13"):
        _ask(it, paper, noon)
    modalities.save_entity(
        entity_id=local.pk, values={"primary_email": "new@example.org"}, by=it.local_participant, at=noon
    )
    _ask(it, paper, noon)
    assert paper.confirming_ids() == {it.local_company.pk}
    modalities.confirm(modalities_id=paper.pk, by=it.local_participant, at=noon)
    accept(it, paper)
    assert _counting(project).entities.get(organisation=it.local_company).primary_email == "new@example.org"
    assert _participants(project) == {it.japanese_company: True, it.local_company: False}


def test_a_new_specimen_signature_is_a_change_too(it: SimpleNamespace, project: Project, noon: datetime) -> None:
    paper = _start(it, project, Case.DETAILS, it.local_company, noon)
    modalities.save_draft(modalities_id=paper.pk, reason="New signature.", by=it.participant, at=noon)
    modalities.attach_specimen(
        entity_id=paper.entities.get(organisation=it.local_company).pk,
        rank="primary",
        specimen=a_file("new.pdf"),
        by=it.participant,
        at=noon,
    )
    assert _ask(it, paper, noon).state == "confirming"


def test_a_name_changes_by_sections_1_and_2(it: SimpleNamespace, project: Project, noon: datetime) -> None:
    paper = _start(it, project, Case.IDENTITY, it.local_company, noon)
    local = paper.entities.get(organisation=it.local_company)
    modalities.save_entity(
        entity_id=local.pk, values={"legal_name": "Chao Phraya Holdings PCL"}, by=it.participant, at=noon
    )
    modalities.save_draft(modalities_id=paper.pk, reason="Merger.", by=it.participant, at=noon)
    _ask(it, paper, noon)
    assert paper.confirming_ids() == {it.local_company.pk, it.japanese_company.pk}
    confirmed_by_all(it, paper)
    accept(it, paper)
    assert str(_counting(project).entities.get(organisation=it.local_company)) == "Chao Phraya Holdings PCL"


def test_no_share_of_the_credits_is_left_without_a_holder(it: SimpleNamespace, noon: datetime) -> None:
    project = a_registered_project(it)
    with refused("MOC-12", status=409, field="about"):
        _start(it, project, Case.LEAVE, it.local_company, noon)
    assert not project.modalities.exclude(state="in_force").exists()
    japan, partner, ours, _local = (one for one, _percentage in equal_shares(it))
    shares = [(japan, Decimal(50)), (partner, Decimal(20)), (ours, Decimal(30))]
    other = a_registered_project(it, shares=shares)
    a_change(it, other, Case.LEAVE, it.local_company, accepted=True)
    assert _participants(other) == {it.japanese_company: True}


def test_a_share_agreed_meanwhile_stops_the_withdrawal(it: SimpleNamespace, noon: datetime) -> None:
    japan, partner, ours, local = (one for one, _percentage in equal_shares(it))
    project = a_registered_project(it, shares=[(japan, Decimal(50)), (partner, Decimal(20)), (ours, Decimal(30))])
    paper = a_change(it, project, Case.LEAVE, it.local_company, filed=True)
    share = project.registration_requests.get().allocation.shares.get(organisation=ours)
    share.organisation = local
    with past_the_rights(AllocationShare):
        share.save()
    with refused("MOC-12", status=409):
        accept(it, paper)
    paper.refresh_from_db()
    assert paper.state == "submitted"
    assert it.local_company in _participants(project)


def test_each_case_names_its_sections_and_says_why(it: SimpleNamespace, project: Project, client: Any) -> None:
    assert set(CASES) == set(Case)
    client.force_login(it.participant)
    page = client.get(f"{project.get_absolute_url()}modalities/start/").content.decode()
    for rule in CASES.values():
        assert str(rule.sections) in page
    first = client.get(f"{a_planned_project(it).get_absolute_url()}modalities/start/").content.decode()
    assert "sections 1 and 3" not in first
    paper = _start(it, project, Case.LEAVE, it.local_company, datetime.fromisoformat("2026-06-01T12:00:00+00:00"))
    edit = client.get(f"{paper.get_absolute_url()}edit/").content.decode()
    assert 'name="ceased"' in edit
    assert 'name="focal_point"' not in edit


def test_the_same_filing_twice_changes_participants_once(it: SimpleNamespace, project: Project) -> None:
    paper = a_change(it, project, Case.LEAVE, it.local_company, accepted=True)
    rows = project.participants.count()
    with refused("MOV-01", status=409):
        modalities.accept(
            modalities_id=paper.pk,
            completeness=ticked(MODALITIES_POINTS),
            by=it.officer,
            at=datetime.fromisoformat("2026-06-02T00:00:00+00:00"),
        )
    assert project.participants.count() == rows
