"""Text from outside: one rule for what it may hold, what shows, and what counts as said.

Names and statements become public for good, so they are judged once, where they come in: no control, format or
direction signs that the reader does not see, something that is seen, and one way of writing each sign (NFC). Forms,
files, the back office and models ask here; for what is public for good the database holds the same by `constraint`.
"""

import re
import unicodedata
from functools import cache

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence

# Regular expressions that Python and PostgreSQL read alike.
# Signs that nobody sees and that change what others show: controls, soft hyphen, directions, fillers, tags, halves.
_UNSEEN = (
    r"\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f"
    r"\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ue000-\uf8ff\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff\U000f0000-\U0010ffff"
)
# What is blank on the page whatever stands around it.
_BLANK = r"\s\u00a0\u1680\u180b-\u180f\u2000-\u200f\u202f\u205f\u2800\u3000\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Scripts whose letters change by ZWJ and ZWNJ, and the pictures that are joined by them.
_JOINED = (
    r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ua9e0-\ua9ff\uaa60-\uaa7f"
    r"\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
)
FORBIDDEN = rf"[{_UNSEEN}]|(?<![{_JOINED}])[\u200c\u200d]"
FORBIDDEN_IN_LINE = rf"[\u0009\u000a\u000d{_UNSEEN}]|(?<![{_JOINED}])[\u200c\u200d]"
SHOWN = rf"[^{_BLANK}{_UNSEEN}]"
LONGEST = 100_000  # signs of any text; most fields take less
MOST_MARKS = 8  # on one letter: no script stacks as many

_FORBIDDEN, _IN_LINE, _SHOWN = re.compile(FORBIDDEN), re.compile(FORBIDDEN_IN_LINE), re.compile(SHOWN)
_MARGIN = "\\s\u200b\u2060\u2800\u3164\ufeff"
_MARGINS = re.compile(f"^[{_MARGIN}]+|[{_MARGIN}]+$")
_NEVER_STORED = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL takes neither
_WITHOUT_BREAKS = str.maketrans("\t\n\r", "   ")
_LINE_BREAKS = re.compile("[\t\n\r\x85\u2028\u2029]")
# Keyboards and word processors put it between words of scripts that write none apart: it is no part of a name.
_SOUTH_EAST = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff"
_BETWEEN_WORDS = re.compile(f"(?<=[{_SOUTH_EAST}])[\u200b\u2060]+(?=[{_SOUTH_EAST}])")

CONTROL = _("Take out the control sign in this text; typing it anew helps.")
UNSEEN = _("Take out the sign %(code)s in this text: nobody sees it, and it changes what others read.")
TOO_LONG = _("This text is too long: at most %(most)s signs are taken.")
LINES = _("Write this in one line, without line breaks or tabs.")
NOTHING = _("Write something that can be seen: this text has blanks or invisible signs alone.")
STACKED = _("Take out the marks that are stacked on one letter.")


class Unreadable(ValueError):  # noqa: N818  an answer to what was typed, like a refusal
    """What was typed is not what the field wants: a sentence that says what to change, with its values."""

    def __init__(self, sentence: Sentence, **params: str) -> None:
        super().__init__(sentence)
        self.sentence, self.params = sentence, params

    def for_form(self) -> ValidationError:
        """The same as forms say it."""
        return ValidationError(str(self.sentence), code="invalid", params=self.params)


def shortened(text: str, most: int = 40) -> str:
    """What was typed, as a sentence repeats it."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text[:most]).strip()
    return f"{seen}…" if len(text) > most else seen


def plain(text: str) -> str:
    """The text as it is kept: one way of writing each sign, nothing invisible at its ends, none between words."""
    if text.isascii():
        return text.strip()
    return _MARGINS.sub("", _BETWEEN_WORDS.sub("", unicodedata.normalize("NFC", text)))


def typed_name(name: str | None) -> str:
    """The name of a file as it is kept: what nobody sees is left out, since nobody can correct it."""
    seen = _NEVER_STORED.sub("", _IN_LINE.sub("", unicodedata.normalize("NFC", name or "")))
    return seen if shows(seen) else "file"


def shows(text: str | None) -> bool:
    """Whether there is something to read: a name of zero-width blanks is no name, a reason of them no reason."""
    return any(unicodedata.category(sign)[0] in "LNPS" and _SHOWN.match(sign) for sign in text or "")


def fault(text: str, *, line: bool = False) -> tuple[Sentence, dict[str, str]] | None:
    """What is wrong with a text, as a sentence with its values; None where nothing is."""
    if line and _LINE_BREAKS.search(text):
        return LINES, {}
    if len(text) > LONGEST:
        return TOO_LONG, {"most": f"{LONGEST:,}"}
    if text.isascii() and text.translate(_WITHOUT_BREAKS).isprintable():
        return None
    unseen = (_IN_LINE if line else _FORBIDDEN).search(text) or _NEVER_STORED.search(text)
    if unseen is not None:
        is_control = unicodedata.category(unseen[0]) in {"Cc", "Cs"}
        return (CONTROL, {}) if is_control else (UNSEEN, {"code": f"U+{ord(unseen[0]):04X}"})
    return (STACKED, {}) if _stacked().search(text) else None


@cache
def _stacked() -> re.Pattern[str]:
    """More marks on one letter than any script stacks."""
    marks = (chr(code) for code in range(0x300, 0x1F000) if unicodedata.category(chr(code)) in {"Mn", "Me"})
    return re.compile(f"[{''.join(marks)}]{{{MOST_MARKS + 1},}}")


def no_control_signs(value: str) -> None:
    """Refuse signs that no keyboard writes and no reader sees; a text that is not empty must show something."""
    _judge(value, line=False)


def one_line(value: str) -> None:
    """Refuse line breaks too: what stands in a title, a name, a subject or a header is one line."""
    _judge(value, line=True)


def _judge(value: str, *, line: bool) -> None:
    wrong = fault(value, line=line)
    if wrong is not None:
        sentence, params = wrong
        raise ValidationError(str(sentence), code="line" if sentence is LINES else "control", params=params)
    if value and not shows(value):
        raise ValidationError(NOTHING, code="nothing")


def constraint(column: str, *, name: str, line: bool = True, empty: bool = False) -> CheckConstraint:
    """The same in the database, for what becomes public for good: nothing unseen, something seen.

    Args:
        line: no line breaks either.
        empty: the column may be empty.
    """
    forbidden = FORBIDDEN_IN_LINE if line else FORBIDDEN
    shown = Q(**{f"{column}__regex": SHOWN})
    fits = ~Q(**{f"{column}__regex": forbidden}) & (Q(**{column: ""}) | shown if empty else shown)
    return CheckConstraint(condition=fits, name=name, violation_error_message=NOTHING)
