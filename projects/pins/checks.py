"""The timing of a PIN (criteria 2 and 3 of the source document)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from common import clock
from common.refusals import Refused
from common.text import plain, shows
from projects.pins.models import ProjectIdeaNote
from projects.pins.questions import TimingExemption


def before_start(pin: ProjectIdeaNote, on: date) -> bool:
    """True when `on` lies before the earlier of procurement and construction, or no equipment is procured."""
    if pin.timing_exemption == TimingExemption.NO_EQUIPMENT:
        return True
    return pin.earliest_start_on is not None and on < pin.earliest_start_on


def timing_explained(pin: ProjectIdeaNote, on: date) -> None:
    """Question a PIN that comes after the start. Raises Refused PIN-24 unless an exemption is claimed."""
    if not before_start(pin, on) and not pin.timing_exemption:
        raise Refused(
            "PIN-24",
            _(
                "Procurement or construction starts on %(start)s, not after this submission. Correct the date, or "
                "choose the exemption that applies and explain it."
            ),
            field="timing_exemption",
            params={"start": pin.earliest_start_on},
        )


def timing_answered(pin: ProjectIdeaNote) -> None:
    """While it is written: a start that has come already needs its exemption. Raises Refused PIN-24."""
    if pin.earliest_start_on is not None:
        timing_explained(pin, clock.today())


def lateness_noted(pin: ProjectIdeaNote, on: date, note: str) -> str:
    """When the PIN reaches the partner government after the start without an exemption, JCMA writes down why it
    forwards it all the same. Raises Refused PIN-25."""
    if not before_start(pin, on) and not pin.timing_exemption and not shows(note):
        raise Refused(
            "PIN-25",
            _(
                "The partner government would receive this PIN on %(on)s, not before the start on %(start)s, and no "
                "exemption is claimed. Return it, or note why you forward it."
            ),
            field="timing_note",
            params={"on": on, "start": pin.earliest_start_on},
        )
    return plain(note)
