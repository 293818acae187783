"""Every address has a name of its own, and its view says who may open it.

What each answers to whom is asked in `test_every_object.py`.
"""

from tests.architecture import routes
from tests.architecture.golden import OURS


def test_every_view_says_who_may_open_it() -> None:
    silent = [
        f"{name} ({route.home})" for name, route in OURS.items() if route.may is None and not route.permission_classes
    ]
    assert silent == [], "Give the view @screen(may=...), or the API view its own permission_classes."


def test_every_address_has_a_name_of_its_own() -> None:
    named = [route.name for route in routes.every() if not route.is_third_party]
    assert sorted(named) == sorted(set(named))
