"""Addresses of monitoring reports."""

from django.urls import path

from projects.monitoring import views as monitoring

_report = "projects/<str:slug>/monitoring/<int:number>/"
urlpatterns = [
    path("projects/<str:slug>/monitoring/start/", monitoring.MonitoringStart.as_view(), name="monitoring-start"),
    path(_report, monitoring.monitoring_page, name="monitoring-page"),
    path(f"{_report}edit/<slug:section>/", monitoring.MonitoringEdit.as_view(), name="monitoring-edit"),
    path(f"{_report}submit/", monitoring.MonitoringSubmit.as_view(), name="monitoring-submit"),
    path(f"{_report}withdraw/", monitoring.MonitoringWithdraw.as_view(), name="monitoring-withdraw"),
    path(f"{_report}verification/", monitoring.MonitoringAssign.as_view(), name="monitoring-assign"),
]
