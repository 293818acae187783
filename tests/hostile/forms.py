"""Every form of a page, as somebody who may open it, filled in with the corpus.

Each field judges each value, the whole form judges each value in all its fields at once, and then the page gets what
passes: in every text at once, beside plausible answers, so that the values reach the services.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from itertools import product
from typing import Any, override
from urllib.parse import quote_plus

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.forms import BaseForm, BaseFormSet, BoundField
from django.test import Client
from django.utils.datastructures import MultiValueDict

from tests.architecture import light
from tests.architecture.answers import Browsers, may_open
from tests.architecture.routes import Route
from tests.hostile.doors import PARAMETERS
from tests.hostile.soon import CPU_SECONDS, timed, timed_twice
from tests.hostile.values import ALONE, EVERYWHERE, IN_A_QUERY, LARGE, PERCENT, STORED

MANY = 40  # fields of a form: of more, one of each kind is tried by itself
WHOLE = frozenset(IN_A_QUERY)  # a whole form is dear to judge, and its fields have judged every value
SELDOM = 5  # of so many forms, one gets a megabyte
TRIED: Counter[str] = Counter()  # values x places, by the kind of place


@dataclass
class Sheet:
    """A form as a browser has it: where it is sent, and its fields with what stands in them."""

    method: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> Sequence[str]:
        """The fields in which somebody types."""
        typed = {"text", "textarea", "hidden", "email", "search", "url", "password", "tel"}
        return [name for name, kind in self.kinds.items() if kind in typed and name != "csrfmiddlewaretoken"]


class _Reader(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._open: Sheet | None = None
        self._select = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Sheet(given.get("method", "get").lower(), given.get("action", ""))
            self.sheets.append(self._open)
        if self._open is None:
            return
        if tag == "option" and self._select:
            if given.get("value") and (not self._open.fields.get(self._select) or "selected" in given):
                self._open.fields[self._select] = given["value"]
        elif tag in {"input", "select", "textarea"} and given.get("name"):
            self._take(tag, given)

    def _take(self, tag: str, given: dict[str, str]) -> None:
        assert self._open is not None
        kind = given.get("type", "text") if tag == "input" else tag
        self._open.kinds[given["name"]] = kind
        self._select = given["name"] if tag == "select" else ""
        if kind in {"radio", "checkbox"}:
            self._open.fields.setdefault(given["name"], given.get("value", "on"))
        else:
            self._open.fields.setdefault(given["name"], given.get("value", ""))

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        if tag == "select":
            self._select = ""


def sheets(page: str) -> list[Sheet]:
    """The forms of a page, without those of its frame."""
    reader = _Reader()
    reader.feed(page)
    return [sheet for sheet in reader.sheets if not sheet.action.startswith(("/i18n/", "/accounts/", "/search/"))]


def of_page(answer: Any) -> list[BaseForm]:
    """The forms that a page was drawn with, each of a formset by itself."""
    made: dict[int, BaseForm] = {}
    for context in getattr(answer, "context", None) or ():
        for value in (value for part in context for value in part.values()):
            for form in _forms(value):
                made[id(form)] = form
    return list(made.values())


def _forms(value: object) -> list[BaseForm]:
    """The forms that a value of a page is, holds, or is a field of: filters stand there by their fields."""
    if isinstance(value, BaseFormSet):
        return list(value.forms)
    first = value[0] if isinstance(value, list) and value else value
    return [first.form] if isinstance(first, BoundField) else [first] if isinstance(first, BaseForm) else []


def _soon(what: str, judge: Callable[[], list[str]]) -> list[str]:
    with transaction.atomic():
        wrong, seconds = timed(judge)
    return [*wrong, f"{what} took {seconds:.1f} s"] if seconds > CPU_SECONDS else wrong


def judged(form: BaseForm, where: str) -> list[str]:
    """What is wrong with how the fields and the form judge the corpus: a fault, a silence, or more than a second."""
    wrong: list[str] = []
    kinds = {_kind(each): (name, each) for name, each in form.fields.items()}
    for value in EVERYWHERE:
        said = f"{where}, {type(form).__name__}, {ascii(value)[:30]}"
        named = form.fields.items() if len(form.fields) < MANY else kinds.values()
        wrong += _soon(said, partial(_each, form, named, value, said))
    for value, (name, each) in product(LARGE, kinds.values()):
        said = f"{where}, {type(form).__name__}, {ascii(value)[:30]} at {name}"
        wrong += _soon(said, partial(_clean, each, value, said))
    return wrong


def _each(form: BaseForm, named: Iterable[tuple[str, forms.Field]], value: str, said: str) -> list[str]:
    wrong = [fault for name, each in named for fault in _clean(each, value, f"{said} at {name}")]
    return wrong + _all_at_once(form, value, said) if value in WHOLE else wrong


def _kind(each: forms.Field) -> tuple[object, ...]:
    """Equal for fields that judge alike."""
    bounds = (getattr(each, name, None) for name in ("max_length", "min_value", "max_value", "decimal_places", "strip"))
    return (type(each), each.required, *bounds, getattr(each, "label", "") if hasattr(each, "choices") else "")


def _clean(each: forms.Field, value: str, said: str) -> list[str]:
    TRIED["fields"] += 1
    several = isinstance(each, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
    try:
        each.clean(None if isinstance(each, forms.FileField) else [value] if several else value)
    except ValidationError as refused:
        return [] if all(map(str, refused.messages)) else [f"{said} is refused without a sentence"]
    except Exception as fault:  # noqa: BLE001  whatever it is, it is what is looked for
        return [f"{said}: {type(fault).__name__}: {fault!s:.80}"]
    return []


def _all_at_once(form: BaseForm, value: str, said: str) -> list[str]:
    TRIED["forms"] += 1
    again: Any = copy(form)
    again.is_bound, again._errors = True, None
    again.data = MultiValueDict({form.add_prefix(name): [value] for name in form.fields})
    again.files = MultiValueDict()
    again._bound_fields_cache = {}
    if isinstance(form, forms.BaseModelForm):
        again.instance = copy(form.instance)
    try:
        again.full_clean()
    except Exception as fault:  # noqa: BLE001  whatever it is, it is what is looked for
        return [f"{said} as a whole: {type(fault).__name__}: {fault!s:.80}"]
    return []


def _plausible(name: str, sheet: Sheet) -> str:
    stands = sheet.fields[name]
    if stands or name not in sheet.texts:
        return stands
    return "2026-05-04" if name.endswith(("_on", "day", "date", "from", "until")) else "3"


def bodies(sheet: Sheet, turn: int) -> Iterator[str]:
    """What is sent: the fields as they stand with one value in every text; hostile bytes in all; a megabyte."""
    filled = {name: _plausible(name, sheet) for name in sheet.fields}
    texts = sheet.texts
    stored = STORED[turn % len(STORED)]
    yield "&".join(f"{quote_plus(k)}={quote_plus(stored if k in texts else v)}" for k, v in filled.items())
    yield "&".join(f"{quote_plus(k)}={PERCENT[(turn + n) % len(PERCENT)]}" for n, k in enumerate(filled))
    if texts and turn % SELDOM == 0:
        large = {**filled, texts[turn % len(texts)]: LARGE[0]}
        yield "&".join(f"{quote_plus(k)}={quote_plus(v)}" for k, v in large.items())


def _kept() -> tuple[int, int]:
    """How many events there are and how many changes of rows: what is refused adds none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM common_event), (SELECT count(*) FROM common_change)")
        return cursor.fetchone()  # type: ignore[no-any-return]  # of two counts


def _sent(client: Client, address: str, body: str) -> list[str]:
    TRIED["requests"] += body.count("=")
    wrong: list[str] = []
    said = f"POST {address} {body[:60]}"
    (answer, has_stored), seconds = timed_twice(partial(_post, client, address, body))
    if seconds > CPU_SECONDS:
        wrong.append(f"{said} took {seconds:.1f} s")
    if answer.status_code >= 500:
        return [*wrong, f"{said}: {answer.status_code}"]
    if answer.status_code >= 400:
        if has_stored:
            wrong.append(f"{said}: {answer.status_code}, and something was stored")
        if not _has_sentence(answer):
            wrong.append(f"{said}: {answer.status_code} without a sentence")
    return wrong


def _post(client: Client, address: str, body: str) -> tuple[Any, bool]:
    """The answer, and whether something was stored; it is undone."""
    with light.cookies_kept(client), transaction.atomic():
        before = _kept()
        answer = client.generic("POST", address, body, content_type="application/x-www-form-urlencoded")
        has_stored = _kept() != before
        transaction.set_rollback(True)
    return answer, has_stored


def _has_sentence(answer: Any) -> bool:
    shown = answer.content.decode(errors="replace")
    return any(sign in shown for sign in ("govuk-error", "govuk-body", '"title"', '"said"'))


def _posts(route: Route) -> bool:
    return "POST" in (getattr(route.view, "methods", None) or ()) and not route.is_api


def faults(addresses: Iterable[tuple[Route, str]], browsers: Browsers, seen: set[Any]) -> list[str]:
    """What is wrong with what the forms of these pages make of the corpus.

    Args:
        seen: kinds of form that were judged already; each is judged once.
    """
    with light.quiet(), light.people_read_once():
        return [fault for route, path in addresses for fault in _faults(route, path, browsers, seen)]


def _faults(route: Route, path: str, browsers: Browsers, seen: set[Any]) -> list[str]:
    wrong: list[str] = []
    for user, client in reversed([each for each in browsers.values() if may_open(route, each[0])]):
        with light.cookies_kept(client), transaction.atomic():
            answer: Any = client.get(path)
            transaction.set_rollback(True)
        if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        wrong += of_page_judged(answer, path, seen)
        wrong += _asked(client, path, ALONE[len(path) % len(ALONE)])
        found = sheets(answer.content.decode())
        sent = [sheet for sheet in found if sheet.method == "post"]
        for turn, sheet in enumerate(sent if _posts(route) else ()):
            for body in bodies(sheet, len(TRIED) + turn + len(path)):
                wrong += _sent(client, sheet.action or path, body)
        if sent or not _posts(route) or not user.is_authenticated:
            break
    return wrong


def _asked(client: Client, path: str, value: str) -> list[str]:
    """The same page with the value at everything that a view reads from a query."""
    TRIED["parameters"] += len(PARAMETERS)
    with light.cookies_kept(client), transaction.atomic():
        answer = client.get(path, dict.fromkeys(PARAMETERS, value))
        transaction.set_rollback(True)
    return [f"{path} with {value[:20]} at each parameter: {answer.status_code}"] if answer.status_code >= 500 else []


def of_page_judged(answer: Any, path: str, seen: set[Any]) -> list[str]:
    """What is wrong with how the forms of a page judge the corpus; a kind of form is judged once."""
    wrong: list[str] = []
    for form in of_page(answer):
        key = (type(form), tuple(form.fields))
        if key not in seen:
            seen.add(key)
            wrong += judged(form, path)
    return wrong
