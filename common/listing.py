"""Lists that can be searched, filtered, sorted, paged and downloaded, each from one declaration of its columns."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from tempfile import TemporaryFile
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, OrderBy, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_filters import FilterSet
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from common import clock, limits, numbers, search
from common.refusals import Sentence
from common.templatetags.jcm import Shown, day, instant, or_not_published, tonnes

CHUNK = 2000
FORMULA_SIGNS = tuple("=+-@＝＋－＠\t\r\n")  # Japanese programs run the wide ones too
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # a workbook with one is broken

type Row = Any  # of any list: its columns know what it is


@dataclass(frozen=True)
class Column:
    """One column of a list and of its downloads.

    Attributes:
        key: name in the downloads; also the path of the value ("country.iso2") where `value` is not given.
        value: gives the plain value of a row: text, number, date, bool or None (unknown).
        show: gives the cell of the page where the plain value is not enough (a tag, say).
        link: gives the address that the cell leads to, or "".
        sort: the order_by name; empty for a column that does not sort.
        on_page: False for a column of the downloads alone.
    """

    key: str
    label: Sentence
    value: Callable[[Row], Shown] | None = None
    show: Callable[[Row], Shown] | None = None
    link: Callable[[Row], str] | None = None
    sort: str = ""
    numeric: bool = False
    on_page: bool = True

    def of(self, row: Row) -> Shown:
        """The plain value of the row."""
        if self.value is not None:
            return self.value(row)
        return reduce(_step, self.key.split("."), row)


def _step(thing: Row, name: str) -> Shown:
    return None if thing is None else getattr(thing, name)


@dataclass(frozen=True)
class Cell:
    """What stands in one place of the table."""

    shown: Shown
    url: str
    numeric: bool


@dataclass(frozen=True)
class Heading:
    """A column's heading on the page, with the address that sorts by it."""

    label: Sentence
    numeric: bool
    sort_url: str
    sorted: str


@dataclass(frozen=True)
class Listing:
    """A list: what it shows, how it is searched, and in which order it stands.

    Attributes:
        name: file name of the downloads, without extension.
        search: model fields in which each typed word is looked for (contains, or the look-up named).
        filters: a django-filter `FilterSet`; its fields stand in the search form.
        order: order_by names; the primary key is added so that pages never overlap.
    """

    name: str
    title: Sentence
    columns: Sequence[Column]
    search: Sequence[str] = ()
    filters: type[FilterSet] | None = None
    page_size: int = 25
    order: Sequence[str | OrderBy] = field(default=("pk",))
    lead: Sentence = ""
    empty: Sentence = ""

    def respond[M: Model](
        self,
        request: HttpRequest,
        queryset: QuerySet[M],
        *,
        template: str = "listing.html",
        context: Mapping[str, object] | None = None,
    ) -> HttpResponse:
        """The page, or the download that `?format=csv|json|xlsx` asks for; everything found, not one page of it."""
        filterset = self.filters(request.GET, queryset=queryset, request=request) if self.filters else None
        rows = self.ordered(filterset.qs if filterset is not None else queryset, request.GET)
        make = {"csv": self._csv, "json": self._json, "xlsx": self._xlsx}.get(request.GET.get("format", ""))
        if make is not None:
            turn = limits.Turn(request, "download")
            try:
                answer = make(rows)
            except BaseException:
                turn.give_back()
                raise
            answer._resource_closers.append(turn.give_back)  # type: ignore[attr-defined]  # Django calls them at the end
            return cast(HttpResponse, answer)  # a stream; views are typed by the usual class
        return render(request, template, {**self._page(request, rows, filterset), **(context or {})})

    def ordered[M: Model](self, queryset: QuerySet[M], params: QueryDict) -> QuerySet[M]:
        """The rows in which all words of `q` are found, in the order of `sort`; the API asks for the same."""
        return self._searched(queryset, params.get("q", "")).order_by(*self._ordering(params.get("sort", "")), "pk")

    def _searched[M: Model](self, queryset: QuerySet[M], words: str) -> QuerySet[M]:
        return search.matching(queryset, self.search, words)

    def _ordering(self, wish: str) -> list[str | OrderBy]:
        sorts = {column.key: column.sort for column in self.columns if column.sort}
        name = sorts.get(wish.removeprefix("-"))
        if name is None:
            return list(self.order)
        if name in {"reference", "number"}:
            return [*numbers.by_number(name, descending=wish.startswith("-")), *self.order]
        return [f"-{name}" if wish.startswith("-") else name, *self.order]

    def _page(self, request: HttpRequest, rows: QuerySet[Row], filterset: FilterSet | None) -> dict[str, object]:
        page: Page[Row] = Paginator(rows, self.page_size).get_page(request.GET.get("page"))
        shown = [column for column in self.columns if column.on_page]
        return {
            "listing": self,
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
            "headings": [self._heading(column, request.GET) for column in shown],
            "rows": [[_cell(column, row) for column in shown] for row in page.object_list],
            "filter_fields": list(filterset.form.visible_fields()) if filterset is not None else [],
            "q": request.GET.get("q", ""),
            "is_narrowed": any(value for key, value in request.GET.items() if key not in {"page", "sort", "format"}),
        }

    def _heading(self, column: Column, params: QueryDict) -> Heading:
        if not column.sort:
            return Heading(column.label, column.numeric, "", "")
        wish = params.get("sort", "")
        stands = {column.key: "ascending", f"-{column.key}": "descending"}.get(wish, "")
        changed = params.copy()
        changed.pop("page", None)
        changed["sort"] = f"-{column.key}" if stands == "ascending" else column.key
        return Heading(column.label, column.numeric, f"?{changed.urlencode()}", stands)

    def _plain_rows(self, rows: QuerySet[Row]) -> Iterator[list[Shown]]:
        for row in rows.iterator(chunk_size=CHUNK):
            with override("en"):  # data are the same whoever downloads them
                yield [_plain(column.of(row)) for column in self.columns]

    def _keys(self) -> list[str]:
        return [column.key.replace(".", "_") for column in self.columns]

    def _csv(self, rows: QuerySet[Row]) -> HttpResponseBase:
        writer = csv.writer(_Echo())
        lines = (writer.writerow([harmless(value) for value in row]) for row in self._plain_rows(rows))
        first = "\ufeff" + writer.writerow(self._keys())  # spreadsheet programs know UTF-8 by the mark
        response = StreamingHttpResponse(_after(first, lines), content_type="text/csv; charset=utf-8")
        return self._attached(response, "csv")

    def _json(self, rows: QuerySet[Row]) -> HttpResponseBase:
        keys = self._keys()
        lines = (json.dumps(dict(zip(keys, row, strict=True)), cls=DjangoJSONEncoder) for row in self._plain_rows(rows))
        return self._attached(StreamingHttpResponse(_as_list(lines), content_type="application/json"), "json")

    def _xlsx(self, rows: QuerySet[Row]) -> HttpResponseBase:
        book = Workbook(write_only=True)
        sheet = book.create_sheet(self.name[:31])
        sheet.append(self._keys())
        for row in self._plain_rows(rows):
            sheet.append([_typed(sheet, value) for value in row])
        target = TemporaryFile()  # noqa: SIM115  the response closes it
        book.save(target)
        target.seek(0)
        return self._attached(FileResponse(target), "xlsx")

    def _attached(self, response: HttpResponseBase, extension: str) -> HttpResponseBase:
        response["Content-Disposition"] = f'attachment; filename="{self.name}-{clock.today():%Y-%m-%d}.{extension}"'
        if extension == "xlsx":
            response["Content-Type"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return response


class _Echo:
    """A file for csv.writer that gives each line back."""

    def write(self, line: str) -> str:
        return line


def _after(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _as_list(rows: Iterator[str]) -> Iterator[str]:
    yield "["
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n{row}"
    yield "\n]\n"


def _plain(value: Shown) -> Shown:
    """A value as data: numbers, days and booleans as they are, anything else as text."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return Decimal(f"{value.normalize():f}")
    return value if value is None or isinstance(value, bool | int | float | date) else str(value)


def harmless(value: Shown) -> Shown:
    """Text that a spreadsheet program would run as a formula gets a quote before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def _typed(sheet: Any, value: Shown) -> Shown:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub("\ufffd", value))
    cell.data_type = "s"  # never a formula
    return cell


def _cell(column: Column, row: Row) -> Cell:
    shown = column.show(row) if column.show is not None else _shown(column, column.of(row))
    return Cell(shown, column.link(row) if column.link is not None else "", column.numeric)


def _shown(column: Column, value: Shown) -> Shown:
    if value is None or value == "":
        return or_not_published(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return day(value)
    return tonnes(value) if column.numeric and not isinstance(value, str) else value
