"""Rows from files: of the models that are named, and of no other."""

from types import SimpleNamespace

import pytest

from common import records
from common.models import Event
from common.records import Change
from credits.services import published as of_credits
from partners.people.models.people import User
from partners.services import published as of_partners
from tests.conftest import NOON


def test_only_these_models_come_from_files() -> None:
    assert all([of_partners, of_credits]), "they name theirs when they are read"
    assert {model._meta.label for model in records.kept()} >= {"partners.PartnerCountry", "credits.PublishedTransfer"}
    assert {model._meta.label for model in records.kept()} <= {
        "partners.SectoralScope",
        "partners.PartnerCountry",
        "partners.Rulebook",
        "committee.Designation",
        "partners.FinancingProgramme",
        "partners.ProgrammeSelection",
        "committee.Decision",
        "partners.Organisation",  # of examples alone: scenarios
        "credits.PublishedTransfer",
    }


def test_no_other_model_is_written(it: SimpleNamespace) -> None:
    before = it.officer.name
    with pytest.raises(ValueError, match="do not come from files"):
        records.keep(User, find={"pk": it.officer.pk}, values={"name": "Other"}, by=it.system, at=NOON)
    assert User.objects.get(pk=it.officer.pk).name == before


def test_a_row_that_differs_is_changed_with_an_event(it: SimpleNamespace) -> None:
    find, values = {"iso2": it.country.iso2}, {"region": "Elsewhere"}
    kind = type(it.country)
    assert records.keep(kind, find=find, values=values, by=it.system, at=NOON)[1] == Change.CHANGED
    assert records.keep(kind, find=find, values=values, by=it.system, at=NOON)[1] == Change.UNCHANGED
    event = Event.objects.get(what="partners.partnercountry.import")
    assert event.after == {"change": "changed", "fields": ["region"]}
