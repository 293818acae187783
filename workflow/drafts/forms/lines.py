"""Lines of a monitoring report that are kept as JSON, as people read them."""

from collections.abc import Mapping


def text_of(line: Mapping[str, str]) -> str:
    """A line of the monitoring structure, or a measured parameter with its value, unit, option and source."""
    if "who" in line:
        return f"{line['who']} ({line['role']}): {line['task']}"
    parts = (f"{line['name']}: {line['value']} {line['unit']}", line["option"], line["source"], line["method"])
    return " · ".join(part for part in parts if part)
