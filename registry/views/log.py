"""The transparency log for everybody: a page that explains it, and the files of C2SP tlog-tiles."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import numbers
from common.listing import Column, Listing
from common.screens import anyone, screen
from registry.selectors import log
from registry.tlog import tiles
from registry.tlog.tree import WIDTH

LEVELS = frozenset("01234567")
NEVER_CHANGES = "public, max-age=31536000, immutable"
SOON_OLD = "public, max-age=5"
PROGRAMS = Path(__file__).resolve().parent.parent
PLAIN, BYTES, JSON = "text/plain; charset=utf-8", "application/octet-stream", "application/json"


def _file(content: bytes | str | None, kind: str, *, cache: str) -> HttpResponse:
    if content is None:
        raise Http404
    return HttpResponse(
        content, content_type=kind, headers={"Cache-Control": cache, "Access-Control-Allow-Origin": "*"}
    )


@screen(may=anyone, methods=("GET",))
def log_page(request: HttpRequest) -> HttpResponse:
    """What the log is, its head, and how to check it."""
    head = log.checkpoint()
    context = {
        "head": head,
        "note": log.published(head) if head else "",
        "cosigned": head.cosignatures.all() if head else [],
        "keys": log.verifier_keys(),
        "latest": log.public()[:20],
    }
    return render(request, "registry/log_page.html", context)


@screen(may=anyone, methods=("GET",))
def log_checkpoint(request: HttpRequest) -> HttpResponse:
    """The newest signed head."""
    head = log.checkpoint()
    return _file(log.published(head) if head else None, PLAIN, cache=SOON_OLD)


@screen(may=anyone, methods=("GET",))
def log_keys(request: HttpRequest) -> HttpResponse:
    """The public keys of the log, one a line, newest first."""
    return _file("".join(f"{key}\n" for key in log.verifier_keys()), PLAIN, cache=SOON_OLD)


@screen(may=anyone, methods=("GET",))
def log_totals(request: HttpRequest) -> HttpResponse:
    """What lies in each registry by kind of account after the newest head, for comparison with a replay."""
    head = log.checkpoint()
    return _file(log.totals_at(head) if head else None, JSON, cache=SOON_OLD)


@screen(may=anyone, methods=("GET",))
def log_verifier(request: HttpRequest) -> HttpResponse:
    """The stand-alone verifier, to read and to run."""
    return _program("verifier.py")


@screen(may=anyone, methods=("GET",))
def log_witness(request: HttpRequest) -> HttpResponse:
    """The stand-alone witness, for whoever wants to watch that the log only grows."""
    return _program("witness.py")


def _program(name: str) -> HttpResponse:
    answer = _file((PROGRAMS / name).read_text(encoding="utf-8"), PLAIN, cache=SOON_OLD)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@screen(may=anyone, methods=("GET",))
def log_tile(request: HttpRequest, level: str, number: str, width: int = WIDTH) -> HttpResponse:
    """A tile of hashes, or a bundle of entries, in the one spelling of its address."""
    place = tiles.number_of(number)
    height = "entries" if level == "entries" else numbers.whole(level) if level in LEVELS else None
    if place is None or height is None or not 0 < width <= WIDTH:
        raise Http404
    return _file(log.tile(height, place, width), BYTES, cache=NEVER_CHANGES)


@screen(may=anyone, methods=("GET",))
def log_entry(request: HttpRequest, position: int) -> HttpResponse:
    """The exact text of an entry."""
    return _file(get_object_or_404(log.public(), position=position).body, JSON, cache=NEVER_CHANGES)


@screen(may=anyone, methods=("GET",))
def log_proof(request: HttpRequest, position: int) -> HttpResponse:
    """The `.tlog-proof` of an entry: offline evidence that it stands in the log."""
    answer = _file(log.proof(position), PLAIN, cache=SOON_OLD)
    answer["Content-Disposition"] = f'attachment; filename="entry-{position}.tlog-proof"'
    return answer


ENTRIES = Listing(
    name="jcm-log",
    title=_("Entries of a transaction in the transparency log"),
    lead=_("Each entry is the public record of what was posted. Its proof can be checked without this site."),
    empty=_("The transaction is not in a signed head yet. The next one is made within a minute."),
    columns=[
        Column("position", _("Entry"), link=lambda e: reverse("registry:log-entry", args=[e.position])),
        Column(
            "proof",
            _("Proof"),
            value=lambda e: f"entry-{e.position}.tlog-proof",
            link=lambda e: reverse("registry:log-proof", args=[e.position]),
        ),
    ],
    search=[],
    order=["position"],
)


@screen(may=anyone, methods=("GET",))
def log_transaction(request: HttpRequest, pk: int) -> HttpResponse:
    """The entries of one transaction, with their proofs."""
    return ENTRIES.respond(request, log.public().filter(transaction=pk))
