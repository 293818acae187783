"""Addresses of changes after registration."""

from django.urls import path

from projects.changes import views as changes

urlpatterns = [
    path("projects/<str:slug>/changes/start/", changes.ChangeStart.as_view(), name="change-start"),
    path("changes/<int:pk>/", changes.ChangePage.as_view(), name="change-page"),
    path("changes/<int:pk>/edit/<slug:section>/", changes.ChangeEdit.as_view(), name="change-edit"),
    path("changes/<int:pk>/submit/", changes.ChangeSubmit.as_view(), name="change-submit"),
    path("changes/<int:pk>/forward/", changes.ChangeForward.as_view(), name="change-forward"),
    path("changes/<int:pk>/take-note/", changes.ChangeTakeNote.as_view(), name="change-take-note"),
    path("changes/<int:pk>/return-to-participant/", changes.ChangeReturn.as_view(), name="change-return"),
    path("changes/<int:pk>/withdraw/", changes.ChangeWithdraw.as_view(), name="change-withdraw"),
    path("changes/<int:pk>/revise/", changes.ChangeRevise.as_view(), name="change-revise"),
]
