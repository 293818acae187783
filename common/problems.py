"""The API's one shape of refusal: problem+json (RFC 9457) with the check's number."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, JsonResponse
from rest_framework.response import Response
from rest_framework.views import exception_handler

from common.refusals import Refused

TYPE = "application/problem+json"
PROBLEM: Mapping[str, object] = {
    "type": "object",
    "required": ["type", "status"],
    "properties": {
        "type": {"type": "string", "description": "Of a numbered check, /problems/ and its number."},
        "status": {"type": "integer"},
        "title": {"type": "string", "description": "What to change, in the reader's language."},
        "number": {"type": "string", "description": "The check that refused."},
        "field": {"type": "string"},
        "errors": {"description": "What is wrong with each parameter."},
    },
}


def problem_response(exception: Exception, context: dict[str, Any]) -> Response | None:  # the framework's
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
        return Response(body, status=exception.status, content_type=TYPE, headers=exception.headers)
    response = exception_handler(exception, context)
    if response is not None:
        response.data = {"type": "about:blank", "status": response.status_code, "errors": response.data}
        response.content_type = TYPE
    return response


def is_for_programs(request: HttpRequest) -> bool:
    """Is the address one of the API, whose readers expect no page?"""
    return request.path_info.startswith("/api/")


def refused_at_the_door(title: str, status: int, number: str = "") -> JsonResponse:
    """A problem where no view was reached that could have raised it."""
    body = {"type": f"/problems/{number}" if number else "about:blank", "title": title, "status": status}
    return JsonResponse(body | ({"number": number} if number else {}), status=status, content_type=TYPE)


def describe_problems(result: dict[str, Any], **_more: object) -> dict[str, Any]:  # Any: a schema as JSON
    """Say in the API's schema that every operation may refuse, and in which shape."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    refusal = {
        "description": "Refused; nothing was changed.",
        "content": {TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["4XX"] = refusal
    return result
