"""A stored sentence is read by each reader in their own language; names in it stay as they are."""

import json

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common.refusals import Refused
from common.words import Words, worded


def test_a_stored_sentence_is_read_in_the_language_of_its_reader() -> None:
    kept = json.loads(json.dumps(Words.of(_("Letter: %(topic)s"), topic="Meters").stored()))
    with override("ja"):
        japanese = str(Words.read(kept))
    assert str(Words.read(kept)) == "Letter: Meters"
    assert japanese != "Letter: Meters"
    assert "Meters" in japanese


def test_a_sentence_made_in_japanese_is_kept_in_the_words_of_the_catalogue() -> None:
    with override("ja"):
        kept = Words.of(_("Letter: %(topic)s"), topic="計器").stored()
    assert kept == {"text": "Letter: %(topic)s", "values": {"topic": "計器"}}


def test_a_sentence_may_hold_another() -> None:
    inner = Words.of(_("Monitoring report %(number)s: %(project)s"), number=2, project="Solar")
    outer = Words.read(Words.of(_("Verification: %(report)s"), report=inner).stored())
    assert str(outer) == "Verification: Monitoring report 2: Solar"


def test_a_name_is_never_taken_for_a_sentence() -> None:
    with override("ja"):
        assert str(worded("Letter: %(topic)s")) == "Letter: %(topic)s"


def test_a_refusal_is_kept_with_its_values() -> None:
    refusal = Refused("MON-07", _("Report %(number)s covers %(first)s."), params={"number": 3, "first": "2024"})
    assert Words.of_refusal(refusal).values == {"number": 3, "first": "2024"}


def test_a_sentence_within_a_refusal_is_read_by_its_reader_too() -> None:
    inner = Refused("ACC-10", _("Hand this document in first: %(document)s."), params={"document": _("Purpose")})
    with override("ja"):
        kept = Words.of_refusal(inner).stored()
        japanese = str(Words.read(kept))
    assert kept["values"] == {"document": {"text": "Purpose", "values": {}}}
    assert "目的" in japanese
    assert str(Words.read(kept)) == "Hand this document in first: Purpose."
