"""Templates carry no inline style or script, and every word in them can be translated."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
INLINE = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:ld\+)?json)", re.IGNORECASE
    ),
    "an inline handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.IGNORECASE),
}
# Names and signs that are the same in every language.
SAME_EVERYWHERE = {
    "ver",  # of a document, as the published codes write it
    "A",
    "AA",
    "AEF",
    "API",
    "CC",
    "CO",
    "CSV",
    "DOI",
    "EN",
    "English",
    "Excel",
    "GHG",
    "HTML",
    "ID",
    "ITMO",
    "JA",
    "JCM",
    "JCMA",
    "JSON",
    "Language",
    "MiB",
    "Mt",
    "NDC",
    "PDD",
    "PDF",
    "PIN",
    "QR",
    "SDIP",
    "SDIR",
    "SHA",
    "TPE",
    "URL",
    "UTC",
    "XLSX",
    "eq",
    "ha",
    "iCalendar",
    "t",
    "x",
}
COMMENT = re.compile(r"{%\s*comment.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
NAMED_LANGUAGE = re.compile(r"\slang=\"[a-z]+\">[^<{]*")
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
ATTRIBUTE = re.compile(r"\b(?:title|alt|placeholder|aria-label)\s*=\s*\"([^\"]*)\"", re.IGNORECASE)
NOT_TEXT = re.compile(r"<(script|style|svg|code|samp|kbd)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
MARKUP = re.compile(r"<[^>]*>", re.DOTALL)
ENTITY = re.compile(r"&[#\w]+;")
WORD = re.compile(r"[A-Za-z]+")


def _name(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR / "templates"))


def _untranslated(text: str) -> list[str]:
    for what in (COMMENT, TRANSLATED, NAMED_LANGUAGE, TAG):
        text = what.sub(" ", text)
    said = ATTRIBUTE.findall(text)
    shown = ENTITY.sub(" ", MARKUP.sub(" ", NOT_TEXT.sub(" ", text)))
    return [word for part in (*said, shown) for word in WORD.findall(part) if word not in SAME_EVERYWHERE]


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_has_nothing_inline(path: Path) -> None:
    text = COMMENT.sub(" ", path.read_text())
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_word_of_a_template_is_translated(path: Path) -> None:
    assert _untranslated(path.read_text()) == []


def test_the_check_sees_untranslated_words() -> None:
    assert _untranslated('<p title="Close it">{% translate "Fine" %} Hello {{ name }}</p>') == ["Close", "it", "Hello"]
    assert INLINE["an inline handler"].search('<a onclick="go()">')
    assert INLINE["an inline script"].search("<script>go()</script>")
    assert not INLINE["an inline script"].search('<script src="x.js" defer></script>')
