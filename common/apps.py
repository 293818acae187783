"""Tools that know no word of the JCM."""

from typing import override

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    name = "common"

    @override
    def ready(self) -> None:
        from common import guards, history, identity, papers, rights  # noqa: PLC0415  models need the app registry

        post_migrate.connect(history.install, sender=self, dispatch_uid="history")
        post_migrate.connect(papers.install, sender=self, dispatch_uid="papers")
        post_migrate.connect(identity.install, sender=self, dispatch_uid="identity")
        post_migrate.connect(rights.install, sender=self, dispatch_uid="rights")
        register(guards.check, Tags.database)
