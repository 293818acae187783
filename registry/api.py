"""What a program of an account's people reads of it."""

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from registry.selectors import accounts, log


class AccountOpenings(APIView):
    """What opens the log's commitments for one account, to whoever sees its inside."""

    permission_classes = [IsAuthenticated]

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, number: str, **_more: object) -> Response:
        """Every leg of the account with its salt, for `verifier.py --openings`."""
        account = get_object_or_404(accounts.visible_to(request.user), number=number)
        answer = Response(log.opened({account.number}))
        answer["Content-Disposition"] = f'attachment; filename="openings-{account.number}.json"'
        return answer
