"""The app of the back office; apart from its site, which needs the app registry."""

from django.contrib.admin.apps import AdminConfig


class BackOfficeConfig(AdminConfig):
    """Django's admin with our site."""

    default_site = "jcm_platform.portal.back_office.BackOffice"
