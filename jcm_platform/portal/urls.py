"""Addresses of the pages that show several apps."""

from django.urls import path

from jcm_platform.portal import api
from jcm_platform.portal.views import countries, home, lists, messages, methodologies, rules, tpes

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("front/", home.front, name="front"),
    path("about/", home.about, name="about"),
    path("privacy/", home.privacy, name="privacy"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("rulebooks/", rules.rulebook_matrix, name="rulebook-matrix"),
    path("rulebooks/<str:iso2>/", rules.rulebook_history, name="rulebook-history"),
    path("service-times/", rules.service_time_list, name="service-times"),
    path("downloads/", home.downloads, name="downloads"),
    path("contact/", home.contact, name="contact"),
    path("countries/", lists.country_list, name="country-list"),
    path("countries/<str:iso2>/", countries.country_page, name="country-page"),
    path("decisions/", lists.decision_list, name="decision-list"),
    path("projects/", lists.project_list, name="project-list"),
    path("methodologies/", lists.methodology_list, name="methodology-list"),
    path("methodologies/<str:slug>/", methodologies.methodology_page, name="methodology-page"),
    path("issuances/", lists.issuance_list, name="issuance-list"),
    path("calls/", lists.call_list, name="call-list"),
    path("search/", home.search, name="search"),
    path("tpes/", lists.tpe_list, name="tpe-list"),
    path("tpes/<int:pk>/", tpes.tpe_page, name="tpe-page"),
    path("api/v1/countries/", api.Countries.as_view(), name="api-countries"),
    path("api/v1/projects/", api.Projects.as_view(), name="api-projects"),
    path("api/v1/decisions/", api.Decisions.as_view(), name="api-decisions"),
    path("api/v1/methodologies/", api.Methodologies.as_view(), name="api-methodologies"),
    path("api/v1/tpes/", api.Tpes.as_view(), name="api-tpes"),
    path("api/v1/issuances/", api.Issuances.as_view(), name="api-issuances"),
    path("desk/undelivered/", messages.undelivered, name="undelivered"),
    path("desk/undelivered/try-again/", messages.undelivered_try_again, name="undelivered-try-again"),
    path("programmes/", lists.programme_list, name="programme-list"),
]
