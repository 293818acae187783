"""Addresses of reviews of sustainability papers."""

from django.urls import path

from projects.sustainability import views as sustainability

urlpatterns = [
    path("sustainability-reviews/<int:pk>/", sustainability.review_page, name="sustainability-page"),
    path(
        "sustainability-reviews/<int:pk>/accept/", sustainability.ReviewAccept.as_view(), name="sustainability-accept"
    ),
    path("sustainability-reviews/<int:pk>/ask/", sustainability.ReviewAsk.as_view(), name="sustainability-ask"),
    path(
        "sustainability-reviews/<int:pk>/answer/", sustainability.ReviewAnswer.as_view(), name="sustainability-answer"
    ),
]
