"""A published issuance as rows for its page: values where they are exact, else the published words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.refusals import Sentence
from common.templatetags.jcm import day, tonnes
from credits.models import PublishedIssuance

AMOUNTS: tuple[tuple[Sentence, str, str], ...] = (
    (_("Total"), "total_tco2e", "total_issued_tco2"),
    (_("Japan’s side"), "japan_tco2e", "to_japan_side_tco2"),
    (_("of which Government of Japan"), "government_of_japan_tco2e", "of_which_government_of_japan_tco2"),
    (_("of which Japanese participants"), "japanese_participants_tco2e", "of_which_japanese_participants_tco2"),
    (_("Partner country’s side"), "partner_tco2e", "to_partner_side_tco2"),
    (_("of which partner government"), "partner_government_tco2e", "of_which_partner_government_tco2"),
    (_("of which partner participants"), "partner_participants_tco2e", "of_which_partner_participants_tco2"),
)
DAYS: tuple[tuple[Sentence, str, str], ...] = (
    (_("Monitoring starts"), "monitoring_starts_on", "monitoring_start"),
    (_("Monitoring ends"), "monitoring_ends_on", "monitoring_end"),
    (_("Joint Committee’s decision"), "decided_on", "jc_decision_date"),
    (_("Issued in the registry"), "issued_on", "registry_issuance_date"),
    (_("Announced"), "announced_on", "announcement_date"),
)
WORDS: tuple[tuple[Sentence, str], ...] = (
    (_("Projects"), "project_refs"),
    (_("How sure the projects are"), "project_ref_status"),
    (_("What the record covers"), "scope"),
    (_("Monitoring period in words"), "monitoring_note"),
    (_("Serial numbers"), "serials"),
    (_("Article 6"), "article6"),
)


def rows(record: PublishedIssuance) -> dict[str, list[tuple[Sentence, Any]]]:
    """Labels and values in three groups: amounts, days, words."""
    return {
        "amounts": [(label, _value(record, name, column, tonnes)) for label, name, column in AMOUNTS],
        "days": [(label, _value(record, name, column, day)) for label, name, column in DAYS],
        "words": [(label, record.as_published(column)) for label, column in WORDS],
    }


def _value(record: PublishedIssuance, name: str, column: str, shown: Any) -> Any:
    value = getattr(record, name)
    return record.as_published(column) if value is None else shown(value)
