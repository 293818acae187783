"""The Celery application: one broker, tasks found in every app's `tasks` room."""

import os

from celery import Celery
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jcm_platform.settings")

app = Celery("jcm_platform")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_to_start(**_signal: object) -> None:
    """End the worker with a sentence where the database lacks a guard."""
    from common import guards  # noqa: PLC0415  models need the app registry

    guards.refuse_to_start()
