"""What the list of people can be narrowed by."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partners.people.models.people import Role, User
from partners.people.selectors import people


class PersonFilter(filters.FilterSet):
    """People by their role today, and by whether they may sign in."""

    role = filters.ChoiceFilter(
        label=_("Role now"),
        choices=[("none", _("No role now")), *Role.choices],
        method="by_role",
        empty_label=_("Any role, or none"),
    )
    standing = filters.ChoiceFilter(
        label=_("User account"),
        choices=[("active", _("Active")), ("suspended", _("Suspended"))],
        method="by_standing",
        empty_label=_("Active or suspended"),
    )

    def by_role(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return people.without_role(queryset) if value == "none" else people.in_role(queryset, value)

    def by_standing(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        return queryset.filter(suspended_at__isnull=value == "active")
