"""The demo loads once, gives every role a sign-in and something to do, and leaves every public total alone."""

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test import Client, override_settings
from django.urls import reverse

from committee.decisions.models import Decision
from credits.models import RetirementCertificate
from credits.selectors import totals
from jcm_platform.portal.management.commands.load_published import load_all
from jcm_platform.portal.selectors import countries_with_counts, standing
from partners.organisations.models import Organisation
from partners.people.models.people import User
from projects.projects.models import Project
from registry.models import Account
from registry.selectors import audit, holdings
from scenarios import floating_solar
from scenarios.load import load
from scenarios.people import PEOPLE
from tests import database
from tests.conftest import NOON
from workflow.steps.models import WaitingStep
from workflow.steps.selectors import inbox

pytestmark = pytest.mark.slow

ONLY_READ = {"auditor@example.org", "staff@example.org"}


def figures() -> list[Any]:
    """What the public pages count."""
    today = standing(NOON.date())
    counts = sorted((country.iso2, vars(country)["project_count"]) for country in countries_with_counts())
    return [
        today.countries,
        today.projects,
        [one.number for one in today.decisions],
        counts,
        totals.issued(),
        totals.issued_by_country(),
        totals.used(),
        holdings.totals(),
    ]


def row_counts() -> dict[str, int]:
    """How many rows every table has."""
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model._meta.db_table in tables]
    return {model._meta.label: model._base_manager.count() for model in models}


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SimpleNamespace]:
    """Published records and the demo are loaded once for this file; each test works in a transaction of its own."""
    here = tmp_path_factory.mktemp("demo")
    it = SimpleNamespace(path=here / "sign-ins.json")
    with override_settings(MEDIA_ROOT=here / "media"):
        with django_db_blocker.unblock():
            list(load_all())
            it.before = figures()
            list(load(at=NOON, sign_ins=it.path))
        it.sign_ins = json.loads(it.path.read_text())
        yield it
    with django_db_blocker.unblock():
        database.wipe()


def test_it_refuses_to_run_outside_the_demo(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="in the demo only"):
        call_command("load_demo")


def test_a_second_run_changes_nothing(db: None, demo: SimpleNamespace, settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.VAR = True, tmp_path
    written = demo.path.read_text()
    (tmp_path / "demo-sign-ins.json").write_text(written)
    before, passwords = row_counts(), list(User.objects.values_list("email", "password"))
    call_command("load_demo", stdout=StringIO())
    assert row_counts() == before
    assert list(User.objects.values_list("email", "password")) == passwords
    assert (tmp_path / "demo-sign-ins.json").read_text() == written


def test_only_the_owner_of_the_file_reads_the_sign_ins(demo: SimpleNamespace) -> None:
    assert demo.path.stat().st_mode & 0o777 == 0o600


def test_everybody_signs_in_by_the_page_and_sees_their_day(db: None, demo: SimpleNamespace) -> None:
    """Whoever holds no role, as staff of the back office, comes to their own profile."""
    assert len(demo.sign_ins) == len(PEOPLE) + 1  # the back office
    for row in demo.sign_ins:
        visitor = Client()
        answered = visitor.post("/accounts/login/", {"login": row["email"], "password": row["password"]})
        assert answered.status_code == 302, row["email"]
        begins = reverse("portal:home" if User.objects.get(email=row["email"]).held else "partners:profile")
        assert answered["Location"] == begins, row["email"]
        assert visitor.get(begins).status_code == 200, row["email"]


def test_everybody_who_acts_has_something_to_do_and_may_open_it(db: None, demo: SimpleNamespace) -> None:
    for row in demo.sign_ins:
        if row["email"] in ONLY_READ:
            continue
        person = User.objects.get(email=row["email"])
        steps = list(inbox.waiting_for(person))
        assert steps, row["email"]
        visitor = Client()
        visitor.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        for step in steps:
            assert visitor.get(step.paper.address).status_code == 200, (row["email"], step.paper.address)


def test_nothing_is_overdue_on_the_day_of_loading(db: None, demo: SimpleNamespace) -> None:
    people = User.objects.filter(email__in=[row["email"] for row in demo.sign_ins])
    assert not [step for person in people for step in inbox.waiting_for(person) if inbox.is_overdue(step, NOON.date())]


def test_public_figures_are_those_without_examples(db: None, demo: SimpleNamespace) -> None:
    assert figures() == demo.before


def test_everything_made_is_marked_as_an_example(db: None, demo: SimpleNamespace) -> None:
    for model, name in ((Project, "title"), (Organisation, "name"), (Account, "name")):
        made = model._default_manager.filter(origin="example")
        assert made.exists()
        assert not made.exclude(**{f"{name}__startswith": "Example"}).exists(), model
    assert not Project.objects.filter(origin="platform").exists()
    assert not Decision.objects.filter(origin="platform").exists()


def test_the_whole_walk_ends_in_a_certificate(db: None, demo: SimpleNamespace) -> None:
    project = Project.objects.get(title=floating_solar.STORY.name)
    request = project.issuance_requests.get()
    assert (request.state, request.quantity_tco2e) == ("issued", 1009)
    assert request.decided_on == date(2025, 10, 30)
    assert sorted(issuance.registry for issuance in request.issuances.all()) == ["JP", "TH"]
    certificate = RetirementCertificate.objects.get()
    assert certificate.use.is_example
    assert certificate.quantity_tco2e == 90
    assert Client().get(f"/certificates/{certificate.number}/").status_code == 200


def test_the_book_is_whole(db: None, demo: SimpleNamespace) -> None:
    assert audit.verify().difference == ""


def test_every_procedure_has_an_example_that_waits(db: None, demo: SimpleNamespace) -> None:
    waits = set(WaitingStep.objects.filter(done_at=None).values_list("paper__kind", flat=True))
    machines = {model._meta.model_name for model in apps.get_models() if getattr(model, "HOLDERS", None)}
    # Thailand's crediting periods are not renewed; a measure goes before the committee with its draft; a stop that
    # waits would stop the registry of the demo.
    assert machines - waits == {"creditingperiodrenewal", "specialmeasure", "registrystop"}


def test_no_text_of_the_demo_is_the_key_of_a_row(db: None, demo: SimpleNamespace) -> None:
    """Rows point at rows by foreign keys: no column says `app.model:12`."""
    keys = r"^[a-z_]+\.[a-z_]+:[0-9]+$"
    texts = (models.CharField, models.TextField)
    found = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, texts) and model._default_manager.filter(**{f"{field.name}__regex": keys}).exists()
    ]
    assert found == []
