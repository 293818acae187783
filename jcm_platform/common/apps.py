"""Tools that know no word of the JCM."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "jcm_platform.common"
