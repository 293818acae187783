"""Part the long lines of templates where the end of a line changes nothing that is shown.

White space is not shown beside the tags of a block element, nor where there is some already. Sentences for translation
stay one message: `blocktranslate trimmed` joins its lines again.

A line stays long where it holds one thing that must not be parted, as an element of text with a choice inside.

Usage: python -m tools.template_lines [--check]
"""

import itertools
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
MOST = 120
BLOCKS = (
    "article|aside|body|br|caption|col|colgroup|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h1|h2|h3|h4|head"
    "|header|hr|html|legend|li|link|main|meta|nav|ol|optgroup|option|p|script|section|summary|table|tbody|td|tfoot|th"
    "|thead|tr|ul"
)
# Components that are such elements themselves.
COMPONENTS = (
    "breadcrumbs|page_header|source|holder|steps|timeline|summary_list|summary_row|task_list|table|pagination|empty"
    "|confirmation|warning|inset|details|figure|decision|form|error_summary|listing|search_form"
)
AS_WRITTEN = re.compile(r"{%\s*(?:comment|verbatim)\b|<(?:pre|textarea|style|script)\b")
AS_WRITTEN_END = re.compile(r"{%\s*end(?:comment|verbatim)\s*%}|</(?:pre|textarea|style|script)>")
INSIDE = r"(?:{%.*?%}|{{.*?}}|\"(?:{%.*?%}|{{.*?}}|[^\"{]|{(?![%{#]))*\"|[^<>\"{]|{(?![%{#]))*"
ATOM = re.compile(
    r"(?P<sentence>{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%})"
    rf"|(?P<tag>{{%.*?%}})|(?P<value>{{{{.*?}}}})|(?P<note>{{#.*?#}})|(?P<markup></?[a-z][a-z0-9-]*{INSIDE}>)"
    r"|(?P<space>\s+)|(?P<text>[^\s<{]+|.)"
)
BLOCK = re.compile(rf"<(/?)(?:{BLOCKS})\b")
VOID = re.compile(r"<(?:hr|link|meta|col|br|img|input)\b")
COMPONENT = re.compile(rf"{{%\s*include \"components/(?:{COMPONENTS})\.html\"")
SETS = re.compile(r"{%\s*(?:load|extends|csrf_token)\b|{%.*\sas \w+\s*%}$")
OPENS = re.compile(r"{%\s*(?:if|for|with|block|ifchanged)\b")
TURNS = re.compile(r"{%\s*(?:elif|else|empty)\b")
LOOP = re.compile(r"{%\s*for\b")
CLOSES = re.compile(r"{%\s*end(?:if|for|with|block|ifchanged)\b")
WORDS = re.compile(r"""{%\s*translate "([^"%]{12,})"(?: as (\w+))?\s*%}""")
SENTENCE = re.compile(r"{%\s*blocktranslate\b\s*(.*?)\s*%}(\S(?:.*?\S)?){%\s*endblocktranslate\s*%}")
ARGUMENT = re.compile(r"""\w+=(?:"[^"]*"|'[^']*'|[^\s"']+)+""")
SENTENCE_ARGUMENT = re.compile(r'(\w+)=_\("([^"%]*)"\)')
ROOM = len("{% with  %}") + 4
IN_MARKUP = re.compile(r"{%.*?%}|{{.*?}}|\"(?:{%.*?%}|{{.*?}}|[^\"])*\"|\s+|[^\s\"{]+|.")


@dataclass
class Atom:
    """A part of a line that is never parted, how deep it lies, and whether a line may end before it."""

    kind: str
    text: str
    depth: int = 0
    may_begin_line: bool = False

    @property
    def is_edge(self) -> bool:
        """Is white space on either side of it never shown?"""
        return bool(BLOCK.match(self.text) or COMPONENT.match(self.text)) if self.kind in {"markup", "tag"} else False


def _atoms(line: str) -> list[Atom]:
    atoms, depth = [], 0
    for match in ATOM.finditer(line):
        atom = Atom(str(match.lastgroup), match[0])
        if _is_closing(atom) or _is_turn(atom):
            depth -= 1
        atom.depth = depth
        if _is_opening(atom) or _is_turn(atom):
            depth += 1
        atoms.append(atom)
    lowest = min((atom.depth for atom in atoms), default=0)
    for number, atom in enumerate(atoms):
        atom.depth -= min(lowest, 0)
        atom.may_begin_line = bool(number) and _unseen(atoms, number)
    return atoms


def _is_opening(atom: Atom) -> bool:
    if atom.kind == "markup":
        block = BLOCK.match(atom.text)
        return bool(block and not block[1] and not VOID.match(atom.text))
    return atom.kind == "tag" and bool(OPENS.match(atom.text))


def _is_closing(atom: Atom) -> bool:
    if atom.kind == "markup":
        block = BLOCK.match(atom.text)
        return bool(block and block[1])
    return atom.kind == "tag" and bool(CLOSES.match(atom.text))


def _is_turn(atom: Atom) -> bool:
    return atom.kind == "tag" and bool(TURNS.match(atom.text))


def _unseen(atoms: Sequence[Atom], number: int) -> bool:
    """Would white space before an atom never be shown: is the next thing that is shown, on either side, an edge?

    Tags that show nothing are passed by: to the left those that begin a branch, to the right those that end one.
    """
    left, right, partners = number - 1, number, _partners(atoms)
    while left >= 0 and (passed := _passed_leftwards(atoms, left, partners)) is not None:
        left = passed
    while right < len(atoms) and (passed := _passed_rightwards(atoms, right, partners)) is not None:
        right = passed
    return left < 0 or right >= len(atoms) or atoms[left].is_edge or atoms[right].is_edge


def _passed_leftwards(atoms: Sequence[Atom], left: int, partners: Mapping[int, tuple[int, int]]) -> int | None:
    text = atoms[left].text if atoms[left].kind == "tag" else ""
    if SETS.match(text):
        return left - 1
    if left not in partners or not (OPENS.match(text) or TURNS.match(text)):
        return None
    first, last = partners[left]
    if LOOP.match(atoms[first].text) and not atoms[last - 1].is_edge:
        return None  # what stands before its body is also the end of its body
    return first - 1


def _passed_rightwards(atoms: Sequence[Atom], right: int, partners: Mapping[int, tuple[int, int]]) -> int | None:
    text = atoms[right].text if atoms[right].kind == "tag" else ""
    if SETS.match(text):
        return right + 1
    if right not in partners or not (CLOSES.match(text) or TURNS.match(text)):
        return None
    first, last = partners[right]
    if LOOP.match(atoms[first].text) and not atoms[first + 1].is_edge:
        return None
    return last + 1


def _partners(atoms: Sequence[Atom]) -> Mapping[int, tuple[int, int]]:
    """Where the tag that begins, and the one that ends, what a tag belongs to stand in the same line."""
    partners: dict[int, tuple[int, int]] = {}
    open_tags: list[list[int]] = []
    for number, atom in enumerate(atoms):
        if atom.kind != "tag":
            continue
        if OPENS.match(atom.text):
            open_tags.append([number])
        elif TURNS.match(atom.text) and open_tags:
            open_tags[-1].append(number)
        elif CLOSES.match(atom.text) and open_tags:
            members = [*open_tags.pop(), number]
            partners |= dict.fromkeys(members, (members[0], number))
    return partners


def parted(line: str) -> Iterator[str]:
    """The line as several, each short enough where that is possible."""
    indent = len(line) - len(line.lstrip())
    yield from _laid_out(_atoms(line.strip()), indent)


def _laid_out(atoms: Sequence[Atom], indent: int) -> Iterator[str]:
    text = "".join(atom.text for atom in atoms).strip()
    if not text:
        return
    if indent + len(text) <= MOST:
        yield " " * indent + text
        return
    begins = [number for number, atom in enumerate(atoms) if number and atom.may_begin_line]
    if not begins:
        yield from (
            _with_arguments(text, indent) if COMPONENT.match(text) and len(atoms) == 1 else _filled(atoms, indent)
        )
        return
    shallowest = min(atoms[number].depth for number in begins)
    cuts = [0, *(number for number in begins if atoms[number].depth == shallowest), len(atoms)]
    base = min(atom.depth for atom in atoms)
    for start, end in _joined(atoms, cuts, MOST - indent):
        deeper = 2 * (atoms[start].depth - base) if start else 0
        yield from _laid_out(atoms[start:end], indent + deeper)


def _joined(atoms: Sequence[Atom], cuts: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """The pieces between the cuts; what ends an element or a branch stays with its beginning where there is room."""
    pieces: list[tuple[int, int]] = []
    for start, end in itertools.pairwise(cuts):
        if pieces and _is_closing(atoms[start]):
            begun = pieces[-1][0]
            if sum(len(atom.text) for atom in atoms[begun:end]) <= room - 2 * atoms[begun].depth:
                pieces[-1] = (begun, end)
                continue
        pieces.append((start, end))
    yield from pieces


def _with_arguments(include: str, indent: int) -> Iterator[str]:
    """A component whose arguments stand in tags of their own around it."""
    head, _with, arguments = include.removeprefix("{%").removesuffix("%}").strip().partition(" with ")
    lines: list[str] = []
    sentences: list[tuple[str, str]] = []
    for argument in ARGUMENT.findall(arguments):
        if (sentence := SENTENCE_ARGUMENT.fullmatch(argument)) and len(argument) > MOST - indent - ROOM:
            sentences.append((sentence[1], sentence[2]))
            continue
        wider = f"{lines[-1]} {argument}" if lines else ""
        if lines and indent + 2 * len(lines) + len(wider) + len("{% with  %}") <= MOST:
            lines[-1] = wider
        else:
            lines.append(argument)
    for depth, line in enumerate(lines):
        yield f"{' ' * (indent + 2 * depth)}{{% with {line} %}}"
    within = " " * (indent + 2 * len(lines))
    for name, text in sentences:
        yield f"{within}{{% blocktranslate trimmed asvar {name} %}}"
        yield from textwrap.wrap(text, MOST, initial_indent=f"{within}  ", subsequent_indent=f"{within}  ")
        yield f"{within}{{% endblocktranslate %}}"
    yield f"{within}{{% {head} %}}"
    yield from (f"{' ' * (indent + 2 * depth)}{{% endwith %}}" for depth in reversed(range(len(lines))))


def _filled(atoms: Sequence[Atom], indent: int) -> Iterator[str]:
    """Lines as long as they may be, parted at white space: that of the text, between attributes, in sentences."""
    parts = [part for atom in atoms for part in _parts(atom)]
    margin, line = " " * indent, ""
    for number, part in enumerate(parts):
        if not part.isspace():
            line += part
        elif line and len(margin) + len(line) + 1 + _to_next_space(parts[number + 1 :]) > MOST:
            yield margin + line
            margin, line = " " * (indent + 2), ""
        elif line:
            line += " "
    if line.strip():
        yield (margin + line).rstrip()


def _to_next_space(parts: Sequence[str]) -> int:
    return sum(len(part) for part in itertools.takewhile(lambda part: not part.isspace(), parts))


def _parts(atom: Atom) -> Iterator[str]:
    """What of an atom may be parted at white space; each piece of white space is an object of its own."""
    if atom.kind == "markup":
        pieces = [match[0] for match in IN_MARKUP.finditer(atom.text)]
    elif words := WORDS.fullmatch(atom.text):
        name = f" asvar {words[2]}" if words[2] else ""
        pieces = _spaced(f"{{% blocktranslate trimmed{name} %}}", words[1], "{% endblocktranslate %}")
    elif sentence := SENTENCE.fullmatch(atom.text):
        head = sentence[1] if "trimmed" in sentence[1].split() else f"trimmed {sentence[1]}".strip()
        pieces = _spaced(f"{{% blocktranslate {head} %}}", sentence[2], "{% endblocktranslate %}")
    else:
        pieces = [atom.text]
    yield from pieces


def _spaced(head: str, body: str, end: str) -> list[str]:
    """A sentence in pieces; white space at its ends is taken away again by `trimmed`."""
    if "  " in body:
        return [head + body + end]
    return [head, " ", *re.findall(r"{{.*?}}|{%.*?%}|\s+|[^\s{]+|{", body), " ", end]


def in_form(text: str) -> str:
    """A template with its long lines parted as far as that goes; what is shown as it is written stays."""
    formed = _once(text)
    return formed if formed == text else in_form(formed)


def _once(text: str) -> str:
    lines: list[str] = []
    as_written, sentence = False, ""
    for line in text.splitlines():
        begins, ends = len(AS_WRITTEN.findall(line)), len(AS_WRITTEN_END.findall(line))
        starts = re.findall(r"{%\s*blocktranslate\b[^%]*%}", line)
        stops = len(re.findall(r"{%\s*endblocktranslate\s*%}", line))
        if len(line) <= MOST or as_written or begins != ends or len(starts) != stops:
            lines.append(line)
        elif sentence:
            lines += _wrapped(line) if "trimmed" in sentence else [line]
        else:
            lines += parted(line)
        as_written = (as_written or begins > ends) and ends <= begins
        sentence = starts[-1] if len(starts) > stops else "" if stops > len(starts) else sentence
    return "\n".join(lines) + ("\n" if text.endswith("\n") else "")


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    pieces = re.findall(r"(?:{{.*?}}|{%.*?%}|\S)+", line)
    wrapped = textwrap.wrap(
        " ".join(piece.replace(" ", "\0") for piece in pieces),
        MOST,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [piece.replace("\0", " ") for piece in wrapped]


def main() -> int:
    """Write the templates anew; with `--check` name those that would change, and return 1 if there are any."""
    changed = []
    for path in sorted(BASE.glob("templates/**/*.html")):
        text = path.read_text(encoding="utf-8")
        formed = in_form(text)
        if formed != text:
            changed.append(str(path.relative_to(BASE)))
            if "--check" not in sys.argv:
                path.write_text(formed, encoding="utf-8")
    print("\n".join(changed))
    return int(bool(changed) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
