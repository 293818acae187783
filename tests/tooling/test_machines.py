"""The diagrams of the machines in `docs/` are what is declared."""

from tools import machines


def test_the_committed_diagrams_are_what_is_declared() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in machines.FOLDER.glob("*.md")}
    del committed["index.md"]  # written by hand
    assert committed == machines.drawn(), "Run `make docs`."
