"""Sentences that are stored: what they say and with which values; each reader has them in their own language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, override

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy
from django.utils.translation import override as language

from common.days import day
from common.refusals import Refused, Sentence

type Value = "Words | Names | str | int | date"


@dataclass(frozen=True)
class Names:
    """A name that differs by language, as that of a country; where there is none in the reader's, the English one."""

    by_language: Mapping[str, str]

    @override
    def __str__(self) -> str:
        return self.by_language.get(get_language() or "en") or self.by_language["en"]


@dataclass(frozen=True)
class Words:
    """A sentence as the catalogue knows it, in English, with what fills its places; `str` reads it to the reader.

    What is a name and no sentence (the title of a project) stands in `values`, never in `text`: names are not
    translated. `Words.named("Solar in Lopburi")` is a name alone.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, sentence: Sentence, **values: Value) -> "Words":
        """A sentence of the code, as `_("Letter: %(topic)s")`, with its values."""
        with language("en"):
            return cls(str(sentence), values)

    @classmethod
    def named(cls, name: str) -> "Words":
        """A name: it reads the same in every language."""
        return cls("%(name)s", {"name": name})

    @classmethod
    def joined(cls, parts: Sequence["Words"]) -> "Words":
        """Several, parted by semicolons."""
        places = {f"part{number}": part for number, part in enumerate(parts)}
        return cls("; ".join(f"%({place})s" for place in places), places)

    @classmethod
    def of_refusal(cls, refusal: Refused) -> "Words":
        """What a refusal says, to be read later by others."""
        return cls.of(refusal.text, **{name: _value(value) for name, value in refusal.params.items()})

    @override
    def __str__(self) -> str:
        spoken = gettext(self.text) if self.text else ""
        return spoken % {name: _spoken(value) for name, value in self.values.items()} if self.values else spoken

    def __bool__(self) -> bool:
        return bool(str(self))

    def stored(self) -> dict[str, Any]:  # JSON
        """As JSON."""
        return {"text": self.text, "values": {name: _stored(value) for name, value in self.values.items()}}

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Words":  # JSON
        """From JSON, as `stored` wrote it."""
        return cls(stored["text"], {name: _read(value) for name, value in stored["values"].items()})


def _spoken(value: Value) -> str:
    return day(value) if isinstance(value, date) else str(value)


def _stored(value: Value) -> Any:  # JSON
    match value:
        case date():
            return {"day": value.isoformat()}
        case Words():
            return value.stored()
        case Names():
            return {"names": dict(value.by_language)}
        case _:
            return value


def _read(value: Any) -> Value:  # JSON
    if isinstance(value, str | int):
        return value
    if "day" in value:
        return date.fromisoformat(value["day"])
    return Names(value["names"]) if "names" in value else Words.read(value)


def _value(value: object) -> Value:
    """A value of a refusal: a sentence within stays one, numbers stay numbers, anything else is a name."""
    if isinstance(value, Promise):
        return Words.of(value)
    return value if isinstance(value, Words | int | date) else str(value)


def worded(said: "Words | Sentence") -> Words:
    """Words as they are; a sentence of the code without values; any other text as a name."""
    if isinstance(said, Words):
        return said
    return Words.of(said) if isinstance(said, Promise) else Words.named(said)


class WordsField(models.JSONField):
    """A column of `Words`; what is given as text is kept as a name."""

    description = gettext_lazy("A sentence with its values")

    @override
    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:  # Django's own shape
        """A migration knows it as the JSON that it is in the database."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    @override
    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:  # Django's own shape
        stored = super().from_db_value(value, expression, connection)
        return Words.read(stored) if isinstance(stored, dict) else stored

    @override
    def get_db_prep_save(self, value: Any, connection: Any) -> Any:  # Django's own shape
        plain = worded(value).stored() if isinstance(value, Words | str | Promise) else value
        return super().get_db_prep_save(plain, connection)

    @override
    def to_python(self, value: Any) -> Any:  # Django's own shape
        if isinstance(value, dict):
            return Words.read(value)
        if value is None or isinstance(value, Words | str | Promise):
            return value
        raise ValidationError(f"{type(value).__name__} is no sentence.")
