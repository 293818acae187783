"""Everything that a person reads has a Japanese text: catalogue complete, and nothing in the code outside it."""

import ast
import csv
import re
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

from common.models import PaperRow
from partners.published_words import PROGRAMMES, REGIONS

CATALOGUE = Path(settings.BASE_DIR, "locale", "ja", "LC_MESSAGES", "django.po")
PACKAGES = (
    "common",
    "partners",
    "workflow",
    "committee",
    "projects",
    "registry",
    "credits",
    "jcm_platform",
    "scenarios",
)
IN_CONTEXT = {"pgettext", "pgettext_lazy"}  # the context comes first
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
_STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
IN_TEMPLATE = re.compile(rf"(?<!p)gettext\({_STRING}|pgettext\({_STRING}, {_STRING}")

type Entry = tuple[str, str]  # context and English text


def _catalogue() -> dict[Entry, tuple[str, bool]]:
    """Each English text in its context with its Japanese one, and whether it is only guessed (fuzzy)."""
    return {
        ("" if each.msgctxt is None else each.msgctxt, each.msgid): (  # type: ignore[redundant-expr]  # none without one
            "".join(each.msgstr_plural.values()) if each.msgid_plural else each.msgstr,
            each.fuzzy,
        )
        for each in polib.pofile(str(CATALOGUE))
        if not each.obsolete
    }


def _said_in_code() -> set[Entry]:
    said = set()
    for package in PACKAGES:
        for path in Path(settings.BASE_DIR, package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                words = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
                if name in MARKS and words and isinstance(words[0], str):
                    said.add(("", words[0]))
                if name in IN_CONTEXT and len(words) == 2:
                    said.add((str(words[0]), str(words[1])))
    return said


def _said_in_templates() -> set[Entry]:
    said = set()
    for path in Path(settings.BASE_DIR, "templates").rglob("*"):
        if path.suffix in {".html", ".txt"}:
            for alone, context, text in IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
                said.add(("", _read(alone)) if alone else (_read(context), _read(text)))
    return said


def _read(quoted: str) -> str:
    return str(ast.literal_eval(quoted))


def test_every_text_of_the_catalogue_has_its_japanese() -> None:
    missing = [
        english for (_, english), (japanese, fuzzy) in _catalogue().items() if english and (fuzzy or not japanese)
    ]
    assert missing == []


def test_every_text_of_code_and_templates_is_in_the_catalogue() -> None:
    absent = sorted((_said_in_code() | _said_in_templates()) - set(_catalogue()) - {("", "")})
    assert absent == [], f"{len(absent)} texts: run `make messages` and translate them"


def test_the_check_reads_both_kinds_of_text() -> None:
    assert {("", "Partner countries"), ("person", "Name")} <= _said_in_code()
    assert {("", "What you can do here"), ("signed in", "How")} <= _said_in_templates()


REJECTED = Path(settings.BASE_DIR, "tests", "golden", "rejected_ja.csv")


def test_no_rejected_word_comes_back() -> None:
    """One word for one thing: the words that were rejected stand in a table, with what is written instead."""
    rows = list(csv.DictReader(REJECTED.read_text(encoding="utf-8").splitlines()))
    wrong = [
        f"{row['rejected']} (write {row['instead']}): {english[:60]} | {japanese[:60]}"
        for (_context, english), (japanese, _guessed) in _catalogue().items()
        for row in rows
        if row["rejected"] in japanese
        and not (row["allowed_where_english_says"] and re.search(row["allowed_where_english_says"], english))
    ]
    assert wrong == []


def test_every_kind_of_paper_has_its_name_in_both_languages() -> None:
    """The inbox, its filter and the desks call papers by it."""
    catalogue = _catalogue()
    kinds = [model for model in apps.get_models() if issubclass(model, PaperRow)]
    named = {model.__name__: str(model._meta.verbose_name) for model in kinds}
    assert [name for name, words in named.items() if ("", words) not in catalogue] == []


def test_published_words_of_regions_and_programmes_are_known() -> None:
    """What the tables bring is in the list of words, so that a new region or programme is translated, too."""
    data = Path(settings.BASE_DIR, "partners", "data")
    countries = list(csv.DictReader((data / "partner_countries.csv").read_text("utf-8").splitlines()))
    programmes = list(csv.DictReader((data / "financing_programmes.csv").read_text("utf-8").splitlines()))
    cells = ("ministry", "programme", "support_type", "manager_or_implementer")
    assert {row["region"] for row in countries} == set(REGIONS)
    assert {row[cell] for row in programmes for cell in cells} - {""} == set(PROGRAMMES)
