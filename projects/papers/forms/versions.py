"""How a version of a paper reads, and what changed between two."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committee.designations import selectors as tpes
from projects.assessments.models.teams import TeamRole
from projects.assessments.states.assessments import FindingState
from projects.assessments.states.reports import VALIDATION, VERIFICATION
from projects.modalities.models import ModalitiesEntity
from projects.sustainability.topics import SustainabilityTopic
from workflow import procedures
from workflow.drafts.forms import lines
from workflow.drafts.forms.sections import shown, title_of
from workflow.drafts.models import TABLES, row_text
from workflow.drafts.questions import Section
from workflow.papers import checks as drafts
from workflow.versions.models import PaperVersion

MANY = frozenset(
    {
        "years",
        "entities",
        "structure",
        "parameters",
        "sdip",
        "sdir",
        "allocation",
        "amounts",
        "members",
        "findings",
        "validation_scopes",
        "verification_scopes",
    }
)
_SCOPES = {
    "validation_scopes": gettext_lazy("Sectoral scopes for validation"),
    "verification_scopes": gettext_lazy("Sectoral scopes for verification"),
}
_TOPICS = {topic.name: topic.title for topic in (*VALIDATION, *VERIFICATION)}
_WORDS = re.compile(r"\s+|[^\s]+")
_CHOICES = {"yes": gettext_lazy("Yes, and we have a plan"), "no": gettext_lazy("No")}


@dataclass(frozen=True)
class Row:
    """One answer as people read it."""

    section: str
    key: str
    text: str


@dataclass(frozen=True)
class Change:
    """One answer that differs: pieces of (kind, words); kind is "same", "gone" or "new"."""

    section: str
    key: str
    pieces: tuple[tuple[str, str], ...]

    @property
    def before(self) -> tuple[tuple[str, str], ...]:
        """What stood there: the words that stayed, and those that went."""
        return tuple(piece for piece in self.pieces if piece[0] != "new")

    @property
    def after(self) -> tuple[tuple[str, str], ...]:
        """What stands there: the words that stayed, and those that came."""
        return tuple(piece for piece in self.pieces if piece[0] != "gone")


def part_of(paper: Any, slug: str) -> Section | None:
    """The section of a paper that is a form of its own, by its slug; None where there is none."""
    procedure = procedures.of(paper)
    if slug not in procedure.forms_of_their_own:
        return None
    return next((one for one in procedure.sections if one.slug == slug), None)


def part_rows(paper: Any, version: PaperVersion, part: Section) -> list[Row]:
    """The answers of a section that is a form of its own."""
    return [
        row for name in part.names if name in version.answers for row in _read(paper, "", name, version.answers[name])
    ]


def form_rows(paper: Any, version: PaperVersion) -> list[Row]:
    """The answers of a version without those that are a form of their own."""
    apart = [part_of(paper, slug) for slug in procedures.of(paper).forms_of_their_own]
    names = {name for part in apart if part is not None for name in part.names}
    kept = {name: value for name, value in version.answers.items() if name not in names}
    return _all(paper, kept)


def rows(paper: Any, version: PaperVersion) -> list[Row]:
    """Every answer of a version, in the order of the form."""
    return _all(paper, version.answers)


def _all(paper: Any, answers: Mapping[str, Any]) -> list[Row]:
    found: list[Row] = []
    left = dict(answers)
    for section in procedures.of(paper).sections:
        for name in section.names:
            if name in left:
                found += _read(paper, title_of(paper, section), name, left.pop(name))
    for name, value in left.items():
        found += _read(paper, "", name, value)
    return found


def rows_written(paper: Any) -> list[Row]:
    """Every answer of a paper that is in hand, as those of a version are read."""
    return _all(paper, drafts.words_of(paper, procedures.of(paper).answers))


def parts_since(paper: Any, number: int, newest: PaperVersion | None) -> list[tuple[str, bool]]:
    """The parts of a paper, and whether each says something else now than in the version of that number; none where no
    later one was handed in."""
    if newest is None or newest.number == number:
        return []
    read = PaperVersion.objects.get(paper=paper.paper_id, number=number)
    return [
        (title_of(paper, part), any(read.answers.get(name) != newest.answers.get(name) for name in part.names))
        for part in procedures.of(paper).sections_of(paper)
    ]


def rows_now(paper: Any, names: Sequence[str]) -> list[Row]:
    """Answers as they stand now, read as those of a version are."""
    words = drafts.words_of(paper, names)
    return [row for name in names for row in _read(paper, "", name, words[name])]


def answers(paper: Any, section: Section, *, change: bool) -> list[dict[str, Any]]:
    """What a section of a draft keeps in rows of its own, as rows of a summary list."""
    url = f"{paper.get_absolute_url()}edit/{section.slug}/" if change else ""
    found = rows_now(paper, section.keeps)
    return [{"key": row.key, "value": row.text or None, "change_url": url} for row in found]


def changes(before: Sequence[Row], after: Sequence[Row]) -> list[Change]:
    """The answers that differ between two versions, by words."""
    old = {(row.section, row.key): row.text for row in before}
    new = {(row.section, row.key): row.text for row in after}
    return [
        Change(section, key, tuple(_pieces(old.get((section, key), ""), new.get((section, key), ""))))
        for section, key in dict.fromkeys([*old, *new])
        if old.get((section, key), "") != new.get((section, key), "")
    ]


def _pieces(old: str, new: str) -> list[tuple[str, str]]:
    """By words; a blank alone between two words that differ parts them not, so that a new sentence reads as one."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matched = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    pieces: list[tuple[str, str]] = []
    gone = come = ""
    for at, (tag, a, b, c, d) in enumerate(matched):
        words = "".join(before[a:b])
        if tag != "equal":
            gone, come = gone + words, come + "".join(after[c:d])
        elif words.strip() or at in {0, len(matched) - 1}:
            pieces += [*_changed(gone, come), ("same", words)]
            gone = come = ""
        else:
            gone, come = gone + words, come + words
    return [*pieces, *_changed(gone, come)]


def _changed(gone: str, come: str) -> list[tuple[str, str]]:
    return [(kind, words) for kind, words in (("gone", gone), ("new", come)) if words]


def _read(paper: Any, section: str, name: str, value: Any) -> list[Row]:
    if name.startswith("topics."):
        return [Row(section, str(_TOPICS[name]), "\n".join(part for part in (value or {}).values() if part))]
    if name in MANY:
        return _read_many(section, name, value)
    return _read_field(paper, section, name, value)


def _read_field(paper: Any, section: str, name: str, value: Any) -> list[Row]:
    field = paper._meta.get_field(name)
    label = _("Reason") if name == "outcome_note" else str(capfirst(str(field.verbose_name)))
    if name in TABLES and isinstance(value, list):  # a PDD says the same in words
        found = [Row(section, f"{label} {at}", row_text(name, row)) for at, row in enumerate(value, 1)]
        return found or [Row(section, label, "")]
    if value is None or value == "":
        return [Row(section, label, "")]
    if isinstance(field, models.ForeignKey | models.JSONField):
        return [Row(section, label, str(value))]
    bearer = type(paper)()
    setattr(bearer, name, field.to_python(value))
    return [Row(section, label, str(shown(bearer, field) or ""))]


def _read_many(section: str, name: str, value: Any) -> list[Row]:
    """Answers that hold many: each of them is a row."""
    if name in {"sdip", "sdir"}:
        return [Row(section, str(one.label), _topic_text(value.get(one.value, {}))) for one in SustainabilityTopic]
    if name == "allocation":
        reason, *shares = value
        named = [Row(section, holder, f"{percentage} %") for holder, percentage in shares]
        return [*named, Row(section, _("How the shares follow from the contributions"), reason)]
    if name.endswith("_scopes"):
        scopes = [str(scope) for scope in tpes.scopes() if scope.pk in value]
        return [Row(section, str(_SCOPES[name]), "\n".join(scopes))]
    return [row for number, one in enumerate(value, 1) for row in _read_line(section, name, number, one)]


def _read_line(section: str, name: str, number: int, one: Any) -> list[Row]:
    match name:
        case "entities":
            return _read_entity(one)
        case "years":
            return [Row(section, str(one[0]), _years_text(*one[1:]))]
        case "amounts":
            return [Row(section, " ".join(str(part) for part in one[:-1]), f"{one[-1]} t CO₂ eq")]
        case "members":
            return [Row(_("Team"), one[0], str(TeamRole(one[1]).label))]
        case "findings":
            return [Row(_("Findings"), one[0], str(FindingState(one[2]).label))]
        case _:
            return [Row(section, str(number), lines.text_of(one))]


def _read_entity(entity: dict[str, Any]) -> list[Row]:
    """The answers of one entity of modalities of communication; a specimen signature by its hash."""
    section = entity["legal_name"] or entity["organisation"]
    found = []
    for name, value in entity.items():
        if name == "organisation":
            found.append(Row(section, _("Organisation"), value))
            continue
        field: Any = ModalitiesEntity._meta.get_field(name)
        label = str(capfirst(str(field.verbose_name)))
        if isinstance(value, bool):
            found.append(Row(section, label, _("Yes") if value else _("No")))
        else:
            found.append(Row(section, label, f"SHA-256 {value}" if value and name.endswith("_specimen") else value))
    return found


def _years_text(reference: str, project: str) -> str:
    return _("reference %(reference)s, project %(project)s t CO₂ eq") % {"reference": reference, "project": project}


def _topic_text(answer: dict[str, str]) -> str:
    parts = [str(_CHOICES.get(answer.get("relevant", ""), "")), answer.get("plan", ""), answer.get("achieved", "")]
    return ". ".join(part for part in parts if part)
