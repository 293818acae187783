"""The Merkle tree of RFC 6962 over hashes that are read tile by tile, so that no answer needs the whole log."""

from collections.abc import Callable, Sequence
from hashlib import sha256

HEIGHT = 8
WIDTH = 1 << HEIGHT

# read(level, first, count): hashes of whole subtrees of 256**level leaves, in order.
Read = Callable[[int, int, int], Sequence[bytes]]


def leaf_hash(entry: bytes) -> bytes:
    """Hash one entry. Source: RFC 6962, 2.1."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two nodes into their parent. Source: RFC 6962, 2.1."""
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """Root over hashes of equal subtrees; as many as a power of two, or any number at the right edge."""
    if not hashes:
        return sha256(b"").digest()
    row = list(hashes)
    while len(row) > 1:
        paired = [node_hash(row[n], row[n + 1]) for n in range(0, len(row) - 1, 2)]
        row = paired + row[len(row) - len(row) % 2 :]
    return row[0]


def _whole(read: Read, first: int, size: int) -> bytes:
    """Root of `size` leaves from `first`, where size is a power of two and first one of its multiples."""
    level, span = 0, 1
    while span * WIDTH <= size:
        level, span = level + 1, span * WIDTH
    return fold(read(level, first // span, size // span))


def _subtree(read: Read, first: int, end: int) -> bytes:
    size = end - first
    if size & (size - 1) == 0:
        return _whole(read, first, size)
    left = 1 << ((size - 1).bit_length() - 1)
    return node_hash(_whole(read, first, left), _subtree(read, first + left, end))


def root(read: Read, size: int) -> bytes:
    """Root of the first `size` entries."""
    return _subtree(read, 0, size) if size else fold([])


class Growing:
    """A tree that takes leaf after leaf and tells its root at any size; it keeps one hash a level."""

    def __init__(self) -> None:
        self.size = 0
        self._whole: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Take the next leaf hash."""
        self._whole.append(leaf)
        self.size += 1
        for _pair in range((self.size & -self.size).bit_length() - 1):
            right = self._whole.pop()
            self._whole.append(node_hash(self._whole.pop(), right))

    def root(self) -> bytes:
        """Root of what was taken."""
        if not self._whole:
            return fold([])
        *left, found = self._whole
        for each in reversed(left):
            found = node_hash(each, found)
        return found


def inclusion(read: Read, index: int, size: int) -> list[bytes]:
    """Audit path of an entry in the tree of `size`, from the leaf upwards. Source: RFC 6962, 2.1.1."""
    path: list[bytes] = []
    first, end = 0, size
    while end - first > 1:
        middle = first + (1 << ((end - first - 1).bit_length() - 1))
        if index < middle:
            path.append(_subtree(read, middle, end))
            end = middle
        else:
            path.append(_subtree(read, first, middle))
            first = middle
    return path[::-1]


def consistency(read: Read, old: int, size: int) -> list[bytes]:
    """Proof that the tree of `old` entries begins the tree of `size`. Source: RFC 6962, 2.1.2."""
    path: list[bytes] = []
    first, end, whole = 0, size, True
    while old != end:
        middle = first + (1 << ((end - first - 1).bit_length() - 1))
        if old <= middle:
            path.append(_subtree(read, middle, end))
            end = middle
        else:
            path.append(_subtree(read, first, middle))
            first, whole = middle, False
    return ([] if whole else [_subtree(read, first, end)]) + path[::-1]


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected: bytes) -> bool:
    """Does the audit path lead from the leaf to the root? Source: RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    node, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if node % 2 or node == last:
            found = node_hash(sibling, found)
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and found == expected


def consistent(old: int, size: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Does the proof lead from the same nodes to both roots? Source: RFC 9162, 2.1.4.2."""
    if old == size:
        return not path and old_root == new_root
    if not 0 < old < size or not path:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    node, last = old - 1, size - 1
    while node % 2:
        node, last = node >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node % 2 or node == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            after = node_hash(after, step)
        node, last = node >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root
