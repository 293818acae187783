"""Addresses of the ends of projects."""

from django.urls import path

from projects.endings import views as endings

urlpatterns = [
    path("projects/<str:slug>/withdrawal/start/", endings.WithdrawalStart.as_view(), name="withdrawal-start"),
    path("project-withdrawals/<int:pk>/", endings.WithdrawalPage.as_view(), name="withdrawal-page"),
    path("project-withdrawals/<int:pk>/edit/<slug:section>/", endings.WithdrawalEdit.as_view(), name="withdrawal-edit"),
    path("project-withdrawals/<int:pk>/submit/", endings.WithdrawalSubmit.as_view(), name="withdrawal-submit"),
    path("project-withdrawals/<int:pk>/forward/", endings.WithdrawalForward.as_view(), name="withdrawal-forward"),
    path(
        "project-withdrawals/<int:pk>/return-to-participant/",
        endings.WithdrawalReturn.as_view(),
        name="withdrawal-return",
    ),
    path("project-withdrawals/<int:pk>/withdraw/", endings.WithdrawalWithdraw.as_view(), name="withdrawal-withdraw"),
    path("projects/<str:slug>/deregistration/", endings.DeregistrationPropose.as_view(), name="deregistration-propose"),
    path("deregistrations/<int:pk>/", endings.deregistration_page, name="deregistration-page"),
]
