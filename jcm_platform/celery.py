"""The Celery application: one broker, tasks found in every app's `tasks` room."""

import logging.config
import os

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jcm_platform.settings")

app = Celery("jcm_platform")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_web_does(**_signal: object) -> None:
    """One JSON object a line here too: Celery leaves the logs as they are once somebody listens to this."""
    from django.conf import settings  # noqa: PLC0415  not before Celery asks for its own settings

    logging.config.dictConfig(settings.LOGGING)


@worker_init.connect
@beat_init.connect
def refuse_to_start(**_signal: object) -> None:
    """End the worker with a sentence where the database lacks a guard."""
    from common import guards  # noqa: PLC0415  models need the app registry

    guards.refuse_to_start()
