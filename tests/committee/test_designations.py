"""Entities are designated scope by scope, by decision of both sides; and lose scopes with reason and history."""

from datetime import date, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from committee.decisions.services import forwarding, withdrawals
from committee.designations import selectors as tpes
from committee.designations.models import (
    Designation,
    DesignationApplication,
    DesignationReview,
    DesignationSpell,
    FormerName,
)
from committee.designations.services import applications, designations, reviews
from committee.designations.states.applications import ApplicationKind
from committee.designations.states.reviews import Measure
from common.drafts import Seen, mark_of_fields
from common.models import Event
from partners.people.models.people import Role
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories.committee import not_adopted
from tests.factories.designations import (
    CONFIRMED,
    a_certificate,
    a_measure,
    a_new_entity,
    an_application,
    an_open_review,
    application_values,
    both_sides_agree,
    its_designation,
)
from tests.factories.partners import a_country_in_operation, person
from tests.projects.refusals import broken, refused
from workflow.notices.models import Notice
from workflow.papers import services as papers

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
EXTENSION, RENEWAL, PROVISIONAL = ApplicationKind.EXTENSION, ApplicationKind.RENEWAL, ApplicationKind.PROVISIONAL


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = a_country_in_operation("TH")
    it.entity, it.auditor_of_entity = a_new_entity()
    return it


def designated(it: SimpleNamespace, **values: Any) -> Designation:
    granted = an_application(it, it.entity, it.auditor_of_entity, granted=True, **values)
    assert granted.designation is not None
    return granted.designation


def numbers(designation: Designation, function: str) -> list[int]:
    return list(getattr(designation, f"{function}_scopes").values_list("pk", flat=True))


def spells(designation: Designation, function: str, scope: int) -> list[tuple[str, date | None, date | None]]:
    rows = designation.spells.filter(function=function, scope=scope)
    return [(spell.standing, spell.since, spell.ended_on) for spell in rows]


def test_an_application_becomes_a_designation_with_a_number_and_a_last_day(it: SimpleNamespace) -> None:
    designation = designated(it)
    assert (designation.state, designation.designated_on) == ("designated", NOON.date())
    assert designation.reference.startswith("TPE-TH-")
    assert (numbers(designation, "validation"), numbers(designation, "verification")) == ([1, 2, 3], [1, 2, 3, 14])
    assert designation.scopes_until == date(2028, 5, 31)
    spell = designation.spells.get(function="verification", scope=14)
    assert (spell.standing, spell.since, spell.valid_until) == ("in_force", NOON.date(), date(2028, 5, 31))
    assert spell.decision_item is not None
    assert Notice.objects.filter(user=it.auditor_of_entity, what="committee.designationapplication.grant").exists()


def test_numbers_run_on_and_a_committee_may_refuse(it: SimpleNamespace) -> None:
    others = Designation.objects.filter(country=it.country).exclude(organisation=it.tpe)
    with past_the_rights(Designation, DesignationSpell, DesignationReview):
        others.delete()
    Designation.objects.filter(organisation=it.tpe).update(reference="TPE-TH-006")
    assert designated(it).reference == "TPE-TH-007"
    other, by = a_new_entity("Refused Body")
    application = an_application(it, other, by, with_committee=True)
    assert application.decision_item is not None
    not_adopted(it, application.decision_item.decision_id, "No track record.", at=NOON)
    application.refresh_from_db()
    assert (application.state, application.note) == ("not_granted", "No track record.")
    assert not Designation.objects.filter(organisation=other).exists()


def test_what_an_entity_waits_for_is_taken_back_from_the_committee(it: SimpleNamespace) -> None:
    entity, by = a_new_entity("Hesitant Body")
    application = an_application(it, entity, by, with_committee=True)
    assert application.decision_item is not None
    decision = application.decision_item.decision_id
    withdrawals.withdraw(decision_id=decision, note="A certificate is missing.", by=it.officer, at=NOON)
    application.refresh_from_db()
    assert application.state == "submitted"
    forwarding.forward(paper=application, completeness=CONFIRMED, by=it.officer, at=NOON)
    gone = forwarding.withdraw(paper=application, note="We come later.", by=by, at=NOON)
    assert gone.decision_item is not None
    assert (gone.state, gone.decision_item.decision.state) == ("withdrawn", "withdrawn")
    review = reviews.open_review(designation_id=its_designation(it).pk, grounds="A complaint.", by=it.officer, at=NOON)
    review = reviews.answer(review_id=review.pk, text="Corrected.", by=it.auditor_of_tpe, at=NOON)
    review = reviews.propose(review_id=review.pk, measure=Measure.SUSPEND, text="Not settled.", by=it.officer, at=NOON)
    assert review.decision_item is not None
    withdrawals.withdraw(decision_id=review.decision_item.decision_id, note="It is settled.", by=it.officer, at=NOON)
    review.refresh_from_db()
    assert review.state == "answered"


@pytest.mark.parametrize(
    ("values", "number"),
    [
        ({"validation_scopes": [], "verification_scopes": []}, "DSG-01"),
        ({"basis": ""}, "DSG-02"),
        ({"basis": "applied"}, "DSG-03"),
        ({"accreditation_body": ""}, "DSG-04"),
        ({"certificate_number": ""}, "DSG-05"),
        ({"accredited_until": None}, "DSG-06"),
        ({"contact_name": ""}, "DSG-07"),
        ({"knowledge": ""}, "DSG-08"),
        ({"declares_true": False}, "DSG-09"),
        ({"accredited_until": date(2026, 5, 31)}, "DSG-17"),
        ({}, None),
    ],
)
def test_an_application_is_whole_before_it_is_submitted(
    it: SimpleNamespace, values: dict[str, Any], number: str | None
) -> None:
    application = an_application(it, it.entity, it.auditor_of_entity, **values)
    if number is None:
        assert papers.submit(paper=application, by=it.auditor_of_entity, at=NOON).state == "submitted"
        return
    with refused(number), transaction.atomic():
        papers.submit(paper=application, by=it.auditor_of_entity, at=NOON)
    application.refresh_from_db()
    assert application.state == "draft"


def test_two_people_who_write_one_application_never_lose_each_others_words(it: SimpleNamespace, client: Client) -> None:
    by, colleague = it.auditor_of_entity, person(Role.TPE, it.entity)
    application = an_application(it, it.entity, by)
    address = f"{application.get_absolute_url()}edit/"
    client.force_login(by)
    opened = client.get(address)
    sent = {field.name: field.value() or "" for field in opened.context["form"]} | {"seen": opened.context["seen"]}
    theirs = {"knowledge": "Theirs: two audits", "validation_scopes": [5], "accredited_until": date(2029, 5, 31)}
    applications.save_draft(application_id=application.pk, values=theirs, by=colleague, at=NOON)
    refused_page = client.post(address, sent | {"knowledge": "Mine: three courses"})
    words = refused_page.content.decode()
    assert refused_page.status_code == 409
    assert "DRF-05" in words
    assert "Mine: three courses" in words
    assert [row["value"] for row in refused_page.context["form"].theirs] == [
        "5 Scope 5",
        "31 May 2029",
        "Theirs: two audits",
    ]
    application.refresh_from_db()
    assert application.knowledge == "Theirs: two audits"
    both = sent | {"knowledge": "Two audits, three courses", "seen": refused_page.context["seen"]}
    assert client.post(address, both | {"autosave": "1"}).json()["said"].startswith("Saved at ")
    assert client.post(address, both | {"autosave": "1"}).status_code == 409
    application.refresh_from_db()
    assert application.knowledge == "Two audits, three courses"


def test_the_entity_checks_its_answers_and_what_it_hands_in_is_kept(it: SimpleNamespace, client: Client) -> None:
    application = an_application(it, it.entity, it.auditor_of_entity, contact_name="")
    client.force_login(it.auditor_of_entity)
    page = application.get_absolute_url()
    assert "DSG-07" in client.get(f"{page}submit/").content.decode()
    assert [task["kind"] for task in client.get(page).context["tasks"]].count("waiting") == 1
    save: Any = partial(applications.save_draft, application_id=application.pk, by=it.auditor_of_entity, at=NOON)
    save(values={"contact_name": "Jun Mori"})
    client.post(f"{page}submit/")
    papers.give_back(paper=application, note="Which training?", by=it.officer, at=NOON)
    save(values={"knowledge": "Two audits"})
    client.post(f"{page}submit/")
    changed = client.get(f"/papers/designationapplication/{application.pk}/versions/").content.decode()
    assert "JCM_TH_F_TPE_ver03.0" in changed
    assert "<ins>" in changed
    pdf = client.get(f"/papers/designationapplication/{application.pk}/versions/2/pdf/")
    assert "JCM_TH_F_TPE_ver03.0" in pdf["Content-Disposition"]


def test_what_was_not_seen_of_an_application_is_not_written_over(it: SimpleNamespace) -> None:
    by, colleague = it.auditor_of_entity, person(Role.TPE, it.entity)
    application = an_application(it, it.entity, by)
    seen = Seen(("knowledge",), mark_of_fields(application, ("knowledge",)))
    save: Any = partial(applications.save_draft, application_id=application.pk, seen=seen, at=NOON)
    save(values={"contact_name": "Jun Mori"}, by=colleague)
    save(values={"knowledge": "Theirs"}, by=colleague)
    with refused("DRF-05", status=409):
        save(values={"knowledge": "Mine"}, by=by)
    application.refresh_from_db()
    assert (application.knowledge, application.contact_name) == ("Theirs", "Jun Mori")


def test_a_document_is_wanted_and_only_the_entity_writes_until_it_is_submitted(it: SimpleNamespace) -> None:
    by = it.auditor_of_entity
    with refused("DSG-10", status=403):
        applications.start(
            entity=it.entity, country=it.country, kind=ApplicationKind.DESIGNATION, by=it.auditor_of_tpe, at=NOON
        )
    made = applications.start(entity=it.entity, country=it.country, kind=ApplicationKind.DESIGNATION, by=by, at=NOON)
    applications.save_draft(application_id=made.pk, values=application_values(), by=by, at=NOON)
    with refused("DSG-22", field="validation_scopes"):
        applications.save_draft(application_id=made.pk, values={"validation_scopes": [99]}, by=by, at=NOON)
    with refused("DSG-22", field="contact_email"):
        applications.save_draft(application_id=made.pk, values={"contact_email": "nobody"}, by=by, at=NOON)
    with refused("DSG-10", status=403):
        applications.save_draft(application_id=made.pk, values={}, by=it.officer, at=NOON)
    with refused("DSG-19"), transaction.atomic():
        papers.submit(paper=made, by=by, at=NOON)
    applications.attach(application_id=made.pk, upload=a_certificate(), by=by, at=NOON)
    papers.submit(paper=made, by=by, at=NOON)
    with refused("DRF-02", status=409):
        applications.save_draft(application_id=made.pk, values={}, by=by, at=NOON)
    with refused("DRF-04", field="note"):
        papers.give_back(paper=made, note=" ", by=it.officer, at=NOON)
    papers.give_back(paper=made, note="The certificate names no scopes.", by=it.officer, at=NOON)
    forwarding.withdraw(paper=made, note="We apply next year.", by=by, at=NOON)
    made.refresh_from_db()
    assert (made.state, made.note) == ("withdrawn", "We apply next year.")


def test_one_application_a_country_is_open_at_a_time(it: SimpleNamespace) -> None:
    an_application(it, it.entity, it.auditor_of_entity)
    with refused("DSG-12", status=409):
        an_application(it, it.entity, it.auditor_of_entity)
    with broken("one_open_application_a_country"):
        DesignationApplication.objects.create(organisation=it.entity, country=it.country, kind="designation")
    with refused("DSG-14", field="kind"):
        other, by = a_new_entity("Other Body")
        an_application(it, other, by, kind=EXTENSION)
    with refused("DSG-13", field="kind"):
        an_application(it, it.tpe, it.auditor_of_tpe)


def test_completeness_is_confirmed_point_by_point(it: SimpleNamespace) -> None:
    application = an_application(it, it.entity, it.auditor_of_entity, submitted=True)
    with refused("CMP-01", field="knowledge"):
        forwarding.forward(paper=application, completeness=CONFIRMED | {"knowledge": False}, by=it.officer, at=NOON)
    application.refresh_from_db()
    assert application.state == "submitted"


def test_an_extension_adds_scopes_and_keeps_the_others(it: SimpleNamespace) -> None:
    designation = designated(it)
    by, later = it.auditor_of_entity, NOON + 60 * DAY
    with refused("DSG-18"), transaction.atomic():
        an_application(it, it.entity, by, kind=EXTENSION, submitted=True, validation_scopes=[1], verification_scopes=[])
    granted = an_application(
        it,
        it.entity,
        by,
        kind=EXTENSION,
        granted=True,
        at=later,
        validation_scopes=[13],
        verification_scopes=[13],
        accredited_until=date(2029, 5, 31),
    )
    assert granted.designation == designation
    designation.refresh_from_db()
    assert numbers(designation, "validation") == [1, 2, 3, 13]
    assert spells(designation, "validation", 13) == [("in_force", later.date(), None)]
    assert designation.spells.get(function="validation", scope=1).valid_until == date(2028, 5, 31)
    assert designation.scopes_until == date(2029, 5, 31)


def test_a_renewal_ends_what_the_new_accreditation_does_not_cover(it: SimpleNamespace) -> None:
    designation = designated(it)
    later = NOON + 400 * DAY
    an_application(
        it,
        it.entity,
        it.auditor_of_entity,
        kind=RENEWAL,
        granted=True,
        at=later,
        basis="cdm_doe",
        validation_scopes=[1, 2],
        verification_scopes=[1],
        accredited_until=date(2031, 1, 31),
    )
    designation.refresh_from_db()
    assert (designation.basis, designation.scopes_until) == ("cdm_doe", date(2031, 1, 31))
    assert numbers(designation, "verification") == [1]
    assert spells(designation, "verification", 14) == [
        ("in_force", NOON.date(), later.date()),
        ("not_renewed", later.date(), None),
    ]


def test_provisional_designation_follows_the_rulebook(it: SimpleNamespace) -> None:
    pending: dict[str, Any] = {"basis": "applied", "accredited_until": None, "accredited_since": None}
    with refused("DSG-15", field="kind"):
        an_application(it, it.entity, it.auditor_of_entity, kind=PROVISIONAL, **pending)
    it.rulebook.rules |= {"tpe.provisional_allowed": True, "tpe.provisional_most_a_year": 1}
    it.rulebook.save()
    granted = an_application(it, it.entity, it.auditor_of_entity, kind=PROVISIONAL, granted=True, **pending)
    designation = granted.designation
    assert designation is not None
    assert (designation.state, designation.scopes_until) == ("provisional", date(2027, 6, 1))
    other, by = a_new_entity("Second Body")
    with refused("DSG-16", status=409):
        an_application(it, other, by, kind=PROVISIONAL, **pending)
    partners_side, by = a_new_entity("Body of the partner", side="partner")
    an_application(it, partners_side, by, kind=PROVISIONAL, granted=True, **pending)
    an_application(it, it.entity, it.auditor_of_entity, kind=RENEWAL, granted=True, at=NOON + 90 * DAY)
    designation.refresh_from_db()
    assert designation.state == "designated"


def test_a_review_suspends_a_scope_and_lifts_it_again(it: SimpleNamespace, client: Client) -> None:
    designation = designated(it)
    asked: dict[str, Any] = {"function": "validation", "scope_id": 3}
    assert tpes.counts_on(designation, NOON.date(), **asked)
    review = a_measure(it, designation, Measure.SUSPEND, ("validation:3",), NOON + 10 * DAY)
    assert review.state == "measure_taken"
    designation.refresh_from_db()
    assert (designation.state, numbers(designation, "validation")) == ("designated", [1, 2])
    assert not tpes.counts_on(designation, (NOON + 10 * DAY).date(), **asked)
    assert numbers(designation, "verification") == [1, 2, 3, 14]
    page = client.get(f"/tpes/{designation.organisation_id}/").content.decode()
    assert page.index(": Validation in 3 ") < page.index("Scope by scope")
    assert "Suspended: Validation 3" in client.get("/tpes/").content.decode()
    listed = [row["suspended_scopes"] for row in client.get("/api/v1/tpes/").json()["results"]]
    assert [scopes for scopes in listed if scopes] == [["validation:3"]]
    a_measure(it, designation, Measure.LIFT, ("validation:3",), NOON + 50 * DAY)
    assert tpes.counts_on(designation, (NOON + 50 * DAY).date(), **asked)
    assert [standing for standing, _since, _ended in spells(designation, "validation", 3)] == [
        "in_force",
        "suspended",
        "in_force",
    ]
    with refused("DSG-35", field="measure"):
        a_measure(it, designation, Measure.LIFT, (), NOON + 60 * DAY)


def test_a_whole_designation_is_suspended_lifted_and_withdrawn(it: SimpleNamespace) -> None:
    designation = designated(it)
    expected = ((Measure.SUSPEND, "suspended"), (Measure.LIFT, "designated"), (Measure.WITHDRAW, "withdrawn"))
    for day, (measure, state) in enumerate(expected, 1):
        a_measure(it, designation, measure, (), NOON + day * DAY)
        designation.refresh_from_db()
        assert designation.state == state
    assert numbers(designation, "validation") == []
    assert {s.standing for s in designation.spells.filter(ended_on=None)} == {"revoked"}
    with refused("DSG-32", status=409):
        reviews.open_review(designation_id=designation.pk, grounds="x", by=it.officer, at=NOON + 9 * DAY)
    an_application(it, it.entity, it.auditor_of_entity, granted=True, at=NOON + 500 * DAY)
    assert Designation.objects.filter(organisation=it.entity).count() == 2, "A new designation with a new number."


def test_the_entity_is_heard_before_a_measure_is_proposed(it: SimpleNamespace) -> None:
    review = an_open_review(it)
    with refused("DSG-31", status=409):
        an_open_review(it)
    with refused("DSG-30", status=403):
        reviews.open_review(designation_id=its_designation(it).pk, grounds="x", by=it.participant, at=NOON)
    with refused("DSG-34", status=409):
        reviews.propose(review_id=review.pk, measure=Measure.SUSPEND, text="x", by=it.officer, at=NOON + 14 * DAY)
    with refused("DSG-33", field="concerns"):
        designations.give_up(
            designation_id=its_designation(it).pk, concerns=["validation:99"], reason="x", by=it.auditor_of_tpe, at=NOON
        )
    proposed = reviews.propose(
        review_id=review.pk, measure=Measure.SUSPEND, text="Silent.", by=it.officer, at=NOON + 15 * DAY
    )
    assert proposed.state == "with_committee"
    assert proposed.decision_item is not None
    not_adopted(it, proposed.decision_item.decision_id, "Not grave.", at=NOON + 16 * DAY)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.outcome_note) == ("closed", "Not grave.")
    assert its_designation(it).state == "designated"
    again = an_open_review(it)
    with refused("DRF-04"):
        reviews.close(review_id=again.pk, note="", by=it.officer, at=NOON)
    assert reviews.close(review_id=again.pk, note="Unfounded.", by=it.officer, at=NOON).state == "closed"


def test_an_entity_gives_up_some_scopes_or_all(it: SimpleNamespace) -> None:
    designation = designated(it)
    by = it.auditor_of_entity
    with refused("DSG-10", status=403):
        designations.give_up(designation_id=designation.pk, reason="x", by=it.auditor_of_tpe, at=NOON)
    with refused("DRF-04", field="reason"):
        designations.give_up(designation_id=designation.pk, reason="", by=by, at=NOON)
    designations.give_up(
        designation_id=designation.pk, concerns=["verification:14"], reason="No experts left.", by=by, at=NOON + DAY
    )
    designation.refresh_from_db()
    assert (designation.state, numbers(designation, "verification")) == ("designated", [1, 2, 3])
    spell = designation.spells.get(function="verification", scope=14, ended_on=None)
    assert (spell.standing, spell.reason) == ("given_up", "No experts left.")
    designations.give_up(designation_id=designation.pk, reason="We leave the JCM.", by=by, at=NOON + 2 * DAY)
    designation.refresh_from_db()
    assert (designation.state, designation.ended_on) == ("withdrawn", (NOON + 2 * DAY).date())
    with refused("MOV-01", status=409):
        designations.give_up(designation_id=designation.pk, reason="x", by=by, at=NOON + 3 * DAY)


def test_scopes_end_after_their_last_day_and_can_be_renewed(it: SimpleNamespace) -> None:
    designation = designated(it, accredited_until=date(2026, 12, 31))
    assert designations.expire_due(by=it.system, at=NOON.replace(month=12, day=31)) == 0
    after = NOON.replace(year=2027, month=1, day=1)
    assert designations.expire_due(by=it.system, at=after) == 7
    designation.refresh_from_db()
    assert (designation.state, numbers(designation, "validation")) == ("expired", [])
    assert designations.expire_due(by=it.system, at=after + DAY) == 0
    an_application(it, it.entity, it.auditor_of_entity, kind=RENEWAL, granted=True, at=after + 30 * DAY)
    designation.refresh_from_db()
    assert (designation.state, numbers(designation, "validation")) == ("designated", [1, 2, 3])


def test_a_change_of_name_keeps_the_former_one(it: SimpleNamespace) -> None:
    with refused("DSG-23", status=403):
        designations.rename(organisation_id=it.entity.pk, name="New", by=it.auditor_of_entity, at=NOON)
    with refused("DSG-24", field="name"):
        designations.rename(organisation_id=it.entity.pk, name=it.entity.name, by=it.officer, at=NOON)
    designations.rename(organisation_id=it.entity.pk, name="Renamed Body", by=it.officer, at=NOON)
    assert [(one.name, one.until_on) for one in FormerName.objects.all()] == [("Newly Accredited Body", NOON.date())]


def test_history_stays_and_a_scope_has_one_open_spell(it: SimpleNamespace) -> None:
    designation = designated(it)
    stays = pytest.raises(IntegrityError, match="spell_stays")
    with past_the_rights(DesignationSpell), stays, transaction.atomic():
        designation.spells.filter(function="validation").delete()
    with broken("one_open_spell_a_scope"):
        DesignationSpell.objects.create(designation=designation, function="validation", scope_id=1, standing="in_force")
    for function in ("validation", "verification"):
        counting = designation.spells.filter(function=function, ended_on=None, standing="in_force")
        assert sorted(counting.values_list("scope", flat=True)) == numbers(designation, function)


def test_the_members_of_the_entitys_own_organisation_do_not_decide_and_each_deed_is_recorded(
    it: SimpleNamespace,
) -> None:
    application = an_application(it, it.entity, it.auditor_of_entity, with_committee=True)
    assert application.decision_item is not None
    assert list(application.decision_item.interested.all()) == [it.entity]
    both_sides_agree(it, application.decision_item)
    deeds = Event.objects.filter(what__startswith="committee.designation").values_list("what", flat=True)
    assert [deed.rsplit(".", 1)[1] for deed in deeds] == ["start", "write", "submit", "forward", "grant", "grant"]
