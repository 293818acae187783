"""A paper read with other words than the database has: answers that are written, and not handed in yet."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.fields.related_descriptors import ReverseManyToOneDescriptor


def put(paper: models.Model, name: str, stored: Any) -> None:  # JSON, as a field of that kind was stored
    """Put a stored answer on a paper that is in hand; nothing is saved."""
    field: Any = paper._meta.get_field(name)
    of = field.target_field if field.is_relation else field
    setattr(paper, field.attname, stored if stored is None else of.to_python(stored))


def put_rows(paper: models.Model, name: str, rows: Iterable[models.Model]) -> None:
    """Let `paper.years.all()`, or whatever they are called, be these rows; nothing is saved."""
    held = _model_of(paper, name)._default_manager.none()
    held._result_cache = list(rows)
    cache: dict[str, Any] = paper.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[name] = held


def save_rows(paper: models.Model, name: str) -> None:
    """Keep the rows that were put, in the place of those of before."""
    rows = list(getattr(paper, name).all())
    model = _model_of(paper, name)
    to_paper = next(f.name for f in model._meta.fields if f.is_relation and f.related_model is type(paper))
    model._default_manager.filter(**{to_paper: paper.pk}).delete()
    for row in rows:
        row.pk = None
    model._default_manager.bulk_create(rows)


def _model_of(paper: models.Model, name: str) -> type[models.Model]:
    described = getattr(type(paper), name)
    if not isinstance(described, ReverseManyToOneDescriptor):
        raise TypeError(f"{name} is no rows of a {type(paper).__name__}")
    return described.rel.related_model
