"""Whether somebody may write a paper, over words that they have seen; whether every point is confirmed."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _

from common.drafts import Seen, hash_of, unchanged
from common.machines import Predicate, interested, judging_of
from common.models import PaperRow
from common.refusals import Refused, Sentence
from common.text import plain, shows
from partners import permissions
from partners.people.models.people import User
from workflow import procedures
from workflow.corrections import selectors as corrections
from workflow.corrections.models import Correction, CorrectionPart
from workflow.corrections.permissions import opened_as_entity, opened_as_secretariat
from workflow.corrections.states import CorrectionState
from workflow.drafts.questions import Section
from workflow.drafts.selectors import put, put_rows


def writable(paper: PaperRow, by: User | AnonymousUser) -> None:
    """Raises: Refused DRF-01 (403) or DRF-02 (409) as the paper's procedure says, where this person may not write."""
    procedures.of(paper).writable(paper, by)


def named_open(paper: PaperRow, names: Iterable[str]) -> None:
    """Where an officer gave the paper back with named parts, these answers stand in one of them.

    Raises: Refused DRF-06 (409).
    """
    returned = corrections.returned_of(paper)
    if returned is not None and not set(names) <= set(returned.names):
        raise _not_open()


def only_open(before: Mapping[str, Any], after: Mapping[str, Any], names: Sequence[str]) -> None:
    """Raises: Refused DRF-06 (409) where an answer changed that stands in none of the parts that are open."""
    if any(after[name] != before[name] for name in after if name not in names):
        raise _not_open()


def _not_open() -> Refused:
    return Refused(
        "DRF-06",
        _("Only the parts that were named are open for correction. What stands in the others stays as it is."),
        status=409,
    )


def correctable(correction: Correction, by: User | AnonymousUser) -> None:
    """Raises: Refused DRF-01 (403) for others than the paper's parties, DRF-02 (409) once it was handed in."""
    if not permissions.participant_of(correction, by):
        raise Refused("DRF-01", _("Only people of the project’s participants write on this paper."), status=403)
    if correction.state != CorrectionState.OPEN:
        raise Refused("DRF-02", _("This paper was handed in already and cannot be changed now."), status=409)


def written_on(row: PaperRow, correction: Correction) -> None:
    """Put what a correction has written so far on the row that is in hand; nothing is saved."""
    makers = procedures.of(row).row_makers
    for name, stored in correction.written.items():
        if name in makers:
            put_rows(row, name, makers[name](row, stored))
        else:
            put(row, name, stored)


def plain_facts(row: PaperRow) -> dict[str, Any]:
    """Every answer of a paper as JSON keeps it."""
    return {name: _plain(value) for name, value in facts_of(row, procedures.of(row).answers).items()}


def may_reopen(row: PaperRow, by: User, *, is_asked: bool) -> None:
    """Raises: Refused COR-05 (403) for others than the kind names, or JCMA where no finding asks; COI-06 (403)."""
    may: Predicate = procedures.of(row).reopened_by if is_asked else permissions.secretariat
    if judging_of(may)(row, by):
        return
    if may(row, by):
        raise interested()
    raise Refused(
        "COR-05", _("Only the entity at work, by a finding, or JCMA opens parts of this paper again."), status=403
    )


def parts_named(row: PaperRow, sections: Sequence[str]) -> list[Section]:
    """The sections of these slugs. Raises Refused COR-01 where none is named or the form has no such part."""
    procedure = procedures.of(row)
    known = {section.slug: section for section in procedure.sections_of(row)} if procedure.handed_in else {}
    if not sections or not set(sections) <= set(known):
        raise Refused("COR-01", _("Choose the parts of the form that are to be corrected."), field="sections")
    return [known[slug] for slug in dict.fromkeys(sections)]


def names_in(row: PaperRow, sections: Sequence[str]) -> list[str]:
    """The answers of these parts."""
    return sorted({name for part in parts_named(row, sections) for name in (*part.fields, *part.names)})


def parts_of_office(correction: Correction, by: User) -> list[CorrectionPart]:
    """The open parts that this person's office has opened."""
    entities = by.organisation_ids("tpe") if judging_of(opened_as_entity)(correction, by) else set()
    is_secretariat = judging_of(opened_as_secretariat)(correction, by)
    return [
        part
        for part in correction.open_parts()
        if ((entity := correction.entity_of(part)) and entity & entities) or (is_secretariat and not entity)
    ]


def reopenable(row: PaperRow) -> None:
    """Raises: Refused COR-02 (409) where a paper of this kind, or in this state, is not opened again."""
    procedure = procedures.of(row)
    procedure.before_change(row)
    if row.state not in procedure.reopens:
        raise Refused(
            "COR-02",
            _("In its present state no part of this paper can be opened again: “%(state)s”."),
            status=409,
            params={"state": row.get_state_display()},
        )


def nothing_open(row: PaperRow) -> None:
    """Raises: Refused COR-03 (409) while parts of a paper are open for correction."""
    if corrections.open_of(row) is not None:
        raise Refused(
            "COR-03",
            _("Parts of this paper are open for correction. Wait until they are handed in, or close them again."),
            status=409,
        )


def changed(row: PaperRow, correction: Correction) -> list[str]:
    """The answers that differ from what was handed in last. Raises Refused COR-04 when none does."""
    now = plain_facts(row)
    differing = [name for name, value in correction.written.items() if now[name] != value]
    if not differing:
        raise Refused(
            "COR-04",
            _("Nothing is changed yet. Change a part, or write to who asked for it in the finding."),
            field="said",
        )
    return differing


def _plain(value: object) -> object:
    """As JSON says it."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def participant(subject: Any, by: Any) -> None:
    """Raises: Refused DRF-03 (403) when the person acts for no participant of the subject."""
    if not permissions.participant_of(subject, by):
        raise Refused("DRF-03", _("Only people of the project’s participants take this step."), status=403)


def reason_given(note: str, *, field: str = "note") -> str:
    """The note without blanks around it. Raises Refused DRF-04 when it is empty."""
    if not shows(note):
        raise Refused("DRF-04", _("Write the reason, so that the other side knows what to do."), field=field)
    return plain(note)


def _rows_of(paper: Any) -> Mapping[str, Callable[[Any], list[Any]]]:
    """Which answers are rows of their own; none of a part of a paper, as an entity of modalities is."""
    return procedures.of(paper).rows if isinstance(paper, PaperRow) else {}


def facts_of(paper: Any, names: Sequence[str]) -> dict[str, Any]:
    """The stored answers of a paper by name; its procedure names those that are rows of their own.

    `topics.eia` is the answer `eia` inside the field `topics`.
    """
    facts, rows = {}, _rows_of(paper)
    for name in names:
        if name in rows:
            facts[name] = rows[name](paper)
        elif "." in name:
            of, _dot, key = name.partition(".")
            facts[name] = getattr(paper, of).get(key)
        else:
            field = paper._meta.get_field(name)
            facts[name] = getattr(paper, field.attname)
    return facts


def words_of(paper: Any, names: Sequence[str]) -> dict[str, Any]:
    """The answers as JSON that stays readable for good: what an answer points to is named, not numbered."""
    facts, rows = facts_of(paper, names), _rows_of(paper)
    for name in names:
        if name not in rows and "." not in name and paper._meta.get_field(name).is_relation:
            facts[name] = str(getattr(paper, name) or "")
    plain: dict[str, Any] = json.loads(json.dumps(facts, cls=DjangoJSONEncoder))
    return plain


def mark_of(paper: Any, names: Sequence[str]) -> str:
    """A mark of what stands in these answers: equal marks mean equal answers."""
    return hash_of(facts_of(paper, names))


def as_seen(paper: Any, seen: Seen | None) -> None:
    """Two people editing at once never lose each other's words. The caller holds the paper's lock.

    Raises: Refused DRF-05 (409) when somebody saved other answers since the writer opened them.
    """
    if seen is not None:
        unchanged(seen, mark_of(paper, seen.names))


def confirmed(items: Sequence[tuple[str, Sentence]], answers: Mapping[str, bool]) -> dict[str, bool]:
    """The confirmed list. Raises Refused CMP-01 when an item is not ticked."""
    for key, label in items:
        if not answers.get(key):
            raise Refused(
                "CMP-01",
                _("Not confirmed: %(item)s. Tick it, or return the paper and say what is missing."),
                field=key,
                params={"item": label},
            )
    return {key: True for key, _label in items}
