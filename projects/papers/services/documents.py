"""Documents: hand in a version, complete and public."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import events, files
from common.refusals import Refused
from partners import permissions
from partners.people.models.people import User
from projects.papers.models.documents import Document, DocumentVersion, Slot
from workflow import procedures
from workflow.procedures import SlotRule

FORBIDDEN = 403


def slots_of(paper: Any) -> list[Slot]:
    """The slots that a kind of paper has."""
    return [Slot(slot) for slot in procedures.of(paper).slots]


def is_kept(paper: Any, slot: Slot) -> bool:
    """True for a slot that takes nothing any more."""
    return not procedures.of(paper).slots[slot].states


def open_slots(paper: Any, user: Any) -> list[Slot]:
    """The slots that this person may fill now."""
    return [Slot(slot) for slot, rule in procedures.of(paper).slots.items() if _refusal(paper, user, rule) is None]


def _refusal(paper: Any, user: Any, rule: SlotRule) -> Refused | None:
    may = permissions.tpe_of if rule.role == "tpe" else permissions.participant_of
    if not may(paper, user):
        return Refused("DOC-01", _("Only the party that owns this paper hands in its files."), status=403)
    if paper.state not in rule.states:
        return Refused("DOC-02", _("This paper takes no files in its present state."), status=409)
    return None


@transaction.atomic
def attach(
    *,
    paper: Any,
    slot: str,
    complete: UploadedFile,
    public: UploadedFile | None = None,
    has_confidential_parts: bool = False,
    by: User,
    at: datetime,
) -> DocumentVersion:
    """Hand in a new version of a document; the earlier versions stay.

    Args:
        complete: the file with everything.
        public: the file for publication; needed when the complete one has confidential parts (domain notes 3.7).
    Raises: Refused DOC-01 (403), DOC-02 (409) or what its kind says (PDD-28), DOC-03 (no such slot), DOC-04 (no public
    version), FIL-01 to FIL-03.
    """
    rule = procedures.of(paper).slots.get(slot)
    if rule is None:
        raise Refused("DOC-03", _("This paper has no such document."))
    paper = type(paper)._default_manager.select_for_update(of=("self",)).get(pk=paper.pk)
    refusal = _refusal(paper, by, rule)
    if refusal is not None:
        if refusal.status != FORBIDDEN:
            procedures.of(paper).before_change(paper)
        raise refusal
    if has_confidential_parts and public is None:
        raise Refused(
            "DOC-04",
            _("Hand in a second version too, in which the confidential parts are struck out, for publication."),
            field="public",
        )
    stored = files.store(complete, by=by, at=at, field="complete")
    shown = files.store(public, by=by, at=at, field="public") if public and has_confidential_parts else stored
    document, _new = Document.objects.select_for_update().get_or_create(
        paper=paper.paper, slot=slot, defaults={"project": getattr(paper, "project", None)}
    )
    number = document.versions.count() + 1
    version = DocumentVersion.objects.create(
        document=document, number=number, complete_file=stored, public_file=shown, by=by, at=at
    )
    events.record(
        "projects.documentversion.attach",
        subject=version,
        by=by,
        at=at,
        after={"sha256": stored.sha256, "public_sha256": shown.sha256, "slot": slot, "number": number},
    )
    return version
