"""Addresses of judgements on similar projects."""

from django.urls import path

from projects.doubles import views as doubles

urlpatterns = [
    path("registrations/<int:pk>/similar/<int:candidate>/", doubles.DoubleJudge.as_view(), name="double-judge"),
]
