"""The rules of all countries side by side, the history of one country's, and how long steps take."""

import csv
from collections.abc import Iterable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from common import clock
from common.limits import Turn
from common.listing import harmless
from common.screens import anyone, screen
from partners.countries import selectors as countries
from partners.rulebooks.forms import MatrixForm, ServiceTimeForm
from partners.rulebooks.selectors import matrix as rule_matrix
from workflow.steps.selectors import service_times

MATRIX_HEAD = ("country", "track", "version", "in_force_from", "in_force_until", "rule", "value", "differs", "source")
TIMES_HEAD = (
    "step",
    "country",
    "rule",
    "done_in_365_days",
    "median_days",
    "p90_days",
    "in_time",
    "open",
    "overdue",
    "oldest_open_since",
)


@screen(may=anyone, methods=("GET",))
def rulebook_matrix(request: HttpRequest) -> HttpResponse:
    """All countries' rules side by side, with what differs from the default."""
    today = clock.today()
    if request.GET.get("format") == "csv":
        with Turn(request, "download"), override("en"):
            lines = rule_matrix.matrix(today, group="all").lines
            rows = [
                (
                    line.rulebook.country.iso2,
                    line.rulebook.track,
                    line.rulebook.version,
                    line.rulebook.in_force.lower,
                    line.rulebook.in_force.upper or "",
                    cell.key,
                    cell.shown,
                    cell.is_own,
                    cell.source,
                )
                for line in lines
                for cell in line.cells
            ]
        return _csv("jcm-rules", MATRIX_HEAD, rows)
    form = MatrixForm(request.GET, countries=countries.public())
    wish = form.chosen()
    return render(request, "portal/rulebook_matrix.html", {"form": form, "matrix": rule_matrix.matrix(today, **wish)})


@screen(may=anyone, methods=("GET",))
def rulebook_history(request: HttpRequest, iso2: str) -> HttpResponse:
    """Every rulebook of a country with what each changed."""
    country = countries.public().filter(iso2=iso2.upper()).first()
    if country is None:
        raise Http404
    context = {"country": country, "versions": rule_matrix.history(country), "today": clock.today()}
    return render(request, "portal/rulebook_history.html", context)


@screen(may=anyone, methods=("GET",))
def service_time_list(request: HttpRequest) -> HttpResponse:
    """How long each step takes, against the rule."""
    today, examples = clock.today(), request.GET.get("examples") == "1"
    if request.GET.get("format") == "csv":
        with Turn(request, "download"), override("en"):
            times = service_times.table(today, by_country=True, examples=examples)
            return _csv("jcm-service-times", TIMES_HEAD, [_cells(each) for each in times])
    form = ServiceTimeForm(request.GET, countries=countries.public())
    wish = form.chosen()
    by_country = bool(wish["key"] or wish["country"])
    context = {
        "form": form,
        "by_country": by_country,
        "examples": examples,
        "has_examples": service_times.has_examples(),
        "times": service_times.table(today, by_country=by_country, examples=examples, **wish),
    }
    return render(request, "portal/service_times.html", context)


def _cells(time: service_times.ServiceTime) -> Sequence[object]:
    """A service time in the columns of `TIMES_HEAD`."""
    return (
        time.key,
        time.country.iso2 if time.country else "",
        time.rule,
        time.done,
        time.median_days,
        time.slowest_tenth_days,
        time.in_time,
        time.open_now,
        time.overdue_now,
        time.oldest_since,
    )


def _csv(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.csv"'
    writer = csv.writer(answer)
    writer.writerow(head)
    writer.writerows([[harmless(value) for value in row] for row in rows])
    return answer
