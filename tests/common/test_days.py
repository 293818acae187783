"""Days as people type them: every usual form of every country, or a sentence."""

from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from common import days
from common.widgets import DateField, YearField

FIRST_OF_OCTOBER = date(2026, 10, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-01",
        "2026/10/1",
        "2026.10.1",
        "20261001",
        " 2026-10-01 ",
        "２０２６－１０－０１",
        "1 October 2026",
        "1 Oct 2026",
        "1-Oct-2026",
        "1st October 2026",
        "October 1, 2026",
        "Thursday, 1 October 2026",
        "2026年10月1日",
        "２０２６年１０月１日",
        "2026年10月1日（木）",
        "2026年10月1日木曜日",
        "西暦2026年10月1日",
        "令和8年10月1日",
        "令和 8 年 10 月 1 日",
        "R8.10.1",
        "r8/10/1",
        "2569-10-01 B.E.",
        "1 October 2569 BE",
        "1 ตุลาคม พ.ศ. 2569",
        "1 ต.ค. พ.ศ. 2569",
        "1 ตุลาคม ค.ศ. 2026",
    ],
)
def test_every_usual_form_of_a_day_is_taken(text: str) -> None:
    assert DateField().clean(text) == FIRST_OF_OCTOBER


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("H1.1.8", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("15/04/2026", date(2026, 4, 15)),
        ("12/31/2026", date(2026, 12, 31)),
        ("31.12.2026", date(2026, 12, 31)),
    ],
)
def test_a_day_of_another_era_or_order_is_taken(text: str, day: date) -> None:
    assert DateField().clean(text) == day


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_shown_form_is_read_again(language: str) -> None:
    with override(language):
        assert DateField().clean(days.day(FIRST_OF_OCTOBER)) == FIRST_OF_OCTOBER


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2569-10-01", "looks like one of the Buddhist era. Write 2026"),
        ("1 ตุลาคม 2569", "looks like one of the Buddhist era. Write 2026"),
        ("01/10/2026", "can be read as 2026-10-01 or as 2026-01-10"),
        ("2026-02-30", "There is no day"),
        ("2026-13-01", "There is no day"),
        ("令和元年4月30日", "does not lie in that era"),
        ("S64.1.8", "does not lie in that era"),
        ("9999-12-31", "before the year 9001"),
        ("0001-01-01", "from the year 1900"),
        ("1899-12-31", "from the year 1900"),
        ("-0044-03-15", "is not a date"),
        ("15 March 44 BC", "is not a date"),
        ("²026-10-01", "is not a date"),
        ("٢٠٢٦-10-01", "is not a date"),
        ("26.10.1", "is not a date"),
        ("9" * 1000, "is not a date"),
    ],
)
def test_what_is_no_day_or_two_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        DateField().clean(text)
    assert said in " ".join(refused.value.messages)


@pytest.mark.parametrize("text", ["2026", "2026年", "２０２６", "2026年度", "令和8年", "R8", "2569 B.E.", "พ.ศ. 2569"])
def test_a_year_is_read_in_the_era_that_it_names(text: str) -> None:
    assert YearField().clean(text) == 2026


@pytest.mark.parametrize("text", ["2569", "10000", "0", "-1", "20.26", "1e3", "²026", "26"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        YearField().clean(text)
