"""The fonts that pages and documents ship, and which signs they draw: of every script of the partner countries.

They come in slices by unicode-range. A range promises more than its slice holds, so the slice itself is asked: what no
slice draws would be a box in a document, or be drawn by whatever font the machine happens to have.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

_FACE = re.compile(r"@font-face ?\{[^}]*\}")
_FILE = re.compile(r"fonts/([\w-]+)-wght-normal\.woff2")
_RANGES = re.compile(r"unicode-range:([^;}]*)")
# Signs that are drawn with their neighbours or not at all: joiners, choices of variant, line ends.
_NOT_DRAWN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True)
class Slice:
    """A part of a font: its name, its rule, its file, and the signs that it promises."""

    family: str
    rule: str
    file: Path
    ranges: tuple[tuple[int, int], ...]

    def draws(self, sign: int) -> bool:
        """Whether the slice has a glyph for the sign."""
        return any(first <= sign <= last for first, last in self.ranges) and sign in _glyphs(self.file)


def dist() -> Path:
    """Where `npm run build` puts styles and fonts."""
    return Path(settings.BASE_DIR) / "static" / "dist"


@cache
def _glyphs(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def slices() -> tuple[Slice, ...]:
    """Every slice, in the order of the style sheet."""
    return tuple(_slice(rule) for rule in _FACE.findall((dist() / "fonts.css").read_text()))


def _slice(rule: str) -> Slice:
    name, listed = _FILE.search(rule), _RANGES.search(rule)
    if name is None or listed is None:
        raise ValueError("static/dist/fonts.css is not as `npm run build` writes it; build it again.")
    ranges = []
    for span in listed[1].split(","):
        first, _dash, last = span.strip().removeprefix("U+").partition("-")
        ranges.append((int(first, 16), int(last or first, 16)))
    family = f"JCM {name[1]}"
    source = f"src: url({name[0]})"
    return Slice(family, f"@font-face {{ font-family: '{family}'; {source} }}", dist() / name[0], tuple(ranges))


@cache
def drawing(sign: int) -> tuple[Slice, ...]:
    """The slices that draw a sign."""
    return tuple(part for part in slices() if part.draws(sign))


def needed(text: str) -> list[Slice]:
    """The fewest slices that draw a text, those of Latin first: what two of them draw asks for neither."""
    chosen: dict[str, Slice] = {}
    signs = {ord(sign) for sign in _NOT_DRAWN.sub("", text)}
    for sign in sorted(signs, key=lambda sign: (len(drawing(sign)), sign)):
        parts = drawing(sign)
        if parts and not any(part.family in chosen for part in parts):
            chosen[parts[0].family] = parts[0]
    return sorted(chosen.values(), key=_before_others)


def _before_others(part: Slice) -> tuple[bool, bool, bool, str]:
    """Letters and figures of Latin come from the font of the house, whatever else has some too."""
    name = part.family
    return "emoji" in name, "latin" not in name, "-jp-" not in name, name


def undrawable(text: str) -> str:
    """The signs of a text that no font of ours draws, each once."""
    seen = dict.fromkeys(_NOT_DRAWN.sub("", text))
    return "".join(sign for sign in seen if not sign.isspace() and not drawing(ord(sign)))


def spelled(text: str) -> str:
    """The text with the code of each sign that no font draws in its place: no document prints boxes."""
    return text.translate({ord(sign): f"[U+{ord(sign):04X}]" for sign in undrawable(text)})


def named(sign: str) -> str:
    """A sign as a sentence tells of it: itself, and its code for those who see a box."""
    return f"{sign} (U+{ord(sign):04X}, {unicodedata.name(sign, '?').lower()})"
