"""Who may write on a draft, and when; and that nobody writes over words they have not seen."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _

from common.drafts import Seen, hash_of, unchanged
from common.refusals import Refused
from partners import permissions
from projects.modalities.states.cases import EVERY_FIELD
from workflow import procedures


def writable(paper: Any, by: Any) -> None:
    """Raises: Refused DRF-01 (403) when the person is no participant, DRF-02 (409) when the paper was handed in."""
    if not permissions.participant_of(paper, by):
        raise Refused("DRF-01", _("Only people of the project’s participants write on this paper."), status=403)
    if not paper.is_editable:
        raise Refused("DRF-02", _("This paper was handed in already and cannot be changed now."), status=409)


def years(paper: Any) -> list[list[Any]]:
    """Rows of [year, reference, project] in t CO2 eq."""
    rows = paper.years.order_by("year").values_list("year", "reference_tco2e", "project_tco2e")
    return [[year, str(reference), str(project)] for year, reference, project in rows]


def entities(paper: Any) -> list[dict[str, Any]]:
    """Every entity of modalities of communication; a specimen signature is named by its hash."""
    rows = paper.entities.select_related("organisation", "primary_specimen", "alternate_specimen").order_by("pk")
    return [
        {"organisation": entity.organisation.name}
        | {name: getattr(entity, name) for name in (*ENTITY_FLAGS, *EVERY_FIELD)}
        | {f"{rank}_specimen": getattr(getattr(entity, f"{rank}_specimen"), "sha256", "") for rank in RANKS}
        for entity in rows
    ]


def parts(paper: Any) -> list[list[Any]]:
    """Which entity of modalities of communication speaks for all, and which has ceased to exist."""
    rows = paper.entities.select_related("organisation").order_by("pk")
    return [[one.organisation.name, one.is_focal_point, one.has_ceased] for one in rows]


def allocation(request: Any) -> list[Any]:
    """The allocation of a registration request: its reason, and each holder's percentage in order."""
    shares = request.allocation.shares.order_by("order").values_list("organisation__name", "percentage")
    return [request.allocation.reason, *([holder, f"{percentage.normalize():f}"] for holder, percentage in shares)]


RANKS = ("primary", "alternate")
ENTITY_FLAGS = ("is_focal_point", "has_ceased", "leaves")


def amounts(paper: Any) -> list[Any]:
    """The amounts of a verification or of an issuance request."""
    return list(paper.rows_of("amounts"))


def members(assessment: Any) -> list[Any]:
    """The people of an assessment."""
    return list(assessment.rows_of("members"))


def findings(assessment: Any) -> list[Any]:
    """The findings of an assessment."""
    return list(assessment.rows_of("findings"))


IN_ROWS: dict[str, Callable[[Any], list[Any]]] = {"members": members, "findings": findings, "amounts": amounts}


def _rows_of(paper: Any) -> Mapping[str, Callable[[Any], list[Any]]]:
    """Which answers are rows of their own; none of a part of a paper, as an entity of modalities is."""
    procedure = procedures.of_kind(paper._meta.model_name)
    return procedure.rows if procedure is not None else {}


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


def participant(subject: Any, by: Any) -> None:
    """Raises: Refused DRF-03 (403) when the person acts for no participant of the subject."""
    if not permissions.participant_of(subject, by):
        raise Refused("DRF-03", _("Only people of the project’s participants take this step."), status=403)


def reason_given(note: str, *, field: str = "note") -> str:
    """The note without blanks around it. Raises Refused DRF-04 when it is empty."""
    if not note.strip():
        raise Refused("DRF-04", _("Write the reason, so that the other side knows what to do."), field=field)
    return note.strip()
