"""The partners app: who acts, under which rules."""

from typing import override

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    @override
    def ready(self) -> None:
        from allauth.account.signals import password_reset  # noqa: PLC0415  models need the app registry

        # Mail handlers register themselves when their module is read.
        from partners.countries import selectors as countries  # noqa: PLC0415  same
        from partners.people.services import addresses, people  # noqa: F401, PLC0415  same

        countries.register_names()
        password_reset.connect(addresses.on_password_reset, dispatch_uid="partners.addresses")
