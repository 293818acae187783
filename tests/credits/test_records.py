"""Published issuances: recorded as they are, posted where exact, counted once."""

import csv
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from common.refusals import Refused
from credits.models import Issuance, PublicIssuance, PublishedIssuance
from credits.selectors import issuances, totals
from credits.services import published
from credits.services.records import PublishedRow, Recorded, record_issuance, whole_day, whole_number
from partners.countries.models import PartnerCountry
from partners.organisations.models import Organisation
from projects.projects.models import Project
from registry.models import AccountKind, BookTransaction, Lot
from registry.selectors import accounts, holdings
from registry.services import postings
from registry.services.postings import NewLot, Portion
from tests.conftest import NOON
from tests.factories import credits as situations
from tests.factories.partners import a_country_in_operation, country
from tests.factories.registry import an_account

pytestmark = pytest.mark.django_db
FILE = published.DATA / "issuances.csv"
ROWS = {row["issuance_id"]: row for row in csv.DictReader(FILE.open(encoding="utf-8"))}
INSIDE = {"I04": "I05", "I15": "I16"}


@pytest.fixture(scope="module")
def made(lasting: None) -> SimpleNamespace:
    """Governments on both sides of every country of the file."""
    it = a_country_in_operation("TH")
    for iso2 in {row["country"] for row in ROWS.values()} - {"TH"}:
        Organisation.objects.create(
            name=f"Government of {iso2}", kind="government", side="partner", country=country(iso2)
        )
    return it


def _record(it: SimpleNamespace, key: str, cells: Mapping[str, str] | None = None, **row: object) -> Recorded:
    values = {"key": key, "cells": cells or ROWS[key], "contained_in": INSIDE.get(key, "")} | row
    of = PartnerCountry.objects.get(iso2=ROWS[key]["country"])
    return record_issuance(row=PublishedRow(country=of, **values), by=it.system, at=NOON)  # type: ignore[arg-type]


def _balance(registry: str, kind: AccountKind) -> int:
    return holdings.balance(accounts.of_government(registry, kind))


def test_totals_equal_the_sums_of_the_data_file(it: SimpleNamespace) -> None:
    """Every published total once (contained rows aside), and what is known of a row without a total."""
    tallies = list(published.load(directory=Path("/nowhere"), by=it.system, at=NOON))
    assert tallies
    rows = [row for key, row in ROWS.items() if key not in INSIDE]
    with_total = sum(whole_number(row["total_issued_tco2"]) or 0 for row in rows)
    japan_alone = sum(whole_number(row["to_japan_side_tco2"]) or 0 for row in rows if not row["total_issued_tco2"])
    assert totals.issued().total == with_total + japan_alone
    assert totals.issued().total == sum(t.quantity_tco2e for t in holdings.totals())
    for iso2 in {row["country"] for row in ROWS.values()}:
        own = [row for row in rows if row["country"] == iso2]
        published_here = sum(
            whole_number(row["total_issued_tco2"]) or whole_number(row["to_japan_side_tco2"]) or 0 for row in own
        )
        assert totals.issued(PartnerCountry.objects.get(iso2=iso2).pk).total == published_here
    assert PublishedIssuance.objects.count() == len(ROWS)


def test_a_complete_split_lies_in_the_accounts_of_its_sides(it: SimpleNamespace) -> None:
    record = _record(it, "I01").record
    assert _balance("JP", AccountKind.GOVERNMENT) == 27
    assert _balance("JP", AccountKind.UNSPLIT) == 4
    assert _balance("ID", AccountKind.GOVERNMENT) == 5
    assert _balance("ID", AccountKind.UNSPLIT) == 4
    assert (record.posted_japan_tco2e, record.posted_partner_tco2e, record.posted_unknown_tco2e) == (31, 9, 0)


def test_tonnes_without_a_published_split_stand_in_an_account_that_says_so(it: SimpleNamespace) -> None:
    record = _record(it, "I03").record
    assert (record.posted_tco2e, record.posted_japan_tco2e, record.posted_unknown_tco2e) == (8947, 6263, 2684)
    assert _balance("MN", AccountKind.UNSPLIT) == 2684
    assert {lot.series.numbering for lot in Lot.objects.select_related("series")} == {"unpublished"}


def test_the_one_published_block_keeps_its_numbers(it: SimpleNamespace) -> None:
    record = _record(it, "I28").record
    assert [str(lot) for lot in Lot.objects.select_related("series")] == ["JCM-TH-JP-2018-3026-01401"]
    assert (record.number, record.total_tco2e, record.japan_tco2e, record.is_article6) == (1, None, 1009, True)


def test_a_block_that_does_not_follow_in_its_series_is_refused(it: SimpleNamespace) -> None:
    postings.open_series(host="TH", registry="JP", numbering="jcm", opened_at=1, by=it.system, at=NOON)
    with pytest.raises(Refused, match="REC-04"), transaction.atomic():
        _record(it, "I28")
    assert not PublishedIssuance.objects.exists()


def test_words_stay_words_and_nothing_is_made_of_them(it: SimpleNamespace) -> None:
    two_sources, about = _record(it, "I10").record, _record(it, "I22").record
    assert two_sources.government_of_japan_tco2e is None
    words = two_sources.as_published("of_which_government_of_japan_tco2")
    assert words == "151 (one source) / 150 (another)"
    assert (two_sources.posted_tco2e, two_sources.posted_unknown_tco2e) == (300, 300)
    assert (about.total_tco2e, about.posted_tco2e, about.transaction) == (None, 0, None)
    assert about.as_published("total_issued_tco2") == "about 600000 (secondary)"


@pytest.mark.parametrize(
    ("cell", "number", "day"),
    [
        ("40", 40, None),
        ("", None, None),
        ("about 40", None, None),
        ("2016-09-30 (Japan)", None, "2016-09-30"),
        ("2017-10", None, None),
        ("2015-08-01 (year inferred)", None, None),
        ("2016-09-30", None, "2016-09-30"),
    ],
)
def test_only_whole_numbers_and_whole_days_are_read(cell: str, number: int | None, day: str | None) -> None:
    found = whole_day(cell)
    assert (whole_number(cell), found.isoformat() if found else None) == (number, day)


def test_a_row_inside_another_is_recorded_and_not_posted(it: SimpleNamespace) -> None:
    inner, outer = _record(it, "I04").record, _record(it, "I05").record
    assert (inner.total_tco2e, inner.posted_tco2e, outer.posted_tco2e) == (118, 0, 9206)
    assert totals.issued().total == 9206
    with pytest.raises(IntegrityError, match="contained_issuance_not_posted_again"), transaction.atomic():
        PublishedIssuance.objects.filter(pk=inner.pk).update(posted_tco2e=118)


def test_the_same_row_again_changes_nothing(it: SimpleNamespace) -> None:
    assert _record(it, "I06").what == "new"
    posted = BookTransaction.objects.count()
    assert _record(it, "I06").what == "same"
    assert BookTransaction.objects.count() == posted


def test_a_changed_amount_is_corrected_by_new_transactions(it: SimpleNamespace) -> None:
    first = _record(it, "I18").record
    changed = _record(it, "I18", ROWS["I18"] | {"total_issued_tco2": "5400"})
    assert (changed.what, changed.record.posted_tco2e) == ("changed", 5400)
    kinds = list(BookTransaction.objects.order_by("id").values_list("kind", "answers"))
    assert kinds == [("issuance", None), ("correction", first.transaction_id), ("issuance", None)]
    assert _balance("JP", AccountKind.GOVERNMENT) == 2650
    assert _balance("SA", AccountKind.UNSPLIT) == 2750
    assert totals.issued().total == 5400


def test_a_changed_note_posts_nothing(it: SimpleNamespace) -> None:
    _record(it, "I18")
    assert _record(it, "I18", ROWS["I18"] | {"note": "Checked again."}).what == "changed"
    assert BookTransaction.objects.count() == 1


def test_a_posted_row_that_turns_out_to_lie_in_another_is_taken_out(it: SimpleNamespace) -> None:
    _record(it, "I04", contained_in="")
    assert totals.issued().total == 118
    _record(it, "I04", contained_in="I05")
    assert totals.issued().total == 0


def test_parts_beyond_the_total_are_refused(it: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="REC-03"), transaction.atomic():
        _record(it, "I18", ROWS["I18"] | {"total_issued_tco2": "10"})


def test_a_country_without_a_government_organisation_is_named(it: SimpleNamespace) -> None:
    Organisation.objects.filter(name="Government of SA").update(name="Another office", kind="auditor")
    with pytest.raises(Refused, match="REC-01"), transaction.atomic():
        _record(it, "I18")


def test_what_was_issued_here_is_not_posted_again(it: SimpleNamespace) -> None:
    from decimal import Decimal

    postings.open_series(host="TH", registry="JP", numbering="jcm", opened_at=2018, by=it.system, at=NOON)
    request = situations.issued(it, shares=[(it.government_japan, Decimal(100))], reference="TH014")
    posted = BookTransaction.objects.count()
    record = _record(it, "I28", projects=[request.project]).record
    assert record.same_as == Issuance.objects.get()
    assert BookTransaction.objects.count() == posted
    assert totals.issued().japan == 1009
    counted = [row.known_tco2e for row in PublicIssuance.objects.filter(counts=True)]
    assert counted == [1009]


def test_examples_count_nowhere(it: SimpleNamespace) -> None:
    situations.open_accounts(it)
    request = situations.a_request(it, to="approved")
    situations.issue_both(it, request)
    assert totals.issued() == totals.Issued(japan=757, partner=252)
    Project.objects.update(origin="example", reference="TH-EX001")
    assert totals.issued() == totals.Issued()
    assert [row.is_example for row in issuances.public_list()] == [True]


def test_the_public_list_counts_what_the_totals_count(it: SimpleNamespace) -> None:
    for key in ROWS:
        _record(it, key)
    rows = list(issuances.public_list())
    assert len(rows) == len(ROWS)
    assert sum(row.known_tco2e for row in rows if row.counts) == totals.issued().total
    assert [row.reference for row in issuances.latest(1)] == ["(one project)"]


def test_the_published_serial_comes_out_of_a_series_opened_where_it_began(it: SimpleNamespace) -> None:
    holder = an_account(it, it.japanese_company)
    postings.open_series(host="TH", registry="JP", numbering="jcm", opened_at=2018, by=it.system, at=NOON)
    lot = NewLot(host="TH", registry="JP", project="TH014", issuance=1, vintage=2021, portions=[Portion(holder, 1009)])
    posting = postings.issue(key="i", lots=[lot], by=it.system, at=NOON)
    assert str(posting.lots[0]) == "JCM-TH-JP-2018-3026-01401"
