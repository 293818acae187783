"""Public pages of certificates: list, page, PDF and canonical record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from common.limits import Turn
from common.listing import Column, Listing
from common.screens import anyone, screen
from credits.models import RetirementCertificate
from credits.reports import certificates as reports
from credits.selectors import certificates as selectors
from credits.selectors import totals


def _serials(certificate: RetirementCertificate) -> str:
    return "; ".join(part.serial for part in certificate.ranges.all())


CERTIFICATES = Listing(
    name="jcm-retirements",
    title=_("Retirements and cancellations"),
    lead=_(
        "Every unit that came to its final use on this platform, by whom and what for. Nobody can use these units "
        "again."
    ),
    empty=_("No unit has been retired or cancelled yet."),
    columns=[
        Column("number", _("Certificate"), link=lambda c: c.get_absolute_url(), sort="number"),
        Column("issued_at", _("Date"), value=lambda c: c.issued_at.date(), sort="issued_at"),
        Column("use.act", _("Act"), show=lambda c: c.use.get_act_display()),
        Column("use.purpose", _("Purpose"), show=lambda c: c.use.get_purpose_display()),
        Column("use.year", _("Year"), on_page=False),
        Column("use.beneficiary", _("Beneficiary"), sort="use__beneficiary"),
        Column("quantity_tco2e", _("t CO₂ eq"), numeric=True, sort="quantity_tco2e"),
        Column("serials", _("Serial numbers"), value=_serials, on_page=False),
        Column("is_example", _("Example"), value=lambda c: c.is_example),
        Column("sha256", _("SHA-256"), on_page=False),
    ],
    search=["number__istartswith", "use__beneficiary", "ranges__serial__istartswith"],
    order=["-issued_at"],
)


@screen(may=anyone, methods=("GET",))
def certificate_list(request: HttpRequest) -> HttpResponse:
    """Every certificate, searchable and to download."""
    context = {"used": totals.used()}
    every = selectors.public().distinct()
    return CERTIFICATES.respond(request, every, template="credits/certificate_list.html", context=context)


def _find(number: str) -> RetirementCertificate:
    certificate: RetirementCertificate = get_object_or_404(selectors.public(), number=number)
    return certificate


@screen(may=anyone, methods=("GET",))
def certificate_page(request: HttpRequest, number: str) -> HttpResponse:
    """The permanent page of a certificate."""
    certificate = _find(number)
    context = {
        "certificate": certificate,
        "use": certificate.use,
        "ranges": certificate.ranges.all(),
        "qr": reports.qr_code(certificate),
        "address": reports.address(certificate),
        "reversal": selectors.reversal_of(certificate),
    }
    return render(request, "credits/certificate_page.html", context)


@screen(may=anyone, methods=("GET",))
def certificate_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from a transaction to its certificate; to the list where it has none."""
    certificate = selectors.public().filter(transaction=pk).first()
    return redirect(certificate) if certificate else redirect("credits:certificate-list")


@screen(may=anyone, methods=("GET",))
def certificate_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The certificate as a PDF, in the reader's language."""
    certificate = _find(number)
    with Turn(request, "document"):
        content = reports.pdf(certificate, language=get_language() or "en")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{number}.pdf"'
    return response


@screen(may=anyone, methods=("GET",))
def certificate_record(request: HttpRequest, number: str) -> HttpResponse:
    """The canonical record whose SHA-256 stands on the certificate, byte by byte."""
    response = HttpResponse(reports.canonical(_find(number)), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{number}.json"'
    return response
