"""A long line of a template is parted only where nothing of it is shown."""

import pytest

from tools.template_lines import in_form

LONG = "x" * 90


def test_a_row_of_a_table_is_parted_into_its_cells() -> None:
    assert in_form(f"<tr><td>{LONG}</td><td>{{{{ value }}}}</td></tr>\n") == (
        f"<tr>\n  <td>{LONG}</td>\n  <td>{{{{ value }}}}</td>\n</tr>\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        f"<p>{LONG}<b>{LONG}</b></p>",  # nothing may stand between a word and its bold end
        f"<pre>{LONG} {LONG}</pre>",
        f"{{{{ value }}}}{{% if other %}}{LONG}{{% endif %}}{LONG}",
        f"{{% for one in all %}}{LONG}, {LONG}{{% endfor %}}",
    ],
)
def test_what_is_shown_stays(line: str) -> None:
    shown = "".join(part.strip() if part.isspace() else part for part in in_form(line).split("\n  "))
    assert shown.replace("\n", "").replace(" ", "") == line.replace(" ", "")
    assert "x<b>" not in line or "x<b>" in in_form(line)


def test_a_sentence_stays_one_message() -> None:
    sentence = "A sentence of many words that goes on " * 4
    formed = in_form(f'<p>{{% translate "{sentence.strip()}" %}}</p>')
    begun, _, rest = formed.partition("{% blocktranslate trimmed %}")
    assert begun.strip() == "<p>"
    assert " ".join(rest.partition("{% endblocktranslate %}")[0].split()) == sentence.strip()


def test_an_argument_of_a_component_keeps_its_place() -> None:
    name = "y" * 28
    formed = in_form(f'{{% include "components/inset.html" with text={name}.{name} url={name} %}}')
    assert formed.splitlines() == [
        f"{{% with text={name}.{name} url={name} %}}",
        '  {% include "components/inset.html" %}',
        "{% endwith %}",
    ]


def test_what_is_in_form_is_left_alone() -> None:
    formed = in_form(f"<tr><td>{LONG}</td><td>{LONG}</td></tr>\n")
    assert in_form(formed) == formed
