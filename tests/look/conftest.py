"""The tests' own pages, and who and what stands on them."""

from pathlib import Path
from typing import Any

import pytest

from partners.countries.models import PartnerCountry
from partners.people.models.people import User


@pytest.fixture
def pages(settings: Any) -> None:
    """The pages of tests/look/pages.py stand beside the platform's own."""
    settings.ROOT_URLCONF = "tests.look.pages"
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}
    ]


@pytest.fixture
def twelve_countries(db: None) -> list[PartnerCountry]:
    """Twelve countries, one of them without a date of signature."""
    made = []
    for number in range(12):
        letter = chr(ord("A") + number)
        made.append(
            PartnerCountry.objects.create(
                iso2=f"X{letter}",
                iso3=f"XX{letter}",
                name=f"Country {letter}",
                name_ja=f"国{letter}",
                order=900 + number,
                region="Asia" if number < 4 else "Africa",
                source_url="=cmd()",
                signed_on=f"2014-01-{number + 1:02}" if number else None,
            )
        )
    return made


@pytest.fixture
def person(db: None) -> User:
    """Somebody who can sign in."""
    return User.objects.create_user("reader@example.org", "a long enough secret", name="Aya Reader", is_staff=True)
