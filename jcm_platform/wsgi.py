"""Entry point for WSGI servers. It ends with a sentence where the database lacks a guard."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jcm_platform.settings")
application = get_wsgi_application()

from common import guards  # noqa: E402  models need the app registry

guards.refuse_to_start()
