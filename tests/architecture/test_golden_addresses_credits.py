"""Every address of credits and of the public site, by every kind of person: as the golden table says."""

from types import SimpleNamespace

import pytest

from tests.architecture import golden
from tests.architecture.golden import SignedIn

GROUPS = golden.groups(*golden.OPEN_TO_ALL)


@pytest.mark.parametrize("group", GROUPS)
def test_an_address_answers_each_person_as_the_table_says(group: str, signed_in: SignedIn, it: SimpleNamespace) -> None:
    wrong = golden.differences(GROUPS[group], it, signed_in)
    assert not wrong, golden.listed(wrong)
