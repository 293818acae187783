"""Pages that show several apps."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "jcm_platform.public"
