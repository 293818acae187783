"""Draw every state machine from its declaration into `docs/machines/`, a file an app; a test compares them.

Usage: python -m tools.machines
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:  # they need the apps set up
    from django.db.models import Model

    from common.machines import Holder
    from common.models import PaperRow

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "machines"
SIGNS = {ord(":"): ",", ord(";"): ",", ord("|"): "/", ord("#"): "no. "}
HEAD = """# Machines of `{app}`

Drawn from what is declared (`make docs`); edit the machine, never this file. Arrows are moves, states bear the name
that pages show.
"""


def main() -> int:
    """Write the files anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jcm_platform.settings")
    django.setup()
    FOLDER.mkdir(exist_ok=True)
    for name, text in drawn().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def drawn() -> Mapping[str, str]:
    """File -> what it says, in English."""
    from django.apps import apps
    from django.utils.translation import override

    with override("en"):
        by_app = ((app.label, list(map(_section, _machines(app.get_models())))) for app in apps.get_app_configs())
        return {f"{app}.md": HEAD.format(app=app) + "".join(sections) for app, sections in by_app if sections}


def _machines(models: "Iterable[type[Model]]") -> "Sequence[type[PaperRow]]":
    from common.models import PaperRow

    return sorted((model for model in models if issubclass(model, PaperRow)), key=lambda machine: machine.__name__)


def _section(machine: "type[PaperRow]") -> str:
    heading = f"\n## {str(machine._meta.verbose_name).capitalize()}\n\n`{machine.__module__}.{machine.__name__}`\n"
    diagram = "\n".join(_diagram(machine))
    return f"{heading}\n```mermaid\n{diagram}\n```\n" + "".join(f"{line}\n" for line in _holders(machine))


def _diagram(machine: "type[PaperRow]") -> Iterator[str]:
    from common.machines import moves_of

    field = next(field for field in machine._meta.fields if field.name == "state")
    moves = moves_of(machine).values()
    yield "stateDiagram-v2"
    yield from (f"  {state} : {_plain(label)}" for state, label in field.flatchoices)
    yield f"  [*] --> {field.default}"
    arrows = [(str(source), move.target, _plain(move.label)) for move in moves for source in move.source]
    yield from (f"  {source} --> {target} : {label}" for source, target, label in arrows)
    left, reached = {source for source, _target, _label in arrows}, {target for _source, target, _label in arrows}
    yield from (f"  {state} --> [*]" for state, _label in field.flatchoices if state in reached - left)


def _holders(machine: "type[PaperRow]") -> Iterator[str]:
    """Whom each waiting state waits for, and by which time limit of the rulebook."""
    holders: Mapping[str, Holder] = getattr(machine, "HOLDERS", {})  # a machine on which nobody waits has none
    if holders:
        yield "\n| waits in | for | to | time limit |\n|---|---|---|---|"
    for state, holder in holders.items():
        limit = f"`{holder.limit}`" if holder.limit else ""
        yield f"| `{state}` | {holder.role.replace('_', ' ')} | {_plain(holder.todo)} | {limit} |"


def _plain(words: object) -> str:
    """Words without the signs that end a label of a diagram or a cell of a table."""
    return str(words).translate(SIGNS)


if __name__ == "__main__":
    sys.exit(main())
