"""Corresponding adjustments of each Party: public, with the records behind every figure."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common import clock
from common.refusals import Sentence
from common.screens import anyone, screen
from credits.adjustments.rows import BY_YEAR_OF, LABELS, Row
from credits.permissions import may_authorise
from credits.reports import adjustments as reports
from credits.selectors import adjustments, mitigation_events, parties, party_records

MISSING: dict[str, Sentence] = {
    "target": _("No NDC of this Party is recorded"),
    "path": _("The trajectory or budget of the year"),
    "inventory": _("The emissions of the year"),
    "portion": _("The emissions of the portion covered, of the year"),
    "vintage": _("The vintage year of"),
    "year": _("The year of use of"),
}


@screen(may=anyone, methods=("GET",))
def adjustment_list(request: HttpRequest) -> HttpResponse:
    """Every Party, and for officers the records of their own that wait."""
    may = may_authorise(request.user)
    context = {
        "parties": parties.every(),
        "own": parties.acted_for(request.user) if may else [],
        "to_confirm": party_records.to_confirm(request.user) if may else [],
    }
    return render(request, "credits/adjustment_list.html", context)


@screen(may=anyone, methods=("GET",))
def adjustment_page(request: HttpRequest, party: str) -> HttpResponse:
    """The twelve rows of a Party, as page or as the download that is asked for."""
    one = parties.by_code(party)
    standing = adjustments.of(one, period=request.GET.get("period") or None, method=request.GET.get("method") or None)
    if request.GET.get("format") in reports.WRITERS:
        return _download(standing, request.GET["format"])
    summary = standing.summary
    context = {
        "party": one,
        "standing": standing,
        "table": [(row, LABELS[row], BY_YEAR_OF.get(row, ""), summary.row(row)) for row in Row] if summary else [],
        "differs": adjustments.differs_from_final(standing),
        "chart": reports.chart(summary) if summary else None,
        "missing": _missing(standing.missing),
        "pairs": _named(adjustments.pairs_of(one, standing.events)),
        "versions": party_records.versions(one),
        "own": one.code in {each.code for each in parties.acted_for(request.user)},
    }
    return render(request, "credits/adjustment_page.html", context)


def _download(standing: adjustments.Standing, wanted: str) -> HttpResponse:
    write, media_type = reports.WRITERS[wanted]
    name = f"adjustments-{standing.party.code}-{clock.today():%Y-%m-%d}.{wanted}"
    return HttpResponse(
        write(standing),
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _missing(names: Sequence[str]) -> list[tuple[Sentence, list[str]]]:
    """What is missing in words, with the years or records of each kind together."""
    kinds = dict.fromkeys(name.partition(":")[0] for name in names)
    return [(MISSING[kind], [n.partition(":")[2] for n in names if n.partition(":")[0] == kind]) for kind in kinds]


def _named(pairs: list[tuple[str, str]]) -> list[tuple[parties.Party, parties.Party]]:
    every = {each.code: each for each in parties.every()} if pairs else {}
    return [(every[first], every[other]) for first, other in pairs if first in every and other in every]


@screen(may=anyone, methods=("GET",))
def adjustment_figure(request: HttpRequest, party: str, row: int, year: int) -> HttpResponse:
    """One figure with every record behind it, and what each does to it."""
    one = parties.by_code(party)
    standing = adjustments.of(one, period=request.GET.get("period") or None)
    figure = adjustments.figure(standing, row, year)
    records = mitigation_events.records_of([key for key, _tonnes in figure.keys])
    context = {
        "party": one,
        "figure": figure,
        "label": LABELS[figure.row],
        "missing": _missing(list(figure.missing)),
        "lines": [(*records.get(key, (key, "")), tonnes) for key, tonnes in figure.keys],
    }
    return render(request, "credits/adjustment_figure.html", context)


@screen(may=anyone, methods=("GET",))
def adjustment_mirror(request: HttpRequest, party: str, other: str) -> HttpResponse:
    """Both Parties' books of one pair side by side: what one adds, the other has acquired and used."""
    first, second = parties.by_code(party), parties.by_code(other)
    rows = adjustments.mirrored(first, second, mitigation_events.every())
    keys = [key for row in rows for key in (*row.added_keys, *row.used_keys)]
    context = {"party": first, "other": second, "rows": rows, "records": mitigation_events.records_of(keys)}
    return render(request, "credits/adjustment_mirror.html", context)
