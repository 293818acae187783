"""What operators watch stands on /metrics, and every name in the ready rules does."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from common import clock, outbox
from common.models import OutboxMessage, Pulse
from registry.tasks import inspect_book
from tests.conftest import NOON
from tests.factories.registry import LOG_KEY, a_signed_log, a_stop

NAME = re.compile(r"\b(?:jcm|django)_[a-z_]+\b")
RULES = Path(settings.BASE_DIR, "ops", "alerts.yml")
# Figures of what has not happened yet in this process have no line of their own, but their help has.
SERIES = re.compile(r"^# HELP (\S+)", re.MULTILINE)


def _values() -> dict[str, float]:
    answer = Client().get("/metrics")
    assert answer.status_code == 200
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def _rules() -> list[dict[str, object]]:
    return [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]


def test_every_name_of_the_rules_is_measured(it: SimpleNamespace) -> None:
    shown = set(SERIES.findall(Client().get("/metrics").content.decode()))
    for rule in _rules():
        for name in NAME.findall(str(rule["expr"])):
            assert name in shown, f"{rule['alert']}: nothing called {name} is measured"


def test_every_rule_says_whom_it_wakes_and_what_it_is() -> None:
    for rule in _rules():
        assert rule["labels"]["severity"] in {"page", "ticket"}  # type: ignore[index]  # a mapping
        assert rule["annotations"]["summary"]  # type: ignore[index]  # same
    names = [rule["alert"] for rule in _rules()]
    assert len(set(names)) == len(names)


def test_what_waits_and_what_was_given_up_is_counted(it: SimpleNamespace) -> None:
    outbox.enqueue("mail.notice", key="old", payload={}, at=NOON)
    OutboxMessage.objects.exclude(key="old").update(delivered_at=NOON)
    outbox.enqueue("mail.notice", key="lost", payload={}, at=NOON)
    OutboxMessage.objects.filter(key="lost").update(attempts=outbox.MOST_ATTEMPTS, not_before=NOON)
    with clock.at(NOON.replace(hour=13)):
        values = _values()
    assert values["jcm_outbox_oldest_seconds"] == 3600
    assert values["jcm_outbox_given_up"] == 1


ANOTHER_PROCESS = """
import django
django.setup()
from common import clock, isolation, outbox
isolation.each([1, 0], lambda number: 1 // number, what="number")
outbox.handles("mail.of.a.test")(lambda payload: 1 // 0)
outbox.enqueue("mail.of.a.test", key="a message that fails", payload={}, at=clock.now())
outbox.deliver(at=clock.now())
"""


@pytest.mark.django_db(transaction=True)
def test_what_fails_in_the_worker_stands_on_the_figures_of_the_web() -> None:
    name = str(connection.settings_dict["NAME"])
    address = os.environ["DATABASE_URL"].replace("/jcm?", f"/{name}?")
    started = [sys.executable, "-c", ANOTHER_PROCESS]
    ours = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "jcm_platform.settings", "JCM_DEMO": "true"}
    subprocess.run(started, cwd=settings.BASE_DIR, env=os.environ | ours, check=True, capture_output=True)
    values = _values()
    assert values['jcm_item_faults_total{what="number"}'] == 1
    assert values['jcm_item_fault_timestamp_seconds{what="number"}'] > 0
    assert values['jcm_outbox_failing{topic="mail.of.a.test"}'] == 1


def test_checks_stops_and_the_log_are_told(it: SimpleNamespace, tmp_path: Path, settings: SimpleNamespace) -> None:
    settings.LOG_HEADS_FILE, settings.RECONCILE_WITH = tmp_path / "heads", []
    a_stop(it)
    a_signed_log(it)
    inspect_book()
    values = _values()
    assert values['jcm_check_differs{kind="book",registry=""}'] == 0
    assert values['jcm_check_differs{kind="reconciliation",registry="JP"}'] == 1
    assert values['jcm_check_good_timestamp_seconds{kind="book",registry=""}'] == NOON.timestamp()
    assert values['jcm_check_good_timestamp_seconds{kind="files",registry=""}'] == NOON.timestamp()
    assert values['jcm_registry_suspended{registry="JP"}'] == 1
    assert values["jcm_log_entries"] == 1
    assert values["jcm_log_oldest_waiting_seconds"] == 0


def test_a_partner_that_was_not_compared_is_told_beside_those_that_were(
    it: SimpleNamespace, tmp_path: Path, settings: SimpleNamespace
) -> None:
    a_stop(it)
    a_signed_log(it)
    call_command("export_log", tmp_path / "theirs", stdout=StringIO())
    settings.LOG_HEADS_FILE = tmp_path / "heads"
    settings.RECONCILE_WITH = [f"JP {tmp_path / 'theirs'} {LOG_KEY.verifier}", f"TH {tmp_path} {LOG_KEY.verifier}"]
    inspect_book()
    values = _values()
    assert values['jcm_check_good_timestamp_seconds{kind="reconciliation",registry="JP"}'] == NOON.timestamp()
    assert values['jcm_check_good_timestamp_seconds{kind="reconciliation",registry="TH"}'] == 0
    assert values['jcm_check_not_made{kind="reconciliation",registry="TH"}'] == 1
    (rule,) = (rule for rule in _rules() if rule["alert"] == "PartnerNotCompared")
    assert "max by (kind, registry)" in str(rule["expr"])


def test_what_is_done_outside_is_noted(it: SimpleNamespace) -> None:
    call_command("note_done", "backup")
    assert _values()['jcm_done_timestamp_seconds{what="backup"}'] == NOON.timestamp()


def test_a_wrong_password_is_counted(it: SimpleNamespace) -> None:
    before = _values()["jcm_sign_ins_failed_total"]
    Client().post("/accounts/login/", {"login": it.participant.email, "password": "a guess of somebody"})
    assert _values()["jcm_sign_ins_failed_total"] == before + 1


def test_a_container_asks_whether_beat_and_worker_live(db: None) -> None:
    with pytest.raises(CommandError, match="No worker has worked yet"):
        call_command("lives", "worker")
    Pulse.objects.create(name="worker", at=clock.now())
    call_command("lives", "worker", stdout=StringIO())
    with pytest.raises(CommandError, match="Beat has asked for nothing yet"):
        call_command("lives", "beat")


ONE_LINE = """
import logging
from jcm_platform.celery import app, log_as_the_web_does
log_as_the_web_does()
try:
    raise ValueError("two" + chr(10) + "lines")
except ValueError:
    logging.getLogger("celery.worker").exception("a task failed")
"""


def test_the_worker_logs_one_object_a_line_too() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ONE_LINE],
        cwd=settings.BASE_DIR,
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = done.stderr.splitlines()
    assert '"event": "a task failed"' in line
    assert "ValueError" in line
