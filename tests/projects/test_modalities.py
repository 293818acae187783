"""Modalities of communication: written by participants, confirmed by each entity, accepted by the secretariat."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from committee.decisions.services import forwarding
from common.models import Event
from projects.modalities import selectors
from projects.modalities import services as modalities
from projects.modalities.checks import COMPLETENESS as MODALITIES_POINTS
from projects.modalities.models import Modalities, ModalitiesEntity
from projects.modalities.states.cases import Case
from projects.projects.services import projects
from scenarios.steps import ticked
from tests.factories.modalities import (
    a_planned_project,
    a_statement,
    accept,
    confirmed_by_all,
    entity_values,
    modalities_of,
    write,
)
from tests.factories.partners import person
from tests.factories.projects import a_file, a_pin
from tests.projects.refusals import refused
from workflow.notices.models import Notice
from workflow.papers import services as papers
from workflow.steps.models import WaitingStep
from workflow.versions.models import PaperVersion

pytestmark = pytest.mark.django_db


def _ask(it: SimpleNamespace, paper: Modalities, at: datetime) -> Modalities:
    return modalities.ask_to_confirm(modalities_id=paper.pk, by=it.participant, at=at)


def _entity(paper: Modalities, organisation: Any) -> ModalitiesEntity:
    return paper.entities.get(organisation=organisation)


def test_a_statement_begins_with_the_participants_and_their_focal_point(it: SimpleNamespace, noon: datetime) -> None:
    early = a_pin(it).project
    with refused("MOC-01", status=409):
        modalities.start(project_id=early.pk, by=it.participant, at=noon)
    project = a_planned_project(it)
    with refused("DRF-03", status=403):
        modalities.start(project_id=project.pk, by=it.outsider, at=noon)
    paper = modalities.start(project_id=project.pk, by=it.participant, at=noon)
    assert {entity.organisation_id for entity in paper.entities.all()} == project.participant_ids()
    assert paper.entities.get(is_focal_point=True).organisation == it.japanese_company
    with refused("MOC-02", status=409):
        modalities.start(project_id=project.pk, by=it.local_participant, at=noon)
    with refused("MOC-02", status=409):
        modalities.start(project_id=project.pk, case=Case.LEAVE, about=it.local_company, by=it.participant, at=noon)
    assert Modalities.objects.count() == 1


def test_changes_wait_for_the_first_statement(it: SimpleNamespace, noon: datetime) -> None:
    project = a_planned_project(it)
    with refused("MOC-03", status=409):
        modalities.start(project_id=project.pk, case=Case.JOIN, about=it.other_company, by=it.participant, at=noon)


@pytest.mark.parametrize(
    "name", ["legal_name", "legal_status", "address", "primary_name", "primary_title", "primary_email", "primary_phone"]
)
def test_every_entity_says_who_signs_for_it(it: SimpleNamespace, noon: datetime, name: str) -> None:
    paper = a_statement(it)
    local = _entity(paper, it.local_company)
    modalities.save_entity(entity_id=local.pk, values={name: ""}, by=it.participant, at=noon)
    with refused("MOC-06", field=name):
        _ask(it, paper, noon)
    assert Modalities.objects.get(pk=paper.pk).state == "draft"
    modalities.save_entity(entity_id=local.pk, values=entity_values(), by=it.local_participant, at=noon)
    assert _ask(it, paper, noon).state == "confirming"


def test_a_specimen_signature_is_needed_and_an_alternate_is_whole_or_absent(
    it: SimpleNamespace, noon: datetime
) -> None:
    paper = a_statement(it, written=False)
    for entity in paper.entities.all():
        modalities.save_entity(entity_id=entity.pk, values=entity_values(), by=it.participant, at=noon)
    with refused("MOC-06", field="primary_specimen"):
        _ask(it, paper, noon)
    for entity in paper.entities.all():
        modalities.attach_specimen(entity_id=entity.pk, rank="primary", specimen=a_file(), by=it.participant, at=noon)
    local = _entity(paper, it.local_company)
    alternate = {
        "alternate_name": "kanda chaiyo",
        "alternate_title": "Director",
        "alternate_email": "other@example.org",
        "alternate_phone": "+66 2 000 0001",
    }
    modalities.save_entity(entity_id=local.pk, values=alternate, by=it.participant, at=noon)
    with refused("MOC-06", field="alternate_specimen"):
        _ask(it, paper, noon)
    modalities.attach_specimen(entity_id=local.pk, rank="alternate", specimen=a_file(), by=it.participant, at=noon)
    with refused("MOC-14", field="alternate_name"):
        _ask(it, paper, noon)
    modalities.save_entity(entity_id=local.pk, values={"alternate_name": "Somsak"}, by=it.participant, at=noon)
    assert _ask(it, paper, noon).state == "confirming"


def test_a_rulebook_may_ask_for_an_alternate(it: SimpleNamespace, noon: datetime) -> None:
    it.rulebook.rules |= {"moc.alternate_signatory": True}
    it.rulebook.save()
    with refused("MOC-06", field="alternate_name"):
        a_statement(it, confirming=True)


def test_with_the_last_confirmation_it_goes_to_the_secretariat(it: SimpleNamespace, noon: datetime) -> None:
    paper = a_statement(it, confirming=True)
    step = WaitingStep.objects.get(paper=paper.paper, done_at=None)
    assert set(step.organisations.all()) == {it.japanese_company, it.local_company}
    first_due = step.due_on
    modalities.confirm(modalities_id=paper.pk, by=it.participant, at=noon)
    with refused("MOC-09", status=403):
        modalities.confirm(modalities_id=paper.pk, by=it.participant2, at=noon)
    with refused("MOC-09", status=403):
        modalities.confirm(modalities_id=paper.pk, by=it.outsider, at=noon)
    step = WaitingStep.objects.get(paper=paper.paper, done_at=None)
    assert (set(step.organisations.all()), step.due_on) == ({it.local_company}, first_due)
    done = modalities.confirm(modalities_id=paper.pk, by=it.local_participant, at=noon)
    assert (done.state, done.submitted_at) == ("submitted", noon)
    ours = _entity(paper, it.japanese_company)
    assert (ours.confirmed_by, ours.confirmed_at) == (it.participant, noon)
    version = PaperVersion.objects.get(paper=paper.paper)
    assert (version.form_code, version.sha256) == ("JCM_TH_F_MoC_ver02.0", ours.confirmed_sha256)
    assert Notice.objects.filter(user=it.officer, what="projects.modalities.submit").exists()
    with refused("MOC-17", status=409):
        modalities.confirm(modalities_id=paper.pk, by=it.local_participant, at=noon)


def test_who_changes_the_draft_again_voids_the_confirmations(it: SimpleNamespace, noon: datetime) -> None:
    paper = a_statement(it, confirming=True)
    local = _entity(paper, it.local_company)
    with refused("DRF-02", status=409):
        modalities.save_entity(entity_id=local.pk, values={"address": "Elsewhere"}, by=it.participant, at=noon)
    modalities.confirm(modalities_id=paper.pk, by=it.participant, at=noon)
    modalities.reopen(modalities_id=paper.pk, by=it.local_participant, at=noon)
    assert _entity(paper, it.japanese_company).confirmed_at is None
    modalities.save_entity(entity_id=local.pk, values={"address": "Elsewhere"}, by=it.local_participant, at=noon)
    _ask(it, paper, noon)
    confirmed_by_all(it, paper)
    assert Modalities.objects.get(pk=paper.pk).state == "submitted"


def test_a_returned_statement_is_confirmed_anew_and_both_versions_stay(it: SimpleNamespace, noon: datetime) -> None:
    paper = a_statement(it, filed=True)
    with refused("CMP-01", field="signatories"):
        modalities.accept(
            modalities_id=paper.pk,
            completeness=ticked(MODALITIES_POINTS) | {"signatories": False},
            by=it.officer,
            at=noon,
        )
    with refused("DRF-04", field="note"):
        papers.give_back(paper=paper, note=" ", by=it.officer, at=noon)
    papers.give_back(paper=paper, note="Illegible signature.", by=it.officer, at=noon)
    write(_entity(paper, it.local_company), it.participant, noon, primary_title="President")
    _ask(it, paper, noon)
    assert _entity(paper, it.japanese_company).confirmed_at is None
    confirmed_by_all(it, paper)
    accept(it, paper, noon)
    numbers = PaperVersion.objects.filter(paper=paper.paper).values_list("number", flat=True)
    assert list(numbers) == [1, 2]
    assert selectors.in_force(paper.project) == paper


def test_accepted_modalities_are_in_force_once_and_stay_as_they_are(it: SimpleNamespace, noon: datetime) -> None:
    paper = a_statement(it, filed=True)
    with refused("MOV-02", status=403):
        modalities.accept(modalities_id=paper.pk, completeness=ticked(MODALITIES_POINTS), by=it.participant, at=noon)
    accept(it, paper, noon)
    paper.refresh_from_db()
    assert (paper.state, paper.in_force_from, paper.in_force_until) == ("in_force", noon.date(), None)
    before = Event.objects.count()
    with refused("MOV-01", status=409):
        accept(it, paper, noon)
    assert Event.objects.count() == before
    local = _entity(paper, it.local_company)
    with refused("DRF-02", status=409):
        modalities.save_entity(entity_id=local.pk, values={"address": "Elsewhere"}, by=it.participant, at=noon)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        ModalitiesEntity.objects.filter(pk=local.pk).update(address="Elsewhere")
    assert caught.value.__cause__.diag.constraint_name == "modalities_stay"  # type: ignore[union-attr]  # psycopg's


def test_participants_come_and_go_freely_until_the_modalities_bind(it: SimpleNamespace, noon: datetime) -> None:
    project = a_planned_project(it)
    paper = modalities_of(it, project)
    projects.add_participant(project_id=project.pk, organisation=it.other_company, by=it.participant, at=noon)
    assert _entity(paper, it.other_company).legal_name == it.other_company.name
    assert _entity(paper, it.local_company).primary_name == "Kanda Chaiyo"
    projects.remove_participant(project_id=project.pk, organisation=it.other_company, by=it.participant, at=noon)
    assert paper.entities.count() == 2
    _ask(it, paper, noon)
    with refused("PRJ-07", status=409):
        projects.add_participant(project_id=project.pk, organisation=it.other_company, by=it.participant, at=noon)
    with refused("PRJ-07", status=409):
        projects.remove_participant(project_id=project.pk, organisation=it.local_company, by=it.participant, at=noon)


def test_a_withdrawn_statement_leaves_room_for_another(it: SimpleNamespace, noon: datetime) -> None:
    paper = a_statement(it, confirming=True)
    forwarding.withdraw(paper=paper, note="We start anew.", by=it.participant, at=noon)
    again = modalities.start(project_id=paper.project_id, by=it.participant, at=noon)
    assert (again.version, again.entities.count()) == (2, 2)


def test_two_people_writing_one_entity_do_not_lose_words(it: SimpleNamespace, noon: datetime, client: Any) -> None:
    paper = a_statement(it)
    url = f"{_entity(paper, it.local_company).get_absolute_url()}edit/primary/"
    client.force_login(it.participant)
    page = client.get(url)
    seen, values = page.context["seen"], entity_values()
    sent = {name: values[name] for name in values if name.startswith("primary_")} | {"seen": seen}
    assert client.post(url, sent | {"primary_title": "Chair"}).status_code == 302
    assert client.post(url, sent | {"primary_title": "President"}).status_code == 409
    assert _entity(paper, it.local_company).primary_title == "Chair"


def test_two_people_writing_one_statement_see_what_the_other_saved(
    it: SimpleNamespace, noon: datetime, client: Any
) -> None:
    paper = a_statement(it)
    url = f"{paper.get_absolute_url()}edit/"
    client.force_login(it.participant)
    sent = {"focal_point": it.japanese_company.pk, "seen": client.get(url).context["seen"], "reason": "Mine"}
    modalities.save_draft(
        modalities_id=paper.pk, reason="Theirs", focal_point=it.local_company.pk, by=it.local_participant, at=noon
    )
    clash = client.post(url, sent)
    assert clash.status_code == 409
    assert {row["value"] for row in clash.context["form"].theirs} == {"Theirs", it.local_company.name}
    assert "Mine" in clash.content.decode()
    assert client.post(url, sent | {"seen": clash.context["seen"], "autosave": "1"}).status_code == 200
    checked = client.get(f"{paper.get_absolute_url()}ask-to-confirm/").content.decode()
    assert "Mine" in checked


def test_specimen_signatures_are_for_the_entities_and_jcma_only(it: SimpleNamespace, client: Any) -> None:
    paper = a_statement(it, accepted=True)
    url = f"{_entity(paper, it.local_company).get_absolute_url()}specimens/primary/file/"
    reads = {
        it.participant: 200,
        it.local_participant: 200,
        it.officer: 200,
        it.auditor: 200,
        it.japan_chair: 404,
        it.government_partner_officer: 404,
        it.outsider: 404,
        it.auditor_of_tpe: 404,
    }
    for user, status in reads.items():
        client.force_login(user)
        assert client.get(url).status_code == status, user


def test_drafts_are_for_the_entities_and_nothing_is_for_the_public(it: SimpleNamespace, client: Any) -> None:
    paper = a_statement(it)
    assert client.get(paper.get_absolute_url()).status_code == 302
    for user, sees in (
        (it.local_participant, True),
        (it.officer, False),
        (it.japan_chair, False),
        (it.outsider, False),
    ):
        assert selectors.visible_to(user).filter(pk=paper.pk).exists() is sees, user
    _ask(it, paper, datetime.fromisoformat("2026-06-01T12:00:00+00:00"))
    confirmed_by_all(it, paper)
    assert selectors.visible_to(it.officer).filter(pk=paper.pk).exists()
    assert not selectors.visible_to(it.japan_chair).filter(pk=paper.pk).exists()
    accept(it, paper)
    assert selectors.visible_to(it.japan_chair).filter(pk=paper.pk).exists()


def test_the_form_is_printed_from_the_data(it: SimpleNamespace, client: Any) -> None:
    paper = a_statement(it, accepted=True)
    client.force_login(it.participant)
    listed = client.get(f"/papers/modalities/{paper.pk}/versions/")
    assert "JCM_TH_F_MoC_ver02.0" in listed.content.decode()
    answer = client.get(f"/papers/modalities/{paper.pk}/versions/1/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert "JCM_TH_F_MoC_ver02.0" in answer["Content-Disposition"]


def test_a_suspended_person_confirms_nothing(it: SimpleNamespace, noon: datetime) -> None:
    paper = a_statement(it, confirming=True)
    suspended = person("participant", it.local_company, suspended_at=noon)
    with refused("MOC-09", status=403):
        modalities.confirm(modalities_id=paper.pk, by=suspended, at=noon)
    assert modalities.confirm(modalities_id=paper.pk, by=it.local_participant, at=noon).state == "confirming"
