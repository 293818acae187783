"""The API's one shape of refusal: problem+json (RFC 9457) with the check's number."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from common.refusals import Refused


def problem_response(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Turn a refusal or a framework exception into problem+json; anything else stays a fault."""
    if isinstance(exception, Refused):
        body = {
            "type": f"/problems/{exception.number}",
            "title": exception.sentence,
            "status": exception.status,
            "number": exception.number,
        }
        if exception.field:
            body["field"] = exception.field
        return Response(
            body, status=exception.status, content_type="application/problem+json", headers=exception.headers
        )
    response = exception_handler(exception, context)
    if response is not None:
        response.data = {"type": "about:blank", "status": response.status_code, "errors": response.data}
        response.content_type = "application/problem+json"
    return response
