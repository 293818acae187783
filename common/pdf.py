"""PDF from templates, in both languages, with the fonts that the pages ship (`common.fonts`).

They come in slices by unicode-range, which WeasyPrint does not read; two slices of one family get mixed up. So each
slice is a family of its own, and only the slices of the signs that a document shows are loaded, once.
"""

import hashlib
import logging
import os
import re
import string
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock, get_ident

from django.conf import settings
from django.template.loader import render_to_string
from prometheus_client import Counter
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from common import fonts

log = logging.getLogger(__name__)
NOT_KEPT = Counter("jcm_documents_not_kept_total", "Public documents that could not be kept on disk.")
MOST_KEPT = 1000
_MARKUP = re.compile(r"<[^>]*>")
_ALWAYS = string.ascii_letters + string.digits + " /"  # the foot of each page


@dataclass
class _Press:
    """What is kept between documents: loaded slices and parsed style sheets. One document at a time."""

    config: FontConfiguration = field(default_factory=FontConfiguration)
    loaded: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def load(self, needed: list[fonts.Slice]) -> None:
        for part in needed:
            if part.family not in self.loaded:
                CSS(
                    string=part.rule, base_url=f"{fonts.dist()}/", font_config=self.config, url_fetcher=_fetcher("file")
                )
                self.loaded.add(part.family)


_PRESS = _Press()
for _talker in ("weasyprint.progress", "fontTools"):
    logging.getLogger(_talker).setLevel(logging.WARNING)  # each step of each document is no news


def render_pdf(
    template: str, context: Mapping[str, object], *, language: str = "en", for_everybody: bool = False
) -> bytes:
    """A tagged, accessible PDF (PDF/UA) from a template that extends `pdf/base.html`; images by data: only.

    Args:
        for_everybody: a public document: drawn once, then kept under the hash of what it says.
    """
    head, body = render_to_string(template, {"language": language, **context}).split("<body", 1)
    html = f"{head}<body{body.replace('₂', '<sub>2</sub>')}"  # the font has no sign of its own for it
    return _kept(html, language) if for_everybody else _drawn(html)


def _kept(html: str, language: str) -> bytes:
    """The document of this very text, from the folder of those drawn before."""
    text = hashlib.sha256(f"{language}\0{_style_hash()}\0{html}".encode()).hexdigest()
    folder = Path(settings.VAR) / "documents"
    path = folder / f"{text}.pdf"
    with suppress(FileNotFoundError):
        return path.read_bytes()
    content = _drawn(html)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}-{get_ident()}")
        draft.write_bytes(content)
        draft.replace(path)
        for old in sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError as fault:  # a full or closed disk keeps nobody from reading
        NOT_KEPT.inc()
        log.warning("A document was not kept: %s", fault)
    return content


@cache
def _style_hash() -> str:
    return hashlib.sha256(
        (fonts.dist() / "pdf.css").read_bytes() + (fonts.dist() / "fonts.css").read_bytes()
    ).hexdigest()


def _drawn(html: str) -> bytes:
    html = fonts.spelled(html)
    with _PRESS.lock:
        needed = fonts.needed(_MARKUP.sub("", html) + _ALWAYS)
        _PRESS.load(needed)
        families = ", ".join(f'"{part.family}"' for part in needed)
        fetcher, rule = _fetcher("data"), f"{{ font-family: {families} }}"
        chosen = CSS(string=f"@page {rule} html {rule}", url_fetcher=fetcher)
        document = HTML(string=html, url_fetcher=fetcher)
        written = document.write_pdf(stylesheets=[_style(), chosen], font_config=_PRESS.config, pdf_variant="pdf/ua-1")
    return bytes(written)


@cache
def _style() -> CSS:
    return CSS(filename=str(fonts.dist() / "pdf.css"), url_fetcher=_fetcher("file"))


@cache
def _fetcher(protocol: str) -> URLFetcher:
    """One for all documents: each new one reads the machine's certificates, though none is ever asked for."""
    return URLFetcher(allowed_protocols=(protocol,))
