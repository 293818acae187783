"""`/metrics`: the figures of the web's processes, and those of the database; the proxy keeps it inside."""

import os

from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, generate_latest, multiprocess

from common.screens import anyone, screen
from jcm_platform.portal.figures import Figures

FAILED = Counter("jcm_sign_ins_failed", "Sign-ins with a wrong password.")
FIGURES = CollectorRegistry()
FIGURES.register(Figures())


@receiver(user_login_failed)
def count_failed(**_signal: object) -> None:
    """Django tells of each; who it was is no figure."""
    FAILED.inc()


@screen(may=anyone, methods=("GET",))
def metrics(request: HttpRequest) -> HttpResponse:
    """Everything that is measured, as Prometheus reads it."""
    processes: CollectorRegistry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        processes = CollectorRegistry()
        multiprocess.MultiProcessCollector(processes)  # type: ignore[no-untyped-call]  # the package's
    shown = generate_latest(processes) + generate_latest(FIGURES)
    return HttpResponse(shown, content_type=CONTENT_TYPE_LATEST)
