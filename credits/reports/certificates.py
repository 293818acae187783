"""Certificates as PDF, QR code and canonical record."""

import rfc8785
import segno
from django.conf import settings
from django.utils.translation import override

from common.pdf import render_pdf
from credits.models import RetirementCertificate
from credits.selectors import certificates


def address(certificate: RetirementCertificate) -> str:
    """The permanent public address of a certificate."""
    return f"{settings.SITE_URL}{certificate.get_absolute_url()}"


def qr_code(certificate: RetirementCertificate) -> str:
    """A QR code of the certificate's address, as a data: address of an SVG."""
    code = segno.make(address(certificate), error="m")
    return str(code.svg_data_uri(scale=4, border=2))


def canonical(certificate: RetirementCertificate) -> bytes:
    """The certified record as canonical JSON (RFC 8785); its SHA-256 is the certificate's."""
    return bytes(rfc8785.dumps(certificate.record))


def pdf(certificate: RetirementCertificate, *, language: str = "en") -> bytes:
    """The certificate as an accessible PDF."""
    context = {
        "certificate": certificate,
        "use": certificate.use,
        "ranges": list(certificate.ranges.all()),
        "qr": qr_code(certificate),
        "address": address(certificate),
        "reversal": certificates.reversal_of(certificate),
    }
    with override(language):
        return render_pdf("credits/certificate_pdf.html", context, language=language, for_everybody=True)
