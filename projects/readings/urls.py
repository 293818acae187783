"""Addresses of monitoring data."""

from django.urls import path

from projects.readings import api
from projects.readings.views import meters, plans, readings

_design = "projects/<str:slug>/pdd/<int:version>/plan/"
_data = "projects/<str:slug>/monitoring/<int:number>/data/"
urlpatterns = [
    path(_design, plans.plan_page, name="plan-page"),
    path(f"{_design}write/", plans.PlanWrite.as_view(), name="plan-write"),
    path(_data, readings.data_page, name="data-page"),
    path(f"{_data}plans/<int:plan>/template.xlsx", readings.data_template, name="data-template"),
    path(f"{_data}plans/<int:plan>/sheets.xlsx", readings.data_sheets, name="data-sheets"),
    path(f"{_data}plans/<int:plan>/file/", readings.DataUpload.as_view(), name="data-upload"),
    path(f"{_data}plans/<int:plan>/enter/", readings.DataEnter.as_view(), name="data-enter"),
    path(f"{_data}take-out/<int:batch>/", readings.DataRemove.as_view(), name="data-remove"),
    path(f"{_data}explain/<slug:mark>/", readings.DataExplain.as_view(), name="data-explain"),
    path("verifications/<int:pk>/readings/<int:reading>/", readings.ReadingCorrect.as_view(), name="reading-correct"),
    path("projects/<str:slug>/meters/", meters.meter_list, name="meter-list"),
    path("projects/<str:slug>/meters/open/", meters.MeterOpen.as_view(), name="meter-open"),
    path("projects/<str:slug>/meters/<int:meter>/close/", meters.MeterClose.as_view(), name="meter-close"),
    path("api/v1/meters/readings/", api.MeterReadings.as_view(), name="api-meter-readings"),
]
