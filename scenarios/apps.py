"""Stories that the demo and the tests tell; the production image leaves them out."""

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    name = "scenarios"
