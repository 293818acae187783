"""Reminders come before and after the last day, long overdue steps go on to others, and the clock can be stopped."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction

from common import outbox
from common.models import Event
from common.refusals import Refused
from partners.countries.calendars import DayKind, days_left, next_reminder
from partners.people.models.people import Appointment
from tests.conftest import NOON
from tests.database import past_the_rights
from tests.factories.pages import a_circulated_decision, a_waiting_step
from tests.factories.partners import a_country_in_operation, person
from workflow.notices.models import Notice
from workflow.notices.services.notices import ESCALATION, REMINDER
from workflow.steps.models import TermChange, WaitingStep
from workflow.steps.selectors import escalations, terms
from workflow.steps.services import deadlines
from workflow.steps.services import terms as services

DAY = timedelta(days=1)
DUE = date(2026, 6, 8)  # seven calendar days after 1 June


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """A country in operation with a PIN that waits for JCMA until 8 June."""
    it = a_country_in_operation()
    it.step = a_waiting_step(it)
    assert it.step.due_on == DUE
    return it


def now(it: SimpleNamespace) -> WaitingStep:
    return WaitingStep.objects.get(pk=it.step.pk)


def reminded(it: SimpleNamespace, at: datetime) -> bool:
    before = Notice.objects.filter(what=REMINDER, user=it.officer).count()
    deadlines.remind(by=it.system, at=at)
    return Notice.objects.filter(what=REMINDER, user=it.officer).count() > before


def refused(number: str, deed: object, **values: object) -> None:
    with pytest.raises(Refused) as caught:
        deed(**values)  # type: ignore[operator]  # a service
    assert caught.value.number == number


@pytest.mark.parametrize(
    ("after", "next_one"),
    [
        (date(2026, 6, 1), date(2026, 6, 5)),
        (date(2026, 6, 5), date(2026, 6, 9)),
        (date(2026, 6, 8), date(2026, 6, 9)),
        (date(2026, 6, 9), date(2026, 6, 16)),
        (date(2026, 6, 20), date(2026, 6, 23)),
    ],
)
def test_reminders_come_three_days_before_on_the_day_after_and_then_weekly(after: date, next_one: date) -> None:
    assert next_reminder(DUE, before=3, after=after) == next_one


def test_no_reminder_before_where_the_rule_says_none() -> None:
    assert next_reminder(DUE, before=0, after=date(2026, 6, 1)) == date(2026, 6, 9)


def test_who_holds_a_step_is_reminded_on_those_days_alone(it: SimpleNamespace) -> None:
    days = [day for day in range(30) if reminded(it, NOON + day * DAY)]
    assert days == [4, 8, 15, 22, 29]


def test_a_missed_run_is_made_up_for_once(it: SimpleNamespace) -> None:
    assert reminded(it, NOON + 12 * DAY)
    assert not reminded(it, NOON + 12 * DAY)
    assert now(it).remind_on == date(2026, 6, 16)


def test_the_rulebook_says_how_long_before(it: SimpleNamespace) -> None:
    it.rulebook.time_limits = {"pin.completeness": {"remind_before": 5, "escalate_after": 2}}
    it.rulebook.save()
    step = a_waiting_step(it)
    assert (step.remind_on, step.escalate_on) == (date(2026, 6, 3), date(2026, 6, 10))


def test_a_step_that_is_done_reminds_nobody(it: SimpleNamespace) -> None:
    WaitingStep.objects.update(done_at=NOON)
    assert not reminded(it, NOON + 8 * DAY)


def test_the_reminder_names_the_day_in_the_mail(it: SimpleNamespace) -> None:
    reminded(it, NOON + 4 * DAY)
    outbox.deliver(at=NOON + 4 * DAY)
    assert any("Please act by 9 June 2026, 09:00 JST" in message.subject for message in mail.outbox)
    assert all("/profile/" in message.extra_headers["List-Unsubscribe"] for message in mail.outbox)


def test_a_long_overdue_step_goes_on_to_the_lead_of_the_office_once(it: SimpleNamespace) -> None:
    lead = person("secretariat", it.jcma)
    Appointment.objects.filter(user=lead).update(is_lead=True)
    assert deadlines.escalate(by=it.system, at=NOON + 13 * DAY) == 0
    assert deadlines.escalate(by=it.system, at=NOON + 14 * DAY) == 1
    assert deadlines.escalate(by=it.system, at=NOON + 15 * DAY) == 0
    told = Notice.objects.filter(what=ESCALATION)
    assert [notice.user for notice in told] == [lead]
    event = Event.objects.get(what=ESCALATION)
    assert event.after == {"to": "lead", "due_on": "2026-06-08"}


def test_the_rulebook_says_to_whom_it_goes(it: SimpleNamespace) -> None:
    for to, expected in (
        ("co_chairs", {it.japan_chair, it.partner_chair}),
        ("nobody", set()),
        ("secretariat", {it.officer}),
    ):
        it.step.rulebook.rules["escalation.secretariat"] = to
        assert escalations.addressee(it.step) == to
        assert set(escalations.people_of(it.step, to)) == expected


def test_a_government_is_followed_by_the_other_sides(it: SimpleNamespace) -> None:
    it.step.role = "government"
    it.step.save()
    it.step.organisations.set([it.government_partner])
    assert escalations.addressee(it.step) == "counterpart"
    assert set(escalations.people_of(it.step, "counterpart")) == {it.government_japan_officer}


def test_jcma_gives_more_time_with_a_reason_that_stays(it: SimpleNamespace) -> None:
    until = date(2026, 6, 20)
    step = services.extend(step_id=it.step.pk, until=until, reason="Holidays there.", by=it.officer, at=NOON)
    assert (step.due_on, step.remind_on, step.escalate_on) == (until, date(2026, 6, 17), date(2026, 6, 27))
    change = TermChange.objects.get()
    assert (change.kind, change.due_before, change.due_after, change.by) == ("extended", DUE, until, it.officer)
    assert Event.objects.filter(what="workflow.waitingstep.extended").count() == 1


def test_time_is_not_given_by_others_backwards_or_without_a_reason(it: SimpleNamespace) -> None:
    wish = {"step_id": it.step.pk, "until": date(2026, 6, 20), "reason": "Holidays.", "by": it.officer, "at": NOON}
    refused("TRM-01", services.extend, **wish | {"by": it.participant})
    refused("TRM-04", services.extend, **wish | {"reason": " "})
    refused("TRM-05", services.extend, **wish | {"until": DUE})
    assert now(it).due_on == DUE
    assert not TermChange.objects.exists()


def test_a_window_of_the_committee_is_not_extended_step_by_step(it: SimpleNamespace) -> None:
    step = WaitingStep.objects.get(paper=a_circulated_decision(it).paper, done_at=None)
    refused("TRM-03", services.extend, step_id=step.pk, until=date(2027, 1, 1), reason="x", by=it.officer, at=NOON)


def test_the_days_that_were_left_count_again_when_the_clock_starts_again(it: SimpleNamespace) -> None:
    services.pause(step_id=it.step.pk, reason="A law changes.", by=it.officer, at=NOON + 2 * DAY)
    assert not reminded(it, NOON + 30 * DAY)
    refused("TRM-06", services.pause, step_id=it.step.pk, reason="Again.", by=it.officer, at=NOON + 3 * DAY)
    step = services.resume(step_id=it.step.pk, reason="It is settled.", by=it.officer, at=NOON + 30 * DAY)
    assert step.due_on == date(2026, 7, 6)  # five days were left on 3 June; 1 July and five more
    assert (step.paused_on, step.days_paused) == (None, 28)
    assert [change.days_left for change in step.term_changes.all()] == [None, 5]
    refused("TRM-07", services.resume, step_id=it.step.pk, reason="Again.", by=it.officer, at=NOON + 31 * DAY)


def test_what_was_recorded_never_changes(it: SimpleNamespace) -> None:
    services.pause(step_id=it.step.pk, reason="A law changes.", by=it.officer, at=NOON)
    stays = pytest.raises(DatabaseError, match="term_change_stays")
    with past_the_rights(TermChange), stays, transaction.atomic():
        TermChange.objects.update(reason="Another.")
    with pytest.raises(IntegrityError, match="paused_step_reminds_nobody"), transaction.atomic():
        WaitingStep.objects.filter(pk=it.step.pk).update(remind_on=DUE)


def test_working_days_that_are_left_skip_holidays_of_both_sides() -> None:
    assert days_left(date(2026, 4, 10), date(2026, 4, 17), DayKind.WORKING, ("TH", "JP")) == 2  # Songkran
    assert days_left(date(2026, 4, 10), date(2026, 4, 17), DayKind.CALENDAR) == 7


def test_only_who_is_concerned_sees_the_time_of_a_step(it: SimpleNamespace) -> None:
    for user in (it.officer, it.participant, it.auditor):
        assert terms.visible_to(user).filter(pk=it.step.pk).exists()
    for user in (it.outsider, it.auditor_of_tpe, it.japan_chair):
        assert not terms.visible_to(user).filter(pk=it.step.pk).exists()


def test_one_query_finds_what_is_to_be_reminded(it: SimpleNamespace) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select indexname from pg_indexes where tablename = 'workflow_waitingstep'")
        names = {name for (name,) in cursor.fetchall()}
    assert {"steps_to_remind", "steps_to_escalate"} <= names
