"""Many transfers from one file: what each line would do is shown first, then all are proposed, or none."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from common.refusals import Refused
from registry.models import BookTransaction, TransactionRequest, TransferBatch
from registry.selectors import holdings
from registry.services import batches, requests
from tests.conftest import NOON
from tests.factories.partners import person
from tests.factories.registry import two_holders

HEAD = "receiver,quantity_tco2e,serials,note\n"


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    return two_holders(1000)


def lines(it: SimpleNamespace, *rows: str) -> str:
    return HEAD + "".join(row.replace("TO", it.receiver.number) + "\n" for row in rows)


def tried(it: SimpleNamespace, *rows: str) -> list[tuple[int, int, str]]:
    outcomes = batches.dry_run(account=it.sender, lines=batches.read(lines(it, *rows)), by=it.participant, at=NOON)
    return [(each.line.number, each.quantity_tco2e, each.refusal.number if each.refusal else "") for each in outcomes]


def propose(it: SimpleNamespace, *rows: str, **changes: Any) -> TransferBatch:
    values: dict[str, Any] = {"account_id": it.sender.pk, "file_name": "a.csv", "by": it.participant, "at": NOON}
    return batches.propose(text=lines(it, *rows), **values | changes)


def test_a_trial_says_for_each_line_what_would_happen_and_leaves_nothing(it: SimpleNamespace) -> None:
    before = BookTransaction.objects.count()
    assert tried(
        it,
        "TO,600,,first",
        "TO,500,,more than is left",
        "TO,,JCM-TH-JP-900-1000,these",
        "TOO,1,,",
        "TO,1.5,,",
        f"{it.sender.number},1,,to itself",
        "TO,,nonsense,",
        "TO,299,,the rest",
    ) == [
        (2, 600, ""),
        (3, 0, "TRF-15"),
        (4, 101, ""),
        (5, 0, "TRF-01"),
        (6, 0, "BLK-04"),
        (7, 0, "TRF-05"),
        (8, 0, "SER-01"),
        (9, 299, ""),
    ]
    assert (TransactionRequest.objects.count(), BookTransaction.objects.count()) == (0, before)
    assert holdings.balance(it.sender) == 1000


def test_all_lines_are_proposed_or_none(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="TRF-15") as refused:
        propose(it, "TO,600,,", "TO,500,,")
    assert "3" in refused.value.sentence
    assert (TransactionRequest.objects.count(), TransferBatch.objects.count()) == (0, 0)
    batch = propose(it, "TO,600,,", "TO,400,,")
    assert [each.quantity_tco2e for each in batch.requests.order_by("pk")] == [600, 400]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", "BLK-01"),
        ("receiver,amount\n", "BLK-01"),
        (HEAD, "BLK-02"),
        (HEAD + 'x,1,,"open\n', "BLK-06"),
        (HEAD + "x,1,,\n" * 201, "BLK-03"),
    ],
)
def test_a_file_of_another_shape_is_refused_by_number(text: str, number: str) -> None:
    with pytest.raises(Refused, match=number):
        batches.read(text)


def test_the_example_file_has_the_documented_columns() -> None:
    assert len(batches.read(batches.TEMPLATE)) == 2


def test_a_second_person_approves_the_whole(it: SimpleNamespace) -> None:
    batch = propose(it, "TO,600,,", "TO,400,,")
    with pytest.raises(Refused, match="MOV-02"):
        batches.approve(batch_id=batch.pk, by=it.participant, at=NOON)
    with pytest.raises(Refused, match="MOV-02"):
        batches.approve(batch_id=batch.pk, by=person("participant", it.japanese_company), at=NOON)
    assert batches.approve(batch_id=batch.pk, by=it.participant2, at=NOON) == 2
    assert {each.state for each in batch.requests.all()} == {"delayed"}
    with pytest.raises(Refused, match="BLK-05"):
        batches.approve(batch_id=batch.pk, by=it.participant2, at=NOON)


def test_a_rejection_ends_all_that_waits_and_frees_the_units(it: SimpleNamespace) -> None:
    batch = propose(it, "TO,600,,", "TO,400,,")
    first = batch.requests.order_by("pk")[0]
    requests.cancel(request_id=first.pk, by=it.participant, at=NOON)
    with pytest.raises(Refused, match="TRF-16"):
        batches.reject(batch_id=batch.pk, note=" ", by=it.participant2, at=NOON)
    assert batches.reject(batch_id=batch.pk, note="Wrong file", by=it.participant2, at=NOON) == 1
    propose(it, "TO,1000,,")


def test_somebody_without_the_right_gets_nothing_proposed(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="TRF-09"):
        propose(it, "TO,600,,", by=it.outsider)
    assert not TransferBatch.objects.exists()


def test_the_pages_try_then_propose_then_show_the_whole(it: SimpleNamespace) -> None:
    client = Client()
    client.force_login(it.participant, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/accounts/registry/{it.sender.number}/bulk/"
    file = SimpleUploadedFile("june.csv", lines(it, "TO,600,,", "TO,400,,").encode("utf-8-sig"))
    tried_page = client.post(address, {"file": file})
    assert "JCM-TH-JP-1-600-" in tried_page.content.decode()
    assert not TransactionRequest.objects.exists()
    form = tried_page.context["form"]
    sent = {name: form[name].value() for name in ("text", "file_name")} | {"shown": tried_page.context["shown"]}
    done = client.post(address, sent)
    batch = TransferBatch.objects.get()
    assert (done["Location"], batch.file_name) == (batch.get_absolute_url(), "june.csv")
    assert "JCM-TH-JP-601-1000-" in client.get(batch.get_absolute_url()).content.decode()
    refused = client.post(address, sent)
    assert (refused.status_code, "TRF-15" in refused.content.decode()) == (409, True)
    assert TransferBatch.objects.count() == 1
    wrong = client.post(address, {"file": SimpleUploadedFile("x.csv", b"\xff\xfe")})
    assert wrong.status_code == 422


def test_an_outsider_sees_no_file_of_others(it: SimpleNamespace) -> None:
    batch = propose(it, "TO,600,,")
    client = Client()
    client.force_login(it.outsider, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(batch.get_absolute_url()).status_code == 404


def test_a_file_moves_the_units_that_its_trial_has_shown_or_none(it: SimpleNamespace) -> None:
    text = lines(it, "TO,10,,")
    outcomes = batches.dry_run(account=it.sender, lines=batches.read(text), by=it.participant, at=NOON)
    batches.propose(account_id=it.sender.pk, text=text, file_name="b.csv", by=it.participant2, at=NOON)
    with pytest.raises(Refused, match="BLK-07"):
        propose(it, "TO,10,,", tried=outcomes)
    fresh = batches.dry_run(account=it.sender, lines=batches.read(text), by=it.participant, at=NOON)
    assert propose(it, "TO,10,,", tried=fresh).pk
