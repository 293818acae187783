"""All routes."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from health_check.views import HealthCheckView

from partners.views.profile import address_change

HEALTH = HealthCheckView.as_view(
    checks=[
        "health_check.checks.Database",
        "health_check.checks.Cache",
        "jcm_platform.public.health.Migrations",
        "jcm_platform.public.health.Files",
    ]
)

urlpatterns = [
    path("", include("jcm_platform.public.urls")),
    path("", include("partners.urls")),
    path("", include("projects.urls")),
    path("", include("registry.urls")),
    path("", include("credits.urls")),
    # allauth's page of addresses would let anybody claim one: a change of address is ours (partners.views.profile).
    path("accounts/email/", address_change, name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("back-office/", admin.site.urls),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api"),
    path("health/", HEALTH, name="health"),
    path("", include("django_prometheus.urls")),
]
