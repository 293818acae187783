"""Whatever is typed into a public address: an answer below 500, and soon."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core import context
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.module_loading import import_string

from partners.people.models.people import User
from tests.architecture import golden, light
from tests.architecture import people as roles
from tests.architecture.answers import may_open
from tests.hostile import doors, forms
from tests.hostile.soon import CPU_SECONDS, timed, timed_twice
from tests.hostile.values import CREDENTIALS, EVERYWHERE, IN_A_QUERY

# Figures of the process: of a test's many pages. The proxy keeps it inside (docs/operations.md), whatever is asked.
OF_THE_OPERATOR = "/metrics"
BEHIND_THE_SIGN_IN = ("²", "9" * 30, "x" * 3000)

type Note = Callable[[str, object], None]


def _ask(client: Client, address: str) -> int:
    with transaction.atomic():
        answer: Any = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return int(answer.status_code)


def _faults(addresses: Iterable[str], client: Client | None = None) -> list[str]:
    client, found = client or Client(raise_request_exception=False), []
    with light.quiet():
        for address in addresses:
            status, seconds = timed_twice(partial(_ask, client, address))
            is_dear = seconds > CPU_SECONDS and not address.startswith(OF_THE_OPERATOR)
            if status >= 500 or is_dear:
                found.append(f"{address[:120]}: {status} after {seconds:.1f} s")
    return found


@pytest.fixture(scope="module")
def narrowed_by(made: SimpleNamespace) -> Mapping[str, Sequence[str]]:
    """The public pages without places in their address, with the parameters of each."""
    return {route.pattern: doors.fields(route) for route in doors.public() if not route.arguments}


@pytest.mark.parametrize("value", EVERYWHERE, ids=lambda value: ascii(value)[1:24])
def test_no_part_of_a_path_is_a_fault(value: str, it: SimpleNamespace, record_property: Note) -> None:
    asked = [path for route in doors.public() for path in doors.paths(route, value)]
    record_property("hostile", {"parts of paths": len(asked)})
    with golden.unrendered():
        assert _faults(asked) == []


@pytest.mark.parametrize("value", BEHIND_THE_SIGN_IN, ids=lambda value: ascii(value)[1:24])
def test_no_part_of_a_path_is_a_fault_to_people_at_work(value: str, it: SimpleNamespace, record_property: Note) -> None:
    people = [user for user in roles.of(it).values() if user.is_authenticated and not user.is_system]
    asked: dict[str, list[str]] = {}
    with light.quiet():
        for route in doors.of_people_at_work():
            who = next((user for user in people if may_open(route, user)), people[0])
            asked.setdefault(who.email, []).extend(doors.paths(route, value))
    record_property("hostile", {"parts of paths": sum(map(len, asked.values()))})
    for email, paths in asked.items():
        client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend")
        with golden.unrendered():
            assert _faults(paths, client) == []


@pytest.mark.parametrize("value", IN_A_QUERY, ids=lambda value: ascii(value)[1:24])
def test_no_parameter_is_a_fault(
    value: str, it: SimpleNamespace, narrowed_by: Mapping[str, Sequence[str]], record_property: Note
) -> None:
    def asked() -> Iterator[str]:
        for pattern, names in narrowed_by.items():
            for query in doors.queries(names, value):
                yield f"/{pattern}?{query}"

    addresses = list(asked())
    record_property("hostile", {"parameters": sum(address.count("=") for address in addresses)})
    assert _faults(addresses) == []


def test_every_filter_of_a_list_judges_every_value(it: SimpleNamespace, record_property: Note) -> None:
    forms.TRIED.clear()
    client, seen, wrong = Client(), set[object](), []
    with light.quiet():
        for route in doors.public():
            if not route.arguments and not route.is_api:
                wrong += forms.of_page_judged(client.get(f"/{route.pattern}"), f"/{route.pattern}", seen)
    assert len(seen) > 5
    assert wrong == []
    record_property("hostile", dict(forms.TRIED))


@pytest.mark.parametrize("address", ["/about/", "/api/v1/countries/", "/accounts/login/"])
def test_no_header_is_a_fault(address: str, it: SimpleNamespace, record_property: Note) -> None:
    """Each value at the host, which hides the rest where it is refused, and at all other headers at once."""
    values = [value.encode().decode("latin-1") for value in EVERYWHERE if value.isprintable()]
    record_property("hostile", {"headers": len(values) * (len(doors.HEADERS) + 1)})
    client, wrong = Client(raise_request_exception=False), []
    with light.quiet():
        for value in values:
            for sent in ({"Host": value}, dict.fromkeys(doors.HEADERS, value)):
                answer, seconds = timed(partial(client.get, address, headers=sent))
                status = answer.status_code
                if status >= 500 or seconds > CPU_SECONDS:
                    wrong.append(f"{value[:30]!a} gives {status} after {seconds:.1f} s")
    assert wrong == []


@pytest.mark.parametrize("name", doors.of_the_sign_in())
def test_no_field_of_the_sign_in_is_a_fault(
    name: str, it: SimpleNamespace, settings: Any, record_property: Note
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.MFA_RATE_LIMITS = False  # the door stays open for all of them
    client, wrong = Client(raise_request_exception=False), []
    fields = ("login", "password", "email", "code", "next", "remember", "credential")
    record_property("hostile", {"fields": len(fields) * len(EVERYWHERE) + len(CREDENTIALS)})
    sent = [dict.fromkeys(fields, value) for value in EVERYWHERE] + [{"credential": value} for value in CREDENTIALS]
    with light.quiet():
        for words in sent:
            answer, seconds = timed(partial(client.post, reverse(name), words))
            status = answer.status_code
            if status >= 500 or seconds > CPU_SECONDS:
                wrong.append(f"{words['credential'][:60]!a} gives {status} after {seconds:.1f} s")
    assert wrong == []


@pytest.mark.parametrize("name", sorted(settings.MFA_FORMS))
def test_no_key_is_a_fault_of_its_form(name: str, it: SimpleNamespace, rf: RequestFactory, settings: Any) -> None:
    """Also behind the sign-in, in the midst of the exchange with a browser."""
    settings.ACCOUNT_RATE_LIMITS = settings.MFA_RATE_LIMITS = False
    form_class = import_string(settings.MFA_FORMS[name])
    request = rf.post("/")
    request.user = it.participant
    with context.request_context(request):
        for value in CREDENTIALS:
            request.session = SessionStore()
            request.session["mfa.webauthn.state"] = {"challenge": "eA", "user_verification": "required"}
            who = {} if name == "login_webauthn" else {"user": it.participant}
            form = form_class({"credential": value}, **who)
            assert form.errors, value[:60]
            assert str(form), value[:60]


def test_every_parameter_that_a_view_reads_is_tried() -> None:
    base = Path(settings.BASE_DIR)
    sources = [*base.glob("[a-z]*/**/views/*.py"), *base.glob("[a-z]*/**/views.py"), *base.glob("jcm_platform/**/*.py")]
    read = {word for path in sources if "node_modules" not in path.parts for word in doors.read_by(path.read_text())}
    assert {"answers", "country", "due", "format", "q"} <= read  # in a comprehension, a look-up, a comparison
    assert read <= set(doors.PARAMETERS)


@pytest.mark.parametrize("raw", ["%ff%fe", "%ED%A0%80", "%zz", "%", "%C0%AF", "%F8%88%80%80%80", "+%2B", "%u0041"])
def test_bad_percent_encoding_is_no_fault(raw: str, it: SimpleNamespace) -> None:
    addresses = [f"/projects/{raw}/", f"/certificates/{raw}/", f"/?q={raw}", f"/projects/?q={raw}&{raw}={raw}"]
    for address in addresses:
        answer = Client(raise_request_exception=False).generic("GET", address)
        assert answer.status_code in {200, 400, 404}, address


@pytest.mark.parametrize("address", ["/projects/a%00/", "/?q=%00", "/projects/?q=%1b", "/countries/a%07/"])
def test_a_control_sign_in_an_address_is_refused_with_a_sentence(address: str, it: SimpleNamespace) -> None:
    answer = Client().get(address)
    assert answer.status_code == 400
    assert "a sign that no address has" in answer.content.decode()


def test_a_program_reads_of_a_control_sign_as_a_problem() -> None:
    answer = Client().get("/api/v1/projects/?q=%00")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert "a sign that no address has" in answer.json()["title"]
