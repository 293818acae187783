"""The partners app: the inbox listens to every event."""

from typing import override

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    @override
    def ready(self) -> None:
        from allauth.account.signals import password_reset  # noqa: PLC0415  models need the app registry

        from common import events  # noqa: PLC0415  same
        from partners import procedures as declared  # noqa: PLC0415  same
        from partners.selectors import committees, papers  # noqa: PLC0415  same

        # Mail handlers register themselves when their module is read.
        from partners.services import (  # noqa: F401, PLC0415  same
            addresses,
            decisions,
            digests,
            inbox,
            measures,
            notices,
            people,
            reviews,
            rules,
            withdrawals,
        )
        from workflow import procedures  # noqa: PLC0415  same

        procedures.register(*declared.ALL)
        papers.tell("partners.jointcommittee", committees.visible_to)
        events.subscribe(inbox.follow)
        password_reset.connect(addresses.on_password_reset, dispatch_uid="partners.addresses")
