"""The heads that were signed, kept outside the database: a restored one must not sign a second history in silence.

A file beside the signing key, a line of JSON each: a head that was signed, what a witness said that it knows, and where
somebody told the log to go on. Of the heads of a day the last one stays.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HEAD, WITNESS, CONTINUED = "head", "witness", "continued"
type Line = dict[str, Any]  # JSON


class NotReadable(ValueError):  # noqa: N818  a verdict on a file, not a fault
    """The file holds a line that none of ours could be."""


@dataclass
class Kept:
    """What the file says now.

    Attributes:
        roots: the root of each kept head that counts, by its size.
        database: the mark of the database in which the newest of them was signed; empty when there is none.
        claims: how many entries a witness says that it knows, by its name, beyond all that was declared lost. Nobody
            has signed that: a claim keeps the log waiting until somebody has looked, and is published nowhere.
        lost: the largest size of a head that was declared lost.
        answered: the claims that somebody has looked at when they told the log to go on.
    """

    roots: dict[int, str] = field(default_factory=dict)
    database: str = ""
    claims: dict[str, int] = field(default_factory=dict)
    lost: int = 0
    answered: set[tuple[str, int]] = field(default_factory=set)

    def counts(self, name: str, size: int) -> bool:
        """Whether what a witness says that it knows is news: neither declared lost nor answered."""
        return size > self.lost and (name, size) not in self.answered

    @property
    def newest(self) -> int:
        """The size of the newest head that counts; 0 when none does."""
        return max(self.roots, default=0)

    @property
    def furthest(self) -> int:
        """How many entries anybody outside the database has seen."""
        return max(self.newest, *self.claims.values(), 0)

    def take(self, line: Line) -> None:
        """Read one more line. Raises: KeyError, TypeError where it is none of ours."""
        if line["kind"] == HEAD:
            self.roots[int(line["size"])] = str(line["root"])
            self.database = str(line["database"])
        elif line["kind"] == WITNESS:
            if self.counts(str(line["name"]), int(line["size"])):
                self.claims[str(line["name"])] = int(line["size"])
        elif line["kind"] == CONTINUED:
            size = int(line["size"])
            self.lost = max(self.lost, int(line["lost"]))
            self.roots = {known: root for known, root in self.roots.items() if known < int(line["before"])}
            self.roots[size] = str(line["root"])
            self.answered |= {(str(name), int(known)) for name, known in line.get("claims", {}).items()}
            self.claims = {name: known for name, known in self.claims.items() if self.counts(name, known)}
            self.database = str(line["database"])
        else:
            raise KeyError(line["kind"])


@dataclass(frozen=True)
class Heads:
    """The file."""

    file: Path

    def kept(self) -> Kept:
        """What it says; nothing when there is no file yet. Raises: NotReadable."""
        kept = Kept()
        for number, line in enumerate(self._lines(), 1):
            try:
                kept.take(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise NotReadable(f"{self.file}, line {number} is none of a kept head") from error
        return kept

    def keep(self, *, size: int, root: bytes, database: str, at: str) -> None:
        """Keep a head that was signed; it takes the place of an earlier one of the same day and database."""
        line: Line = {"kind": HEAD, "size": size, "root": root.hex(), "database": database, "at": at}
        with self._alone():
            lines = self._lines()
            last: Line = json.loads(lines[-1]) if lines else line
            if _same_day(last, line) and lines:
                if last["size"] >= size:
                    return  # a process that signed after this one was quicker to write
                lines.pop()
            self._write([*lines, json.dumps(line)])

    def ready(self) -> None:
        """Write it anew as it is. Raises: OSError where the next head could not be kept."""
        with self._alone():
            self._write(self._lines())

    def claim(self, *, name: str, size: int, at: str) -> None:
        """Keep that a witness knows more entries than the log has; once for each size."""
        line = {"kind": WITNESS, "name": name, "size": size, "at": at}
        with self._alone():
            kept = self.kept()
            if kept.counts(name, size) and kept.claims.get(name) != size:
                self._write([*self._lines(), json.dumps(line)])

    def go_on(
        self, *, size: int, root: bytes, database: str, lost: int, before: int, claims: Mapping[str, int], at: str
    ) -> None:
        """Keep that somebody told the log to go on after a head; of the kept ones those `before` a size still count.

        Args:
            claims: what witnesses said, and whoever told has looked at; exactly these stop it no more.
        """
        line = {
            "kind": CONTINUED,
            "size": size,
            "root": root.hex(),
            "database": database,
            "lost": lost,
            "before": before,
            "claims": dict(claims),
            "at": at,
        }
        with self._alone():
            self._write([*self._lines(), json.dumps(line)])

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time read and write it."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.with_name(f"{self.file.name}.lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def _lines(self) -> list[str]:
        return self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []

    def _write(self, lines: list[str]) -> None:
        """On the disk, whole, before anybody goes on."""
        draft = self.file.with_name(f"{self.file.name}.new")
        with draft.open("w", encoding="utf-8") as out:
            out.write("".join(f"{line}\n" for line in lines))
            out.flush()
            os.fsync(out.fileno())
        draft.replace(self.file)
        folder = os.open(self.file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _same_day(earlier: Mapping[str, Any], line: Mapping[str, Any]) -> bool:
    same = earlier["kind"] == HEAD and earlier["database"] == line["database"]
    return bool(same and earlier["at"][:10] == line["at"][:10])
