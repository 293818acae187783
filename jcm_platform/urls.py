"""All routes."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from jcm_platform.portal.health import alive, health
from jcm_platform.portal.metrics import metrics
from jcm_platform.portal.views.language import language_choose
from partners.people.views.profile import AddressAsk

handler429 = "jcm_platform.portal.views.busy.too_many"

urlpatterns = [
    path("", include("jcm_platform.portal.urls")),
    path("", include("partners.urls")),
    path("", include("workflow.urls")),
    path("", include("committee.urls")),
    path("", include("projects.urls")),
    path("", include("registry.urls")),
    path("", include("credits.urls")),
    # allauth's page of addresses would let anybody claim one: a change of address is ours
    # (partners.people.views.profile).
    path("accounts/email/", AddressAsk.as_view(), name="account_email"),
    path("accounts/", include("allauth.urls")),
    path("language/setlang/", language_choose, name="set_language"),
    path("back-office/", admin.site.urls),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api"),
    path("health/", health, name="health"),  # type: ignore[arg-type]  # asynchronous, as the package's
    path("alive/", alive, name="alive"),
    path("metrics", metrics, name="prometheus-metrics"),
]
