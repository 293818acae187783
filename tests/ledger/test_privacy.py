"""A company's balance does not follow from anything that is public: everything public is read and compared.

Two histories are told in which companies hold different units and amounts while every public fact is the same: what was
issued, retired, cancelled, frozen, set aside and sent to another registry. Whatever anybody may read must then be the
same too, apart from commitments and what is hashed over them.
"""

import json
import re
from collections import deque
from datetime import timedelta
from difflib import unified_diff
from html import unescape
from itertools import count
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit

import psycopg
import pytest
from django.test import Client

from common import clock
from registry.book import ledger
from registry.book.ledger import Leg, Range
from registry.models import AccountKind, LogEntry, Lot
from registry.selectors import holdings
from registry.services import postings
from registry.services.postings import NewLot, Portion
from tests import database
from tests.conftest import NOON
from tests.factories import credits as situations
from tests.factories import partners
from tests.factories.partners import a_country_in_operation, organisation
from tests.factories.registry import a_signed_log, an_account

# How the first company's 1,000 units are shared out in private; the public facts below touch the same units in both.
SHARES = {"first": ((101, 400), (401, 500)), "second": ((101, 200), (201, 500))}
SEEDS = (
    "/",
    "/log/",
    "/log/totals.json",
    "/log/keys",
    "/registry/accounts/",
    "/registry/transactions/",
    "/serials/",
    "/certificates/",
    "/api/v1/issuances/",
    "/api/v1/decisions/",
    "/api/v1/projects/",
    "/downloads/",
)
FORMATS = ("", "&format=csv", "&format=json")
MOST_QUERIES_OF_A_PAGE, MOST_LINKED = 4, 60
HASHED = re.compile(r"^/log/(checkpoint$|tile/\d|entries/\d+\.tlog-proof)")
NOT_OF_THE_REGISTRY = re.compile(
    r"^/(static|media|accounts|api/(schema|$)|language|back-office)|\.(pdf|ics)$|format=xlsx"
)
CHANGING = (
    (r'nonce="[^"]*"', ""),
    (r'name="csrfmiddlewaretoken" value="[^"]*"', ""),
    (r'"content":"[0-9a-f]{64}"', ""),
    (r"registry\.test/log\n\d+\n\S+\n\n— registry\.test/log \S+", ""),
)


def _history(which: str) -> SimpleNamespace:
    """Three companies of one registry, one company and the government of another; everything that moves units."""
    it = a_country_in_operation()
    it.account_company = it.a = an_account(it, it.japanese_company, people=(it.participant, it.participant2))
    it.b, it.c = an_account(it, it.other_company), an_account(it, organisation(name="Third Trading Co., Ltd."))
    it.abroad = an_account(it, it.local_company, country=it.country)
    it.government = an_account(it, it.government_japan, kind=AccountKind.GOVERNMENT)
    for kind in (AccountKind.RETIREMENT, AccountKind.CANCELLATION_VOLUNTARY, AccountKind.BUFFER):
        setattr(it, kind.value, an_account(it, it.government_japan, kind=kind))
    lot = NewLot(host="TH", registry="JP", project="TH014", issuance=1, vintage=2021, portions=[Portion(it.a, 1000)])
    postings.issue(key="issued", lots=[lot], by=it.system, at=NOON)
    it.lot = Lot.objects.get().pk
    situations.a_certificate(it, quantity=10)  # units 1 to 10, named by its certificate
    for number, (to, (first, last)) in enumerate(zip((it.b, it.c), SHARES[which], strict=True)):
        _post(it, "transfer", f"share-{number}", first, last, it.a, to)
    _post(it, "retirement", "retired", 101, 150, it.b, it.retirement)
    _post(it, "inter_registry", "abroad", 431, 440, it.c, it.abroad)
    _post(it, "transfer", "to-government", 441, 450, it.c, it.government)
    aside = _post(it, "set_aside", "aside", 451, 460, it.c, it.buffer)
    _post(it, "release", "release", 451, 455, it.buffer, it.c, answers=aside)
    once = _post(it, "transfer", "once", 160, 160, it.b, it.c)
    _post(it, "reversal", "back", 160, 160, it.c, it.b, answers=once, reason="by error")
    ledger.freeze(key="frozen", ranges=[Range(ledger.LotId(it.lot), 470, 480)], reason="Order of a court", at=NOON)
    a_signed_log(it)
    it.balances = [holdings.balance(account) for account in (it.a, it.b, it.c)]
    it.numbers = [account.number for account in (it.a, it.b, it.c, it.abroad)]
    return it


def _post(it: SimpleNamespace, kind: str, key: str, first: int, last: int, *between: object, **more: object) -> object:
    sender, receiver = (ledger.AccountId(account.book_id) for account in between)  # type: ignore[attr-defined]
    legs = [Leg(ledger.LotId(it.lot), first, last, sender, receiver)]
    return ledger.post(kind=kind, key=key, legs=legs, at=NOON + timedelta(minutes=1), **more)  # type: ignore[arg-type]


def _asked(it: SimpleNamespace) -> list[str]:
    """Addresses that no page links to: every look-up, filter and order that somebody might try."""
    asked = [f"/serials/?serial=JCM-TH-JP-{unit}" for unit in (1, 50, 101, 155, 160, 250, 350, 435, 441, 453, 475, 600)]
    asked += ["/serials/?serial=JCM-TH-JP-1-1000", "/serials/?serial=JCM-TH-JP-90-460"]
    for form in FORMATS:
        asked += [f"/registry/transactions/?account={number}{form}" for number in it.numbers]
        asked += [f"/registry/transactions/?serial=JCM-TH-JP-{unit}{form}" for unit in (101, 160, 250, 350, 453, 600)]
        asked += [
            f"/registry/transactions/?{wish}{form}"
            for wish in (
                "project=TH014",
                "country=TH",
                "vintage=2021",
                "kind=transfer",
                "kind=reversal",
                "q=TH014",
                "sort=quantity_tco2e",
                "sort=-quantity_tco2e",
            )
        ]
        asked += [f"/registry/accounts/?sort=-holder{form}", f"/registry/accounts/?q=entity{form}"]
    size = LogEntry.objects.count()
    asked += [f"/log/entries/{position}.json" for position in range(size)]
    asked += [f"/log/transactions/{pk}/?format={form}" for pk in range(1, size + 2) for form in ("csv", "json")]
    return [*asked, f"/log/tile/entries/000.p/{size}"]


def _everything_public(it: SimpleNamespace) -> dict[str, str]:
    """What a visitor gets at each address, following every link of every page."""
    client = Client()
    found: dict[str, str] = {}
    asked = {*SEEDS, *_asked(it)}
    waiting = deque([*SEEDS, *_asked(it)])
    queries: dict[str, int] = {}
    while waiting:
        address = waiting.popleft()
        path = urlsplit(address).path
        queries[path] = queries.get(path, 0) + 1
        if address in found or NOT_OF_THE_REGISTRY.search(address) or HASHED.match(address):
            continue
        if address not in asked and (queries[path] > MOST_QUERIES_OF_A_PAGE or len(found) > len(asked) + MOST_LINKED):
            continue
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        found[address] = f"{answer.status_code} {answer.get('Location', '')} {_lasting(content)}"
        if answer.get("Content-Type", "").startswith("text/html"):
            links = re.findall(r'href="([^"#]+)"', content.decode())
            waiting.extend(urljoin(address, unescape(link)) for link in links if not urlsplit(link).netloc)
    return found


def _lasting(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    for pattern, by in CHANGING:
        text = re.sub(pattern, by, text)
    return text


def _as_if_new() -> None:
    """Empty the database and let every number begin again."""
    database.wipe()
    with database.administrator() as admin:
        for (name,) in admin.execute("SELECT oid::regclass::text FROM pg_class WHERE relkind = 'S'").fetchall():
            admin.execute(psycopg.sql.SQL("SELECT setval({}::regclass, 1, false)").format(name))
    database.wipe()


@pytest.fixture
def told(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[SimpleNamespace, dict[str, str]]]:
    """Both histories, each in a new registry, with everything that the public reads of them."""
    found: dict[str, tuple[SimpleNamespace, dict[str, str]]] = {}
    for which in SHARES:
        _as_if_new()
        monkeypatch.setattr(partners, "_numbers", count(1))
        with clock.at(NOON + timedelta(hours=1)):
            it = _history(which)
            found[which] = it, _everything_public(it)
    return found


def test_nothing_public_tells_what_a_company_holds(told: dict[str, tuple[SimpleNamespace, dict[str, str]]]) -> None:
    (it, first), (other, second) = told.values()
    assert it.balances != other.balances, "the histories differ in what companies hold"
    assert it.numbers == other.numbers, "and in nothing else"
    assert first.keys() == second.keys()
    different = [address for address in first if first[address] != second[address]]
    assert not different, _difference(different, first, second)
    for address, text in first.items():
        if address.startswith(("/registry/accounts/", "/registry/transactions/?account=")):
            assert not re.search(r"JCM-TH-JP-\d|\d\s*t CO", text) or "?account=" in address, address
        else:
            assert not [number for number in it.numbers if number in text], address
    assert len(first) > 100
    _every_unit_tells_where_it_is_and_what_became_of_it(first)


def _difference(different: list[str], first: dict[str, str], second: dict[str, str]) -> str:
    lines = [text[different[0]].split("\n") for text in (first, second)]
    return "\n".join([*different, *unified_diff(lines[0], lines[1], lineterm="")])


def _every_unit_tells_where_it_is_and_what_became_of_it(first: dict[str, str]) -> None:
    assert "Retirement account" in first["/serials/?serial=JCM-TH-JP-101"]
    assert "Government holding account" in first["/serials/?serial=JCM-TH-JP-441"]
    assert "Frozen" in first["/serials/?serial=JCM-TH-JP-475"]
    assert "Certificate" in first["/serials/?serial=JCM-TH-JP-1"]
    totals = json.loads(first["/log/totals.json"].partition(" ")[2])
    assert totals["holdings_tco2e"] == {
        "JP": {"buffer": 5, "cancellation_voluntary": 10, "entity": 915, "government": 10, "retirement": 50},
        "TH": {"entity": 10},
    }
    assert totals["frozen_tco2e"] == {"JP": 11}
