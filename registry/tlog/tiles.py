"""Addresses and contents of C2SP tlog-tiles, and the `.tlog-proof` file."""

import base64
import re
from collections.abc import Sequence

from registry.tlog.tree import WIDTH

TILE = re.compile(r"(?:x[0-9]{3}/){0,5}[0-9]{3}")  # as many digits as the largest key


def number_path(number: int) -> str:
    """1234067 is `x001/x234/067`."""
    parts = [f"{number % 1000:03d}"]
    while number := number // 1000:
        parts.insert(0, f"x{number % 1000:03d}")
    return "/".join(parts)


def path(level: int | str, number: int, width: int = WIDTH) -> str:
    """Address of a tile below the log's prefix; `level` is `entries` for a bundle of entries."""
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{number_path(number)}{partial}"


def number_of(text: str) -> int | None:
    """The number that a path names in its one right spelling; None else."""
    if not TILE.fullmatch(text):
        return None
    number = int(text.replace("x", "").replace("/", ""))
    return number if number_path(number) == text else None


def bundle(entries: Sequence[bytes]) -> bytes:
    """Entries one after the other, each with its length before it, big-endian, two bytes."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def all_paths(size: int) -> list[tuple[int | str, int, int]]:
    """Every tile and bundle of a log of `size`: level, number, width."""
    found: list[tuple[int | str, int, int]] = [
        ("entries", n, min(WIDTH, size - n * WIDTH)) for n in range((size + WIDTH - 1) // WIDTH)
    ]
    level, count = 0, size
    while count:
        found += [(level, n, min(WIDTH, count - n * WIDTH)) for n in range((count + WIDTH - 1) // WIDTH)]
        level, count = level + 1, count // WIDTH
    return found


def proof_file(index: int, hashes: Sequence[bytes], checkpoint: str) -> str:
    """A `.tlog-proof`: index, audit path and signed checkpoint in one text. Source: C2SP tlog-proof."""
    lines = ["c2sp.org/tlog-proof@v1", f"index {index}", *(base64.b64encode(each).decode() for each in hashes)]
    return "\n".join(lines) + "\n\n" + checkpoint
