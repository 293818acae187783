"""Whether somebody may write a paper, over words that they have seen; whether every point is confirmed."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _

from common.drafts import Seen, hash_of, unchanged
from common.models import PaperRow
from common.refusals import Refused, Sentence
from common.text import plain, shows
from partners import permissions
from partners.people.models.people import User
from workflow import procedures


def writable(paper: PaperRow, by: User | AnonymousUser) -> None:
    """Raises: Refused DRF-01 (403) or DRF-02 (409) as the paper's procedure says, where this person may not write."""
    procedures.of(paper).writable(paper, by)


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
