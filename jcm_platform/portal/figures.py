"""What operators watch, read in one go: `/metrics` shows it, and `ops/alerts.yml` says when to wake whom.

A name ends in its unit; an instant is seconds since 1970, so that its age grows between two looks too.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import override

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.models import Max
from django_celery_beat.models import PeriodicTask
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from redis import Redis
from redis.exceptions import RedisError

from common import clock, outbox
from common.models import FaultCount, Pulse
from registry.models import LogCosignature, TransactionRequest
from registry.selectors import inspections, log, suspensions
from registry.states.requests import RequestState

ALL_OF_IT = timedelta(days=36_500)
QUEUE = "celery"
ARCHIVER = "SELECT failed_count, coalesce(extract(epoch FROM last_archived_time), 0) FROM pg_stat_archiver"
SLOTS = "SELECT slot_name, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) FROM pg_replication_slots"
CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"


@dataclass(frozen=True)
class Figure:
    """One figure: its name, what it says, and its values by the values of its labels."""

    name: str
    says: str
    values: Sequence[tuple[Sequence[str], float]]
    labels: Sequence[str] = ()


def _one(name: str, says: str, value: float) -> Figure:
    return Figure(name, says, [((), float(value))])


def _since(at: datetime | None) -> float:
    """An instant as seconds since 1970; 0 when it never was."""
    return at.timestamp() if at else 0.0


def _age(at: datetime | None, now: datetime) -> float:
    """How long something waits; 0 when nothing does."""
    return max((now - at).total_seconds(), 0.0) if at else 0.0


def read() -> Iterator[Figure]:
    """Every figure as it is now."""
    now = clock.now()
    stands = outbox.standing(since=now - ALL_OF_IT)
    yield _one("jcm_outbox_oldest_seconds", "How long the oldest untried message waits.", _age(stands.waits_since, now))
    yield _one("jcm_outbox_given_up", "Messages that are not tried any more.", stands.given_up)
    failing = [([topic], float(many)) for topic, many in outbox.failing().items()]
    yield Figure("jcm_outbox_failing", "Messages that have failed and are tried again.", failing, ["topic"])
    yield from _of_faults()
    yield from _of_the_log(now)
    yield from _of_checks()
    yield from _of_schedule(now)
    yield from _of_the_database()
    yield from _of_files()


def _of_faults() -> Iterator[Figure]:
    faults = list(FaultCount.objects.all())
    counts = [([each.what], float(each.count)) for each in faults]
    yield Figure("jcm_item_faults_total", "Of many items one failed, and the others went on.", counts, ["what"])
    last = [([each.what], each.at.timestamp()) for each in faults]
    yield Figure("jcm_item_fault_timestamp_seconds", "When one of many items last failed.", last, ["what"])


def _of_the_log(now: datetime) -> Iterator[Figure]:
    head = log.checkpoint()
    yield _one("jcm_log_entries", "Entries under the newest signed head.", head.size if head else 0)
    signed, waits = _since(head.made_at if head else None), _age(log.waits_since(), now)
    yield _one("jcm_log_head_timestamp_seconds", "When the newest head was signed.", signed)
    yield _one("jcm_log_oldest_waiting_seconds", "How long the oldest posting waits for its place.", waits)
    cosigned = LogCosignature.objects.order_by().values_list("witness").annotate(size=Max("checkpoint"))
    values = [([witness.partition("+")[0]], float(size)) for witness, size in cosigned]
    yield Figure("jcm_log_cosigned_entries", "Entries that a witness has cosigned.", values, ["witness"])


def _of_checks() -> Iterator[Figure]:
    labels = ["kind", "registry"]
    differs = [([check.kind, check.registry], float(bool(check.difference))) for check in inspections.newest_made()]
    yield Figure("jcm_check_differs", "1 where the last check of the night found a difference.", differs, labels)
    missing = [([check.kind, check.registry], float(bool(check.not_made))) for check in inspections.newest()]
    yield Figure("jcm_check_not_made", "1 where the last check of the night could not be made.", missing, labels)
    compared = [text.strip()[:2].upper() for text in settings.RECONCILE_WITH]
    good = [(check, _since(at)) for check, at in inspections.whole_at(compared).items()]
    says = "When a check that each night wants last found no difference; 0 for never."
    yield Figure("jcm_check_good_timestamp_seconds", says, good, labels)
    stopped = [([block.name], 1.0) for block in suspensions.in_force() if block.scope == "registry"]
    yield Figure("jcm_registry_suspended", "1 for a registry that is suspended as a whole.", stopped, ["registry"])


def _of_schedule(now: datetime) -> Iterator[Figure]:
    pulses = [([name], _since(at)) for name, at in Pulse.objects.values_list("name", "at")]
    yield Figure("jcm_done_timestamp_seconds", "When it was last done: worker, backup, export.", pulses, ["what"])
    ticked = PeriodicTask.objects.aggregate(at=Max("last_run_at"))["at"]
    yield _one("jcm_beat_tick_timestamp_seconds", "When beat last asked for something.", _since(ticked))
    late = TransactionRequest.objects.filter(state=RequestState.DELAYED, execute_at__lt=now)
    yield _one("jcm_requests_overdue", "Approved requests past the time at which they run.", late.count())
    yield _one("jcm_queue_length", "Tasks in the queue; -1 while Redis does not answer.", _queue_length())


def _queue_length() -> int:
    seconds = settings.REDIS_SECONDS
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=seconds, socket_connect_timeout=seconds) as redis:
            return int(redis.llen(QUEUE))
    except (RedisError, OSError):
        return -1


def _of_the_database() -> Iterator[Figure]:
    with connection.cursor() as cursor:
        cursor.execute(ARCHIVER)
        failed, archived = cursor.fetchone()
        cursor.execute(SLOTS)
        slots = [([name], -1.0 if lag is None else float(lag)) for name, lag in cursor.fetchall()]
        cursor.execute(CONNECTIONS)
        (open_now,) = cursor.fetchone()
    yield _one("jcm_wal_archive_failures", "Segments that could not be archived, since the statistics began.", failed)
    yield _one("jcm_wal_archived_timestamp_seconds", "When a segment was last archived; 0 for never.", archived)
    yield Figure("jcm_replication_lag_bytes", "What a standby's slot has not taken yet; -1 for none.", slots, ["slot"])
    yield _one("jcm_database_connections", "Connections to the database.", open_now)


def _of_files() -> Iterator[Figure]:
    folder = settings.MEDIA_ROOT
    free = shutil.disk_usage(folder).free if not settings.FILES_IN_BUCKET and folder.exists() else -1
    yield _one("jcm_files_free_bytes", "Free room where files are stored; -1 in a bucket.", free)
    yield _one("jcm_cache_answers", "1 while the cache answers.", _cache_answers())


def _cache_answers() -> int:
    try:
        caches["default"].ping()  # type: ignore[attr-defined]  # ours
    except (RedisError, OSError):
        return 0
    return 1


class Figures(Collector):
    """The same for Prometheus."""

    @override
    def collect(self) -> Iterator[Metric]:
        for figure in read():
            family = GaugeMetricFamily(figure.name, figure.says, labels=list(figure.labels))
            for labels, value in figure.values:
                family.add_metric(list(labels), value)
            yield family
