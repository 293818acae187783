"""Holdings at any instant, the life of a unit, totals without examples."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from common.refusals import Refused
from registry.book.serials import Serial, parse, project_digits
from registry.models import AccountKind
from registry.selectors import holdings
from registry.services import choices, postings, requests
from registry.services.postings import NewLot, Portion
from tests.conftest import NOON
from tests.factories.registry import two_holders

LATER = NOON + timedelta(days=1)


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    it = two_holders(1000)
    units = requests.choose(account=it.sender, quantity=300)
    request = requests.propose(
        account_id=it.sender.pk, kind="transfer", receiver=it.receiver.number, units=units, by=it.participant, at=NOON
    )
    requests.approve(request_id=request.pk, by=it.participant2, at=NOON)
    requests.execute_all_due(by=it.system, at=LATER)
    return it


def test_a_statement_shows_what_was_held_at_its_instant(it: SimpleNamespace) -> None:
    def spans(account: object, instant: object) -> list[tuple[int, int]]:
        return [(h.first, h.last) for h in holdings.at(account, instant)]  # type: ignore[arg-type]  # test values

    assert spans(it.sender, NOON - timedelta(seconds=1)) == []
    assert spans(it.sender, NOON) == [(1, 1000)]
    assert spans(it.sender, LATER) == [(301, 1000)]
    assert spans(it.receiver, NOON) == []
    assert spans(it.receiver, LATER) == [(1, 300)]


def test_a_unit_tells_its_whole_life(it: SimpleNamespace) -> None:
    life = holdings.life_of("jcm-th-jp-5")
    assert [m.transaction.kind for m in life.movements] == ["issuance", "transfer"]
    assert [h.account.number for h in life.holdings] == [it.receiver.number]
    assert [h.account.number for h in holdings.life_of("JCM-TH-JP-1-1000").holdings] == [
        it.receiver.number,
        it.sender.number,
    ]


@pytest.mark.parametrize(
    ("text", "number"), [("abc", "SER-01"), ("JCM-TH-JP-9-5", "SER-01"), ("JCM-TH-JP-5000", "SER-02")]
)
def test_a_wrong_serial_number_is_answered_clearly(it: SimpleNamespace, text: str, number: str) -> None:
    with pytest.raises(Refused, match=number):
        holdings.life_of(text)


def test_every_printed_part_of_a_serial_number_is_compared(it: SimpleNamespace) -> None:
    lot = it.sender.book.holdings.first().lot
    printed = str(lot)
    start, ending = printed[:-5], printed[-5:]  # the project's three digits, the issuance's two
    assert holdings.life_of(printed).lots == [lot]
    other = f"{(int(ending) + 1) % 100:02d}"
    for wrong in ("99999", f"{ending[:3]}{other}", f"999{ending[3:]}", f"1{ending}"):
        with pytest.raises(Refused, match="SER-03") as refused:
            holdings.life_of(start + wrong)
        assert refused.value.status == 404
        with pytest.raises(Refused, match="SER-03"):
            choices.spans_of(start + wrong)
    with pytest.raises(Refused, match="SER-02"):
        holdings.life_of(f"JCM-TH-JP-1-5000-{ending}")


@pytest.mark.parametrize(
    "text",
    ["ＪＣＭ－ＴＨ－ＪＰ－１－１０００", " jcm–th–jp–1–1000 ", "JCM-TH-JP-1-1000-{ending}", "JCMーTHーJPー1ー1000"],
)
def test_a_serial_number_is_found_as_it_was_copied(it: SimpleNamespace, text: str) -> None:
    ending = str(it.sender.book.holdings.first().lot)[-5:]
    assert len(holdings.life_of(text.replace("{ending}", ending)).lots) == 1


def test_a_project_beyond_999_prints_all_its_digits() -> None:
    assert [project_digits(reference) for reference in ("TH014", "TH999", "TH1014", "TH-EX001", "Biogas")] == [
        "014",
        "999",
        "1014",
        "001",
        "000",
    ]
    assert parse("JCM-TH-JP-1-2-101401") == Serial("jcm", "TH", "JP", 1, 2, "1014", 1)


def test_units_of_examples_never_count(it: SimpleNamespace) -> None:
    before = holdings.totals()
    lot = NewLot(
        host="TH",
        registry="JP",
        project="EX001",
        issuance=1,
        vintage=2021,
        numbering="example",
        portions=[Portion(it.sender, 77)],
    )
    posting = postings.issue(key="example", lots=[lot], by=it.system, at=NOON)
    assert holdings.totals() == before
    assert sum(t.quantity_tco2e for t in holdings.totals(examples=True)) == 77
    assert str(posting.lots[0]) == "EXAMPLE-TH-JP-1-77-00101"
    assert holdings.total_in(AccountKind.ENTITY) == 1000
