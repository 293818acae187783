"""PINs as the public and as their parties see them, and their screening by the application criteria."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from common import numbers
from common.days import day
from partners.people.models.people import Visitor
from projects.papers.selectors.readers import narrowed, readers
from projects.pins.models import ProjectIdeaNote
from projects.pins.questions import FORESTRY_SCOPE, TimingExemption
from projects.pins.states import PinState
from projects.projects.selectors.projects import PUBLIC_PIN_STATES


@dataclass(frozen=True)
class Screening:
    """One criterion of the source document, what the PIN answers, and what follows from it."""

    criterion: str
    question: str
    answer: str
    consequence: str
    asks_for_judgement: bool


def _rows() -> QuerySet[ProjectIdeaNote]:
    return ProjectIdeaNote.objects.select_related(
        "project__country",
        "project__rulebook",
        "sectoral_scope",
        "methodology",
        "support_programme",
        "decision_item__decision",
    ).prefetch_related("project__participants")


def public() -> QuerySet[ProjectIdeaNote]:
    """PINs that both governments have answered: number, title and answer are public, the figures are not."""
    return _rows().filter(state__in=PUBLIC_PIN_STATES)


def visible_to(user: Visitor) -> QuerySet[ProjectIdeaNote]:
    """What this person may open."""
    may = readers(
        user,
        project="project",
        public=Q(state__in=PUBLIC_PIN_STATES),
        drafts=Q(state=PinState.DRAFT),
        circulated=Q(state=PinState.WITH_COMMITTEE),
    )
    return narrowed(_rows(), may)


def reads_in_full(pin: ProjectIdeaNote, user: Visitor) -> bool:
    """True for those who may read more than number, title and answer."""
    if not user.is_authenticated:
        return False
    in_full = readers(
        user,
        project="project",
        public=Q(pk__in=[]),
        drafts=Q(state=PinState.DRAFT),
        circulated=~Q(state__in=[PinState.DRAFT, PinState.SUBMITTED, PinState.RETURNED, PinState.WITHDRAWN]),
    )
    return ProjectIdeaNote.objects.filter(in_full, pk=pin.pk).exists()


def by_slug(rows: QuerySet[ProjectIdeaNote], slug: str) -> ProjectIdeaNote | None:
    """A PIN by its reference or by `n-12`."""
    key = numbers.key_in(slug, "n-")
    if key is not None:
        return rows.filter(pk=key).first()
    return rows.filter(reference__iexact=slug).first()


def screening(pin: ProjectIdeaNote, today: date) -> list[Screening]:
    """The application criteria with the PIN's answers; people judge, no figure decides (source document)."""
    forestry = [_forestry(pin)] if pin.sectoral_scope_id == FORESTRY_SCOPE or pin.forestry_guideline else []
    return [
        _viability(pin),
        _excellence(pin),
        _spillover(pin),
        timing(pin, today),
        *forestry,
        _japan(pin),
        _method(pin),
    ]


def _pair(words: str, without: Decimal | None, with_credits: Decimal | None) -> str:
    if without is None or with_credits is None:
        return ""
    return words % {"without": f"{without.normalize():f}", "with": f"{with_credits.normalize():f}"}


def _viability(pin: ProjectIdeaNote) -> Screening:
    figures = [
        _pair(_("IRR %(without)s %% without, %(with)s %% with credits"), pin.irr_without_percent, pin.irr_with_percent),
        _pair(
            _("payback %(without)s years without, %(with)s with credits"),
            pin.payback_without_years,
            pin.payback_with_years,
        ),
    ]
    revenue = {True: _("Other revenue is expected"), False: _("No revenue other than credits"), None: ""}
    return Screening(
        "1.1",
        _("Are credits needed to make the project viable?"),
        "; ".join(part for part in (revenue[pin.other_revenue], *figures) if part),
        _("No figure decides by itself: the ministries judge the explanation."),
        asks_for_judgement=True,
    )


def _excellence(pin: ProjectIdeaNote) -> Screening:
    ticked = [
        str(pin._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields of its own
        for name in ("excels_in_technology", "excels_in_scale", "excels_in_speed")
        if getattr(pin, name)
    ]
    return Screening(
        "1.2",
        _("Is the project particularly excellent, and does it serve the partner country’s NDC?"),
        ", ".join(ticked),
        _("The ministries judge the evidence."),
        asks_for_judgement=True,
    )


def _spillover(pin: ProjectIdeaNote) -> Screening:
    without = _("No local company: %(reason)s") % {"reason": pin.no_local_company_reason}
    return Screening(
        "1.3",
        _("Does it spread in the partner country?"),
        pin.local_companies or without,
        _("The ministries judge participation, capacity building and technology acquisition."),
        asks_for_judgement=True,
    )


def timing(pin: ProjectIdeaNote, today: date) -> Screening:
    """Criterion 2 and 3: the day of submission to the partner government against the earlier start."""
    sent = pin.sent_to_partner_government_on or today
    question = _("Does the partner government get the PIN before procurement and construction start?")
    if pin.timing_exemption == TimingExemption.NO_EQUIPMENT:
        return Screening(
            "3",
            question,
            pin.get_timing_exemption_display(),
            _("Exempt if the sector fits; JCMA confirms."),
            asks_for_judgement=True,
        )
    if pin.earliest_start_on is None:
        return Screening("2", question, "", _("The dates are missing."), asks_for_judgement=False)
    values = {"sent": day(sent), "start": day(pin.earliest_start_on)}
    answer = _("To the partner government: %(sent)s. Earliest start: %(start)s.") % values
    if sent < pin.earliest_start_on:
        return Screening("2", question, answer, _("In time."), asks_for_judgement=False)
    claimed = pin.get_timing_exemption_display() or _("no exemption is claimed")
    return Screening(
        "2",
        question,
        f"{answer} {claimed}",
        _("After the start: the exemption is judged by people."),
        asks_for_judgement=True,
    )


def _forestry(pin: ProjectIdeaNote) -> Screening:
    """Criterion 3: forestry may have started before the guideline between both governments was approved."""
    question = _("Did the activity start before the forestry guideline was approved?")
    starts_on, approved_on = pin.earliest_start_on or pin.operation_starts_on, pin.forestry_guideline_on
    if approved_on is None or starts_on is None:
        return Screening(
            "3",
            question,
            pin.forestry_guideline,
            asks_for_judgement=True,
            consequence=_(
                "Guideline, day of its approval and start of the activity tell by which requirements it is "
                "judged; one that started before is eligible only under the guideline."
            ),
        )
    values = {"guideline": pin.forestry_guideline, "approved": day(approved_on), "start": day(starts_on)}
    answer = _("%(guideline)s, approved on %(approved)s. Start of the activity: %(start)s.") % values
    if starts_on < approved_on:
        return Screening(
            "3",
            question,
            answer,
            asks_for_judgement=True,
            consequence=_(
                "It started before: eligible only if it meets the requirements of the guideline. JCMA confirms."
            ),
        )
    return Screening(
        "3", question, answer, _("It started after the approval: the guideline holds for it."), asks_for_judgement=False
    )


def _japan(pin: ProjectIdeaNote) -> Screening:
    answer = ""
    if pin.japan_contribution is not None:
        share = "" if pin.japan_share_percent is None else f" ({pin.japan_share_percent} %)"
        answer = f"{pin.japan_currency} {pin.japan_contribution:,.2f}{share}"
    return Screening(
        "4",
        _("Is Japan’s role clear and its contribution quantified?"),
        answer,
        _("The amount and its share of the total cost go to both governments."),
        asks_for_judgement=True,
    )


def _method(pin: ProjectIdeaNote) -> Screening:
    return Screening(
        _("Premise"),
        _("Which methodology or guideline is followed?"),
        str(pin.methodology or pin.method_idea),
        _("A premise of the criteria; JCMA confirms that it exists for the country."),
        asks_for_judgement=True,
    )
