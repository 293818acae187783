"""Words that people search for: one spelling for each sign, and every name of the same thing.

A word is looked for as it was typed and in its plain form (NFKC), of one width and with its marks. Names that mean the
same are registered by the app that knows them (`register`); whoever types one finds what bears another.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import reduce

from django.db.models import Model, Q, QuerySet

from common.text import shortened

MOST_WORDS, MOST_SIGNS = 8, 200
LOOKUPS = ("__istartswith", "__iexact", "__icontains", "__search")
_NAMES: dict[str, tuple[str, ...]] = {}  # each name, folded, with all names of the same thing
_LONGEST_NAME = 4  # words


def register(names: Iterable[str]) -> None:
    """Say that these names mean the same."""
    same = tuple(dict.fromkeys(filter(None, names)))
    _NAMES.update({folded(name): same for name in same})


def folded(text: str) -> str:
    """The form in which words are compared."""
    return unicodedata.normalize("NFKC", text).casefold()


def words(text: str) -> list[tuple[str, ...]]:
    """The words of a search, each with its other spellings; a name of several words is one.

    Signs that no text holds are left out, and what goes beyond `MOST_WORDS`.
    """
    typed = unicodedata.normalize("NFC", shortened(text[:MOST_SIGNS], MOST_SIGNS)).split()
    found: list[tuple[str, ...]] = []
    while typed and len(found) < MOST_WORDS:
        length = next((n for n in range(_LONGEST_NAME, 1, -1) if folded(" ".join(typed[:n])) in _NAMES), 1)
        word = " ".join(typed[:length])
        plain = unicodedata.normalize("NFKC", word)
        found.append(tuple(dict.fromkeys([word, plain, *_NAMES.get(folded(word), ())])))
        typed = typed[length:]
    return found


def matching[M: Model](rows: QuerySet[M], names: Sequence[str], text: str) -> QuerySet[M]:
    """The rows in which all words are found, each in any of these fields (contains, or the look-up named)."""
    looked = [name if name.endswith(LOOKUPS) else f"{name}__icontains" for name in names]
    if not looked:
        return rows
    for spellings in words(text):
        pairs = [(name, spelling) for name in looked for spelling in spellings]
        rows = rows.filter(reduce(lambda found, pair: found | Q(**{pair[0]: pair[1]}), pairs, Q()))
    return rows


def same_names(text: str) -> tuple[str, ...]:
    """All names of what this text names by itself; nothing where it names nothing known."""
    return _NAMES.get(folded(" ".join(text.split())), ())
