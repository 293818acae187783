"""Answers to somebody who has to come back later."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT_SECONDS = 60


def too_many(request: HttpRequest) -> HttpResponse:
    """429 for the limits of sign-in and password reset."""
    answer = render(request, "429.html", status=429)
    answer["Retry-After"] = str(WAIT_SECONDS)
    return answer
