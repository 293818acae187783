"""Filters and tags of the house look; docs/look.md lists them with examples."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.http import QueryDict
from django.template.context import RequestContext
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import clock, days, numbers, zones
from common.machines import moves_offered
from common.models import PaperRow, StoredFile
from common.people import Person

register = template.Library()

type Shown = Any  # a plain value, or mark-up; None is unknown


class Stated(Protocol):
    """What has a state."""

    @property
    def state(self) -> str:
        """Its name."""

    def get_state_display(self) -> str:
        """What pages call it."""


THIN = "\u202f"  # narrow no-break space
WAITING, GOOD, ATTENTION, BAD, ENDED, PLAIN = "waiting", "good", "attention", "bad", "ended", "plain"

# The kind of a state by its last word; a machine may say otherwise by `STATE_KINDS = {state: kind}`.
_KINDS_BY_WORD = {
    "draft": PLAIN,
    "prepared": PLAIN,
    "planned": PLAIN,
    "proposed": WAITING,
    "submitted": WAITING,
    "requested": WAITING,
    "circulated": WAITING,
    "received": WAITING,
    "pending": WAITING,
    "delayed": WAITING,
    "open": WAITING,
    "applied": WAITING,
    "provisional": WAITING,
    "returned": ATTENTION,
    "suspended": ATTENTION,
    "frozen": ATTENTION,
    "blocked": ATTENTION,
    "overdue": ATTENTION,
    "adopted": GOOD,
    "accepted": GOOD,
    "approved": GOOD,
    "authorised": GOOD,
    "registered": GOOD,
    "issued": GOOD,
    "completed": GOOD,
    "complete": GOOD,
    "validated": GOOD,
    "verified": GOOD,
    "designated": GOOD,
    "active": GOOD,
    "cleared": GOOD,
    "posted": GOOD,
    "published": GOOD,
    "objection": GOOD,
    "allocated": GOOD,
    "executed": GOOD,
    "rejected": BAD,
    "refused": BAD,
    "objected": BAD,
    "failed": BAD,
    "terminated": BAD,
    "negative": BAD,
    "withdrawn": ENDED,
    "cancelled": ENDED,
    "closed": ENDED,
    "expired": ENDED,
    "ended": ENDED,
    "superseded": ENDED,
    "lapsed": ENDED,
    "replaced": ENDED,
}


@register.filter
def tonnes(value: int | Decimal | None) -> str:
    """An amount in groups of three: 1 009 by a narrow space, in Japanese 1,009; "Not published" when unknown.

    Forms read it again.
    """
    if value is None:
        return _not_published()
    return numbers.as_typed(value, group="," if get_language() == "ja" else THIN, grouped_from=1000)


def _not_published() -> str:
    return format_html('<span class="jcm-not-published">{}</span>', _("Not published"))


@register.filter
def exactly(value: Decimal | int) -> str:
    """A calculated amount in groups of three with all its places; after twelve of them it is cut, and says so."""
    amount = Decimal(value)
    cut = round(amount, 12)
    shown = numbers.as_typed(cut.normalize() if cut else Decimal(0))
    return shown if cut == amount else f"{shown}…"


@register.filter
def typed(value: Shown) -> Shown:
    """Words that people typed, apart from the sentence around them: {{ pin.title|typed }}.

    An Arabic name turns nothing beside it, and a word without end breaks. Where an element holds nothing else, it says
    `dir="auto"` itself.
    """
    return value if value is None or value == "" else format_html("<bdi>{}</bdi>", value)


@register.filter
def or_not_published(value: Shown) -> Shown:
    """The value, or the muted words "Not published" where it is unknown. Zero is a value."""
    return _not_published() if value is None or value == "" else value


@register.filter
def or_else(value: Shown, words: str) -> Shown:
    """The value, or these muted words where it is empty."""
    if value is None or value == "":
        return format_html('<span class="jcm-not-published">{}</span>', words)
    return value


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in the reader's language (15 April 2026, 2026年4月15日) with its machine value."""
    if value is None:
        return _not_published()
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", days.day(value))


@register.filter
def due_day(value: date) -> str:
    """A last day; in Japanese with its weekday: 2026年12月9日（水）."""
    shown = formats.date_format(value, "Y年n月j日（D）" if get_language() == "ja" else "j F Y")
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", shown)


@register.filter
def instant(value: datetime | None) -> str:
    """A day and time on the reader's own clock, with the zone named: 15 April 2026, 18:30 JST; visitors read UTC."""
    return _not_published() if value is None else _time(value, zones.of_reader())


@register.filter
def utc(value: datetime | None) -> str:
    """The same in UTC, as the ledger, the log and documents that everybody reads alike tell it."""
    return _not_published() if value is None else _time(value, "UTC")


def _time(value: datetime, zone: str) -> str:
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%dT%H:%M:%SZ}", zones.spoken(value, zone))


@register.filter
def state_kind(subject: Stated) -> str:
    """The kind of a subject's state: waiting, good, attention, bad, ended or plain."""
    state = str(subject.state)
    declared: Mapping[str, str] = getattr(subject, "STATE_KINDS", {})
    if state in declared:
        return declared[state]
    if state.startswith(("not_", "no_")) and state != "no_objection":
        return BAD
    return _KINDS_BY_WORD.get(state.rsplit("_", 1)[-1], WAITING if state in getattr(subject, "HOLDERS", {}) else PLAIN)


@register.inclusion_tag("components/tag.html")
def state(subject: Stated) -> dict[str, object]:
    """The state of a subject as a tag: `{% state pin %}`."""
    return {"label": subject.get_state_display(), "kind": state_kind(subject)}


@register.inclusion_tag("components/deadline.html")
def deadline(due_on: date | None, today: date | None = None) -> dict[str, object]:
    """A due date and how far it is: `{% deadline step.due_on %}`; nothing where there is none."""
    days = (due_on - (today or clock.today())).days if due_on else None
    return {"due_on": due_on, "days": days, "late": -days if days is not None else None}


@register.inclusion_tag("components/serial.html")
def serial(text: str, url: str = "") -> dict[str, object]:
    """A serial number or range that can be copied: `{% serial lot.serial_range %}`."""
    return {"text": text, "url": url}


@register.inclusion_tag("components/file.html")
def file_link(stored: StoredFile, url: str, label: str = "") -> dict[str, object]:
    """A link to a stored file with its type, size and SHA-256: `{% file_link document.file url %}`."""
    return {"stored": stored, "url": url, "label": label}


@register.inclusion_tag("components/moves.html")
def moves(subject: PaperRow, user: Person, **urls: str) -> dict[str, object]:
    """Buttons for what this person could do next: `{% moves pin user %}`.

    Each leads to `<address of the subject>/<move-with-hyphens>`; name another address by `submit=url`.
    """
    base = subject.get_absolute_url().rstrip("/")
    offered = moves_offered(subject, user)
    return {"moves": [(m, urls.get(m.name, f"{base}/{m.name.replace('_', '-')}/")) for m in offered]}


@register.simple_tag(takes_context=True)
def query(context: RequestContext, **changes: object) -> str:
    """The page's query string with some keys changed; None or "" takes a key away: `{% query page=2 %}`."""
    request = context.get("request")
    params = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for key, value in changes.items():
        if value in {None, ""}:
            params.pop(key, None)
        else:
            params[key] = str(value)
    return f"?{params.urlencode()}" if params else "?"


@register.simple_tag(takes_context=True)
def route(context: Mapping[str, Any], name: str, *args: object) -> str:
    """An address by route name, or "" when it does not exist or its view is closed to the reader's role."""
    try:
        address = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    may = getattr(resolve(address).func, "may", None)
    return "" if may and not may(context["request"].user) else address


@register.simple_tag
def term(rulebook: Any, key: str) -> str:  # of any template
    """What a project's own rulebook calls a document: `{% term project.rulebook "sdip" %}`."""
    return str(rulebook.term(key))


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:  # of any template
    """The value of a mapping at a key that is a variable."""
    return mapping.get(key)


@register.filter
def short_hash(value: str) -> SafeString:
    """The first 12 signs of a SHA-256, the whole one on hover."""
    return format_html('<span class="jcm-hash" title="{}">{}…</span>', value, value[:12])


@register.simple_tag
def sources(published: str) -> SafeString:
    """The sources of a record, each a link of its own where it is an address; records part them by “ ; ”."""
    participants = [each.strip() for each in published.split(" ; ")]
    return format_html_join("; ", "{}", ((_source(each),) for each in participants if each))


def _source(text: str) -> SafeString | str:
    if not text.startswith(("http://", "https://")):
        return text
    address = text.split(" ", 1)[0]
    shown = address if len(address) <= 80 else f"{address[:79]}…"
    note = text.removeprefix(address)
    return format_html('<a class="govuk-link" href="{}" rel="noopener">{}</a>{}', address, shown, note)
