"""All routes."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from jcm_platform.public.health import alive, health

handler429 = "jcm_platform.public.views.busy.too_many"

urlpatterns = [
    path("", include("jcm_platform.public.urls")),
    path("", include("partners.urls")),
    path("", include("projects.urls")),
    path("", include("registry.urls")),
    path("", include("credits.urls")),
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("back-office/", admin.site.urls),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api"),
    path("health/", health, name="health"),  # type: ignore[arg-type]  # asynchronous, as the package's
    path("alive/", alive, name="alive"),
    path("", include("django_prometheus.urls")),
]
