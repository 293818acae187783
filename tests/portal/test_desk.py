"""The Joint Committee's desk, the inbox and one's profile, through the pages."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from committee.decisions.models import Answer, Decision
from common import clock
from common.models import Event
from tests.conftest import NOON
from tests.factories.committee import not_adopted
from tests.factories.pages import a_prepared_decision, second_officer
from tests.finals import confirmed
from tests.portal.conftest import answer
from workflow.notices.models import Notice
from workflow.steps.services import deadlines


def as_(client: Client, user: Any) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def state(decision: Decision) -> str:
    return str(Decision.objects.get(pk=decision.pk).state)


def test_a_member_answers_for_their_side(it: SimpleNamespace, client: Client) -> None:
    page = f"/decisions/{it.open_decision.number}/"
    sent = as_(client, it.japan_chair).post(f"{page}answer/", {"answer": "agree"}, follow=True)
    assert sent.redirect_chain[-1][0] == page
    assert "Your answer is recorded." in sent.content.decode()
    assert Answer.objects.get().member.user == it.japan_chair


def test_an_objection_without_reasons_is_refused_and_loses_nothing(it: SimpleNamespace, client: Client) -> None:
    page = f"/decisions/{it.open_decision.number}/answer/"
    sent = as_(client, it.japan_chair).post(page, {"answer": "object", "reason": " "})
    assert sent.status_code == 422
    assert "DEC-06" in sent.content.decode()
    assert sent.context["form"]["answer"].value() == "object"
    assert Answer.objects.count() == 0


def test_the_last_answer_adopts_it(it: SimpleNamespace, client: Client) -> None:
    for who in (it.japan_chair, it.partner_chair, it.japan_member):
        answer(it, who, "agree")
    as_(client, it.partner_member).post(f"/decisions/{it.open_decision.number}/answer/", {"answer": "no_objection"})
    assert state(it.open_decision) == "adopted"


def test_the_file_shows_members_who_has_not_answered(it: SimpleNamespace, client: Client) -> None:
    answer(it, it.japan_chair, "agree")
    page = as_(client, it.partner_chair).get(f"/decisions/{it.open_decision.number}/").content.decode()
    assert it.japan_member.name in page
    assert page.count("No answer yet") == 3
    assert "11 June 2026" in page


@pytest.mark.parametrize("who", ["participant", "outsider", "auditor_of_tpe", "government_japan_officer"])
def test_a_circulated_decision_is_closed_to_others(who: str, it: SimpleNamespace, client: Client) -> None:
    page = f"/decisions/{it.open_decision.number}/"
    assert as_(client, getattr(it, who)).get(page).status_code == 404
    assert client.post(f"{page}answer/", {"answer": "agree"}).status_code == 403
    assert Answer.objects.count() == 0


def test_the_secretariat_circulates_and_the_window_starts(it: SimpleNamespace, client: Client) -> None:
    prepared = a_prepared_decision(it)
    as_(client, it.officer).post(f"/decisions/{prepared.number}/circulate/")
    prepared = Decision.objects.get(pk=prepared.pk)
    assert prepared.state == "circulated"
    assert prepared.closes_on == NOON.date() + timedelta(days=10)


def test_the_secretariat_sees_what_it_prepared_and_members_do_not(it: SimpleNamespace, client: Client) -> None:
    prepared = a_prepared_decision(it)
    assert as_(client, it.officer).get(prepared.get_absolute_url()).status_code == 200
    assert as_(client, it.japan_chair).get(prepared.get_absolute_url()).status_code == 404


def test_circulating_twice_says_that_it_was_done(it: SimpleNamespace, client: Client) -> None:
    page = f"/decisions/{it.open_decision.number}/circulate/"
    sent = as_(client, it.officer).post(page)
    assert sent.status_code == 409
    assert "MOV-01" in sent.content.decode()


def test_a_rejection_needs_both_co_chairs_and_their_reasons(it: SimpleNamespace, client: Client) -> None:
    page = f"/decisions/{it.open_decision.number}/course/"
    words = {"course": "not_adopt", "note": "Both sides rework it."}
    assert as_(client, it.japan_chair).post(page, words | {"note": ""}).status_code == 422
    assert client.post(page, words).status_code == 302
    assert state(it.open_decision) == "circulated"
    assert as_(client, it.partner_chair).post(page, words).status_code == 302
    assert state(it.open_decision) == "not_adopted"


def test_the_inbox_shows_what_waits_and_how_long_it_is_overdue(it: SimpleNamespace, client: Client) -> None:
    as_(client, it.japan_chair)
    assert "Due in 10 days" in client.get("/inbox/").content.decode()
    with clock.at(NOON + timedelta(days=12)):
        assert "2 days overdue" in client.get("/inbox/").content.decode()


def test_a_step_that_is_done_leaves_the_inbox(it: SimpleNamespace, client: Client) -> None:
    not_adopted(it, it.open_decision.pk, "Reworked.")
    waiting = as_(client, it.japan_chair).get("/inbox/").context["page"]
    assert waiting.paginator.count == 0


def test_marking_read_touches_only_ones_own_notices(it: SimpleNamespace, client: Client) -> None:
    deadlines.remind(by=it.system, at=NOON + timedelta(days=9))
    own, others = Notice.objects.filter(user=it.japan_chair), Notice.objects.filter(user=it.partner_chair)
    named = [notice.pk for notice in (*own, *others)]
    as_(client, it.japan_chair).post("/inbox/read/", {"notice": named})
    assert own.filter(read_at=None).count() == 0
    assert others.filter(read_at=None).count() == others.count() > 0


def test_a_person_chooses_language_and_mail(it: SimpleNamespace, client: Client) -> None:
    as_(client, it.participant).post("/profile/", {"language": "ja", "mail": "none"})
    it.participant.refresh_from_db()
    assert (it.participant.language, it.participant.wants_mail) == ("ja", False)
    assert Event.objects.filter(what="partners.user.set_preferences", by=it.participant).count() == 1


def test_an_officer_invites_through_the_page(it: SimpleNamespace, client: Client) -> None:
    form = {
        "email": "new@example.org",
        "name": "Nara New",
        "organisation": it.japanese_company.pk,
        "role": "participant",
        "language": "en",
    }
    sent = confirmed(as_(client, it.officer), "/people/invite/", form)
    assert sent.status_code == 302
    done = confirmed(as_(client, second_officer(it)), f"{sent['Location']}confirm/")
    assert done["Location"] == sent["Location"]
    assert "Nara New" in client.get(sent["Location"]).content.decode()


def test_a_role_that_does_not_fit_is_refused_at_its_field(it: SimpleNamespace, client: Client) -> None:
    form = {
        "email": "new@example.org",
        "name": "Nara New",
        "organisation": it.japanese_company.pk,
        "role": "registry",
        "language": "en",
    }
    sent = as_(client, it.officer).post("/people/invite/", form)
    assert sent.status_code == 422
    assert sent.context["form"].errors["role"]
    assert "Nara New" in sent.content.decode()


def test_a_suspension_takes_effect_on_the_next_page(it: SimpleNamespace, client: Client) -> None:
    chair = Client()
    as_(chair, it.japan_chair)
    reason = {"reason": "Left the ministry."}
    sent = confirmed(as_(client, it.officer), f"/people/{it.japan_chair.pk}/suspend/", reason)
    page = f"/decisions/{it.open_decision.number}/answer/"
    assert chair.get("/inbox/").status_code == 200
    confirmed(as_(client, second_officer(it)), f"{sent['Location']}confirm/")
    assert chair.post(page, {"answer": "agree"})["Location"].startswith("/accounts/login/")


def test_an_ended_appointment_ends_the_right(it: SimpleNamespace, client: Client) -> None:
    appointment = it.participant.appointments.get()
    sent = confirmed(as_(client, it.officer), f"/appointments/{appointment.pk}/end/")
    confirmed(as_(client, second_officer(it)), f"{sent['Location']}confirm/")
    appointment.refresh_from_db()
    assert appointment.ended_on == NOON.date()
