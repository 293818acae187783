"""Compile `locale/*/LC_MESSAGES/*.po` to `.mo`, without msgfmt."""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_all() -> int:
    """Write the compiled form beside each source; return how many."""
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
    for source in sources:
        draft = source.with_suffix(".mo.new")
        polib.pofile(str(source)).save_as_mofile(str(draft))
        draft.replace(source.with_suffix(".mo"))
    return len(sources)


if __name__ == "__main__":
    compile_all()
