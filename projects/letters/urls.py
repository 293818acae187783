"""Addresses of letters."""

from django.urls import path

from projects.letters import views as letters

urlpatterns = [
    path("projects/<str:slug>/letters/write/", letters.LetterWrite.as_view(), name="letter-write"),
    path("letters/<int:pk>/", letters.letter_page, name="letter-page"),
    path("letters/<int:pk>/file/", letters.letter_file, name="letter-file"),
    path("letters/<int:pk>/answer/", letters.LetterAnswer.as_view(), name="letter-answer"),
    path("letters/<int:pk>/settle/", letters.LetterSettle.as_view(), name="letter-settle"),
]
