"""Days in sentences, in the reader's language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language


def day(value: date) -> str:
    """15 April 2026, or 2026年4月15日."""
    return date_format(value, "Y年n月j日" if get_language() == "ja" else "j F Y")
