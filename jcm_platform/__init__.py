"""Assembly of the JCM platform: settings, routes, workers, and the pages that show several apps."""

from jcm_platform.celery import app as celery_app

__all__ = ["celery_app"]
