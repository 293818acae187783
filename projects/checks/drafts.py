"""Who may write on a draft, and when."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jcm_platform.common.refusals import Refused
from partners import permissions


def writable(paper: Any, by: Any) -> None:
    """Raises: Refused DRF-01 (403) when the person is no participant, DRF-02 (409) when the paper was handed in."""
    if not permissions.participant_of(paper, by):
        raise Refused("DRF-01", _("Only people of the project’s participants write on this paper."), status=403)
    if not paper.is_editable:
        raise Refused("DRF-02", _("This paper was handed in already and cannot be changed now."), status=409)


def participant(subject: Any, by: Any) -> None:
    """Raises: Refused DRF-03 (403) when the person acts for no participant of the subject."""
    if not permissions.participant_of(subject, by):
        raise Refused("DRF-03", _("Only people of the project’s participants take this step."), status=403)


def reason_given(note: str, *, field: str = "note") -> str:
    """The note without blanks around it. Raises Refused DRF-04 when it is empty."""
    if not note.strip():
        raise Refused("DRF-04", _("Write the reason, so that the other side knows what to do."), field=field)
    return note.strip()
