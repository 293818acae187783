"""Addresses of the cycle: those of each capability."""

from projects.capabilities import modules

app_name = "projects"
urlpatterns = [address for urls in modules("urls") for address in urls.urlpatterns]
