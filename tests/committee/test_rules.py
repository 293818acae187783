"""Rules come into force by the committee's decision and never before; special measures hold for their days."""

import zipfile
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from committee.decisions.models import Course, Decision
from committee.decisions.services import courses, decisions, withdrawals
from committee.rules.models.documents import RuleCategory, RulePackage, RuleVersion, SpecialMeasure
from committee.rules.selectors import rules as selectors
from committee.rules.services import rules
from common import clock
from common.drafts import Seen, mark_of_fields
from common.models import Event
from common.refusals import Refused
from partners.rulebooks.models.rulebooks import Rulebook
from partners.rulebooks.selectors import rulebooks
from tests.conftest import NOON
from tests.factories.committee import a_file, a_measure, a_package, a_rule_draft, not_adopted
from tests.factories.projects import the_committee_agrees

DAY = timedelta(days=1)
TODAY = NOON.date()


def decide(it: SimpleNamespace, package: RulePackage, **values: Any) -> Decision:
    """Propose, circulate, and let everybody agree."""
    decision = rules.propose(package_id=package.pk, by=it.officer, at=NOON, **values)
    decisions.circulate(decision_id=decision.pk, by=it.officer, at=NOON)
    the_committee_agrees(it, decision.items.get(), NOON)
    return Decision.objects.get(pk=decision.pk)


def test_a_new_version_is_valid_from_the_decision_and_its_predecessor_ends(it: SimpleNamespace) -> None:
    decide(it, a_package(it))
    second = a_package(it, version="02.0")
    assert RuleVersion.objects.get(version="02.0").valid is None
    with clock.at(NOON + DAY):
        decision = rules.propose(package_id=second.pk, by=it.officer, at=NOON + DAY)
        decisions.circulate(decision_id=decision.pk, by=it.officer, at=NOON + DAY)
        assert RuleVersion.objects.get(version="02.0").valid is None
        the_committee_agrees(it, decision.items.get(), NOON + DAY)
    spans = {one.version: one.valid for one in RuleVersion.objects.all()}
    assert spans == {"01.0": DateRange(TODAY, TODAY + DAY), "02.0": DateRange(TODAY + DAY, None)}


def test_a_named_day_later_than_the_decision_counts(it: SimpleNamespace) -> None:
    decide(it, a_package(it), effective_on=TODAY + 30 * DAY)
    assert RuleVersion.objects.get().valid == DateRange(TODAY + 30 * DAY, None)
    assert [one.rows[0].current for one in selectors.by_category(it.country, TODAY)] == [None]
    with pytest.raises(Refused, match="RLS-11"):
        rules.propose(package_id=a_package(it, version="02.0").pk, effective_on=TODAY - DAY, by=it.officer, at=NOON)


def test_a_version_cannot_be_valid_without_the_decision_whichever_way_it_is_written(it: SimpleNamespace) -> None:
    a_package(it)
    with pytest.raises(IntegrityError, match="rule_valid_by_decision"), transaction.atomic():
        RuleVersion.objects.update(valid=DateRange(TODAY, None))
    assert RuleVersion.objects.get().valid is None


def test_a_rulebook_comes_into_force_by_the_decision_and_the_old_one_ends(it: SimpleNamespace) -> None:
    it.rulebook.time_limits = {"pdd.inputs": {"days": 30, "kind": "working"}}
    it.rulebook.save()
    package = a_package(it)
    rules.set_rulebook(
        package_id=package.pk,
        version="04.0",
        rules={"sdip.required": True},
        time_limits={"pdd.inputs": 45},
        by=it.officer,
        at=NOON,
    )
    unseen = Seen(rules.RULEBOOK, mark_of_fields(package, rules.RULEBOOK))  # as it stood before
    with pytest.raises(Refused, match="DRF-05"):
        rules.set_rulebook(
            package_id=package.pk, version="04.1", rules={}, time_limits={}, seen=unseen, by=it.officer, at=NOON
        )
    assert Rulebook.objects.filter(country=it.country).count() == 1
    decide(it, package, effective_on=TODAY + 10 * DAY)
    assert rulebooks.in_force(it.country.pk, TODAY + 9 * DAY) == it.rulebook
    new = rulebooks.in_force(it.country.pk, TODAY + 10 * DAY)
    limit = new.limit("pdd.inputs")
    assert (new.version, new.rule("sdip.required"), limit.days, limit.kind) == ("04.0", True, 45, "working")
    again = a_package(it, version="03.0")
    with pytest.raises(Refused, match="RLS-09"):
        rules.set_rulebook(package_id=again.pk, version="04.0", rules={}, time_limits={}, by=it.officer, at=NOON)
    for wrong in ({"no.such": 1}, {"change.design": "nobody"}, {"crediting_period.years": "ten"}):
        with pytest.raises(Refused, match="RLS-08"):
            rules.set_rulebook(package_id=again.pk, version="05.0", rules=wrong, time_limits={}, by=it.officer, at=NOON)
    rules.set_rulebook(package_id=again.pk, version="05.0", rules={}, time_limits={}, by=it.officer, at=NOON)
    with pytest.raises(Refused, match="RLS-12"):
        rules.propose(package_id=again.pk, by=it.officer, at=NOON)


def test_rules_that_are_not_adopted_never_hold(it: SimpleNamespace) -> None:
    package = a_package(it)
    decision = rules.propose(package_id=package.pk, by=it.officer, at=NOON)
    decisions.circulate(decision_id=decision.pk, by=it.officer, at=NOON)
    not_adopted(it, decision.pk, "Not mature.", at=NOON)
    package.refresh_from_db()
    assert (package.state, RuleVersion.objects.get().valid) == ("not_adopted", None)


def test_a_withdrawn_proposal_goes_back_to_the_draft(it: SimpleNamespace) -> None:
    package = a_package(it)
    decision = rules.propose(package_id=package.pk, by=it.officer, at=NOON)
    with pytest.raises(Refused, match="RLS-02"):
        rules.add_version(package_id=package.pk, draft=a_rule_draft("GL_VV"), upload=a_file(), by=it.officer, at=NOON)
    withdrawals.withdraw(decision_id=decision.pk, note="A table is missing.", by=it.officer, at=NOON)
    package.refresh_from_db()
    assert (package.state, package.decision_item) == ("draft", None)
    decisions.circulate(
        decision_id=rules.propose(package_id=package.pk, by=it.officer, at=NOON).pk, by=it.officer, at=NOON
    )
    decision = Decision.objects.get(state="circulated")
    for chair in (it.japan_chair, it.partner_chair):
        courses.direct(decision_id=decision.pk, course=Course.WITHDRAW, note="Again.", by=chair, at=NOON)
    package.refresh_from_db()
    assert package.state == "draft"


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"stem": "JCM_TH GL"}, "RLS-04"),
        ({"stem": "JCM_ID_GL_PM"}, "RLS-04"),
        ({"stem": "GL_PM"}, "RLS-04"),
        ({"version": "2"}, "RLS-05"),
        ({"version": "01.0"}, "RLS-06"),
    ],
)
def test_a_wrong_code_or_version_is_refused_by_number(
    it: SimpleNamespace, changes: dict[str, str], number: str
) -> None:
    decide(it, a_package(it))
    package = rules.start(country=it.country, track="JCM", title="Revision", by=it.officer, at=NOON)
    events = Event.objects.count()
    values = {"stem": "JCM_TH_GL_PDD", "version": "02.0"} | changes
    draft = rules.Draft(title="A", title_ja="", category=RuleCategory.PROJECT_CYCLE, **values)
    with pytest.raises(Refused, match=number):
        rules.add_version(package_id=package.pk, draft=draft, upload=a_file(), by=it.officer, at=NOON)
    assert (RuleVersion.objects.count(), Event.objects.count()) == (1, events)


def test_only_the_secretariat_drafts_and_something_must_be_in_it(it: SimpleNamespace) -> None:
    for who in ("japan_chair", "participant", "auditor"):
        with pytest.raises(Refused, match="RLS-01"):
            rules.start(country=it.country, track="JCM", title="Rules", by=getattr(it, who), at=NOON)
    with pytest.raises(Refused, match="RLS-03"):
        rules.start(country=it.country, track="JCM", title=" ", by=it.officer, at=NOON)
    package = a_package(it)
    with pytest.raises(Refused, match="RLS-07"):
        rules.add_version(
            package_id=package.pk, draft=a_rule_draft(version="02.0"), upload=a_file(), by=it.officer, at=NOON
        )
    rules.remove_version(version_id=package.versions.get().pk, by=it.officer, at=NOON)
    with pytest.raises(Refused, match="RLS-10"):
        rules.propose(package_id=package.pk, by=it.officer, at=NOON)
    assert Decision.objects.count() == 0


def test_the_public_reads_and_downloads_what_is_in_force(it: SimpleNamespace, client: Client) -> None:
    page = "/countries/th/rules/"
    package = a_package(it)
    assert "JCM_TH_GL_PDD" not in client.get(page).content.decode()
    assert client.get(f"{page}files/JCM_TH_GL_PDD_ver01.0/").status_code == 404
    decide(it, package)
    assert "JCM_TH_GL_PDD_ver01.0" in client.get(page).content.decode()
    assert client.get(f"{page}files/JCM_TH_GL_PDD_ver01.0/").getvalue() == b"%PDF-1.7 rules"
    archive = zipfile.ZipFile(BytesIO(client.get(f"{page}rules.zip").content))
    assert archive.namelist() == ["JCM_TH_GL_PDD_ver01.0.pdf"]
    assert zipfile.ZipFile(BytesIO(client.get(f"{page}forms.zip").content)).namelist() == []


def test_a_measure_changes_a_rule_for_its_days_only_once_it_is_decided(it: SimpleNamespace) -> None:
    measure = a_measure(it)
    assert selectors.value_on(it.rulebook, "assessment.on_site", TODAY) is True
    assert measure.decision_item is not None
    decisions.circulate(decision_id=measure.decision_item.decision_id, by=it.officer, at=NOON)
    the_committee_agrees(it, measure.decision_item, NOON)
    days = (TODAY - DAY, TODAY, TODAY + 30 * DAY, TODAY + 31 * DAY)
    assert [selectors.value_on(it.rulebook, "assessment.on_site", day) for day in days] == [True, False, False, True]
    with pytest.raises(Refused, match="MSR-06"):
        a_measure(it)
    measure.refresh_from_db()
    with pytest.raises(Refused, match="MSR-05"):
        a_measure(it, extends=measure, first=TODAY + 40 * DAY, last=TODAY + 50 * DAY)
    extension = a_measure(it, extends=measure, first=TODAY + 31 * DAY, last=TODAY + 60 * DAY)
    assert extension.state == "with_committee"
    with pytest.raises(IntegrityError, match="one_measure_a_rule_at_a_time"), transaction.atomic():
        SpecialMeasure.objects.filter(pk=extension.pk).update(span=measure.span, state="adopted")


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"rule_key": "no.such"}, "MSR-02"),
        (
            {"rule_key": "pin.required"},
            "MSR-02",
        ),  # pinned when a project starts: a measure of some days would do nothing
        ({"value": "perhaps"}, "MSR-02"),
        ({"last": TODAY - DAY}, "MSR-03"),
        ({"reason": " "}, "MSR-04"),
        ({"by": "participant"}, "MSR-01"),
    ],
)
def test_a_wrong_measure_is_refused_by_number(it: SimpleNamespace, changes: dict[str, Any], number: str) -> None:
    if "by" in changes:
        changes = {"by": getattr(it, changes["by"])}
    with pytest.raises(Refused, match=number):
        a_measure(it, **changes)
    assert (SpecialMeasure.objects.count(), Decision.objects.count()) == (0, 0)


def test_a_measure_that_is_not_adopted_changes_nothing(it: SimpleNamespace) -> None:
    measure = a_measure(it)
    assert measure.decision_item is not None
    decisions.circulate(decision_id=measure.decision_item.decision_id, by=it.officer, at=NOON)
    not_adopted(it, measure.decision_item.decision_id, "Too long.", at=NOON)
    measure.refresh_from_db()
    assert measure.state == "not_adopted"
    assert selectors.value_on(it.rulebook, "assessment.on_site", TODAY) is True
