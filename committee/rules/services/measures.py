"""Special measures: a rule has another value for a period, decided by the committee, extended by a further one."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from committee.decisions.services import decisions
from committee.rules.models.documents import SpecialMeasure
from common import events
from common.machines import judge
from common.models import Origin
from common.refusals import Refused
from common.text import plain
from partners.countries.models import PartnerCountry
from partners.people.models.people import User
from partners.permissions import secretariat
from partners.rulebooks.models.rules import RULES, RuleValue


@transaction.atomic
def propose(
    *,
    country: PartnerCountry,
    title: str,
    reason: str,
    rule_key: str,
    value: RuleValue,
    first: date,
    last: date,
    track: str = "JCM",
    extends: SpecialMeasure | None = None,
    is_example: bool = False,
    by: User,
    at: datetime,
) -> SpecialMeasure:
    """Put a measure before the committee: a decision in preparation.

    Raises: Refused MSR-01 (403); MSR-02 a rule that no measure changes, or a value of another kind; MSR-03 days out
    of order; MSR-04 no title or reason; MSR-05 an extension that does not follow what it extends; MSR-06 (409) another
    adopted measure holds on one of these days.
    """
    measure = SpecialMeasure(
        country=country,
        track=track,
        title=plain(title),
        reason=plain(reason),
        rule_key=rule_key,
        value=value,
        span=DateRange(first, last + timedelta(days=1)) if first <= last else None,
        extends=extends,
        origin=Origin.EXAMPLE if is_example else Origin.PLATFORM,
    )
    _judge(measure, by)
    measure.save()
    proposal = decisions.Proposal(
        kind="special_measure",
        title=measure.title,
        reference=measure.reference,
        paper=measure.paper,
        text=f"{plain(reason)}\n{rule_key} = {value}, {first} – {last}",
    )
    decision = decisions.prepare(country=country, proposals=[proposal], is_example=is_example, by=by, at=at)
    measure.decision_item = decision.items.get()
    measure.save()
    events.record("committee.specialmeasure.start", subject=measure, by=by, at=at, after={"rule": rule_key})
    judge(measure.propose, by=by).commit(at=at)
    return measure


def _judge(measure: SpecialMeasure, by: User) -> None:
    if not secretariat(measure, by):
        raise Refused("MSR-01", _("Only the secretariat drafts special measures."), status=403)
    declared = RULES.get(measure.rule_key)
    if declared is None or not declared.by_measure or not declared.takes(measure.value):
        raise Refused("MSR-02", _("Choose a rule that is judged on its day, and a value of its kind."), field="value")
    if measure.span is None:
        raise Refused("MSR-03", _("The last day comes before the first."), field="last")
    if not measure.title or not measure.reason:
        raise Refused("MSR-04", _("Give the measure a title and its reasons."), field="reason")
    former = measure.extends
    if former is not None and (
        former.rule_key != measure.rule_key
        or former.country_id != measure.country_id
        or measure.span.lower != former.span.upper
    ):
        raise Refused("MSR-05", _("An extension is of the same rule and begins on the day after."), field="first")
    free(measure)


def free(measure: SpecialMeasure) -> None:
    """Raises: Refused MSR-06 (409) where another measure on its rule holds on one of its days."""
    others = SpecialMeasure.objects.filter(
        country_id=measure.country_id, track=measure.track, rule_key=measure.rule_key, state="adopted"
    )
    if others.filter(span__overlap=measure.span).exclude(pk=measure.pk).exists():
        raise Refused(
            "MSR-06", _("Another measure on this rule holds on one of these days."), field="first", status=409
        )
