"""How far the JCM has come towards its targets, for everybody, with the data behind each bar."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from common import clock
from common.screens import anyone, screen
from credits.reports import progress as reports
from credits.selectors import progress

WORDS = {"country": _("By country"), "sector": _("By sector"), "programme": _("By programme")}


@screen(may=anyone, methods=("GET",))
def progress_page(request: HttpRequest) -> HttpResponse:
    """Issued, verified and expected beside the targets, by country, sector or programme."""
    kind = request.GET.get("kind", "")
    grouping = kind if kind in progress.GROUPINGS else "country"
    lines = progress.by(grouping)
    wanted = request.GET.get("format", "")
    if wanted in reports.WRITERS:
        write, media_type = reports.WRITERS[wanted]
        name = f"progress-{grouping}-{clock.today():%Y-%m-%d}.{wanted}"
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(write(lines), content_type=media_type, headers=disposition)
    total = progress.total(lines)
    context = {
        "grouping": grouping,
        "groupings": WORDS.items(),
        "lines": [(line, list(line.expected.values())) for line in lines],
        "total": total,
        "expected": list(total.expected.values()),
        "targets": [(year, tonnes, total.expected[year]) for year, tonnes in settings.TARGETS_TCO2E.items()],
        "today": clock.today(),
    }
    return render(request, "credits/progress_page.html", context)
