"""The comparison of who has fallen with anybody, which `test_every_object.py` makes everywhere, sees a difference."""

from types import SimpleNamespace

from django.test import Client
from django.urls import reverse

from tests.architecture.people import declared
from tests.attacks import falls
from tests.attacks.fallen import more, read


def test_the_comparison_sees_somebody_who_has_not_fallen(it: SimpleNamespace) -> None:
    reached = declared("ADDRESSES")["projects:pin-edit"].reach(it)
    address = reverse("projects:pin-edit", kwargs={"slug": reached.slug, "section": "timing"})
    assert more("participant", address, read(falls.browser(it.participant), address), read(Client(), address))
