"""What is suspended as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from registry.models import Lot


@dataclass(frozen=True)
class Block:
    """A registry, project or lot that moves nothing now; `label` is how people know it."""

    scope: str
    name: str
    label: str


def in_force() -> Sequence[Block]:
    """Every suspension of a registry, project or lot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT scope, name FROM book_block WHERE scope <> 'account' ORDER BY 1, 2")
        found = cursor.fetchall()
    lots = {str(lot.pk): str(lot) for lot in Lot.objects.filter(pk__in=[n for s, n in found if s == "lot"])}
    return [Block(scope, name, lots.get(name, name)) for scope, name in found]
