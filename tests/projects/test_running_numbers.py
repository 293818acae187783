"""Running numbers have room and one owner each: the 901st project, the thousandth decision, no number of an example."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from committee.decisions.models import Decision
from common.models import Origin
from common.numbers import by_number
from projects.projects.models import Project
from projects.projects.selectors.numbers import of_projects
from tests.factories.pages import a_prepared_decision


def test_a_run_goes_on_behind_any_number_of_digits(it: SimpleNamespace) -> None:
    def numbered(*references: str, example: bool = False) -> str:
        origin = Origin.EXAMPLE if example else Origin.IMPORTED
        for reference in references:
            Project.objects.create(
                country=it.country, rulebook=it.rulebook, reference=reference, title="A", origin=origin, state="planned"
            )
        return of_projects(it.country, example=example).free

    assert numbered("TH900") == "TH901"
    assert numbered("TH-EX001", example=True) == "TH-EX002"
    assert numbered() == "TH901", "an example takes no number of a project"
    assert numbered("TH999") == "TH1000"
    assert numbered("TH1000", "TH1001") == "TH1002", "the order of text would say TH1000"
    shown = Project.objects.filter(reference__in=["TH900", "TH999", "TH1000", "TH1001"]).order_by(
        *by_number("reference")
    )
    assert [project.reference for project in shown] == ["TH900", "TH999", "TH1000", "TH1001"]


@pytest.mark.parametrize(
    ("reference", "example"), [("TH-EX001", False), ("TH001", True), ("TH0001", False), ("TH1", False)]
)
def test_the_database_keeps_numbers_of_examples_apart(it: SimpleNamespace, reference: str, example: bool) -> None:
    origin = Origin.EXAMPLE if example else Origin.IMPORTED
    with pytest.raises(IntegrityError, match="project_number_form"), transaction.atomic():
        Project.objects.create(
            country=it.country, rulebook=it.rulebook, reference=reference, title="A", origin=origin, state="planned"
        )


def test_the_thousandth_decision_of_a_year_has_a_number(it: SimpleNamespace) -> None:
    made = a_prepared_decision(it)
    prefix = made.number.removesuffix("001")
    Decision.objects.filter(pk=made.pk).update(number=f"{prefix}999")
    assert [a_prepared_decision(it).number for _turn in range(2)] == [f"{prefix}1000", f"{prefix}1001"]
