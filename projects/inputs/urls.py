"""Addresses of calls for public inputs and of comments."""

from django.urls import path

from projects.inputs import views as inputs

urlpatterns = [
    path("calls/<int:pk>/", inputs.call_page, name="call-page"),
    path("calls/<int:pk>/paper/", inputs.call_paper, name="call-paper"),
    path("calls/<int:pk>/thanks/", inputs.call_thanks, name="call-thanks"),
    path("calls/<int:pk>/respond/", inputs.CallRespond.as_view(), name="call-respond"),
    path("comments/<int:pk>/publish/", inputs.comment_publish, name="comment-publish"),
    path("comments/<int:pk>/withhold/", inputs.CommentWithhold.as_view(), name="comment-withhold"),
]
