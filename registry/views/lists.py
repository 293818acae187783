"""Lists of posted transactions, for the people of accounts and for everybody."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.listing import Column, Listing
from registry.forms.searches import PublicTransactionFilter, RepresentativeFilter, TransactionFilter

COLUMNS = (
    Column("kind", _("Kind"), show=lambda t: t.get_kind_display()),
    Column("posted_at", _("Posted"), sort="posted_at"),
    Column("answers_id", _("It answers"), show=lambda t: t.answers_id or "–"),
    Column("quantity_tco2e", _("t CO₂ eq"), numeric=True),
)
TRANSACTIONS = Listing(
    name="jcm-transactions",
    title=_("Transactions"),
    lead=_("Every posted transaction of the accounts whose inside you see, newest first."),
    empty=_("No transaction was posted yet."),
    columns=[
        Column("pk", _("Number"), link=lambda t: reverse("registry:transaction-page", args=[t.pk])),
        *COLUMNS,
        Column("reason", _("Reason"), show=lambda t: t.reason or "–"),
    ],
    search=["kind", "reason"],
    filters=TransactionFilter,
    order=["-id"],
)
PUBLIC_TRANSACTIONS = replace(
    TRANSACTIONS,
    name="jcm-public-transactions",
    title=_("Transactions of the registry"),
    lead=_(
        "Every transaction that was posted, as the transparency log has it. Amounts stand here where units came to "
        "another registry or another kind of account; what one company gives another is theirs to tell."
    ),
    columns=[Column("pk", _("Number"), link=lambda t: reverse("registry:log-transaction", args=[t.pk])), *COLUMNS],
    search=[],
    filters=PublicTransactionFilter,
)
REPRESENTATIVES = Listing(
    name="jcm-representatives",
    title=_("Representatives by account"),
    lead=_("Who acts for every account that you look after, with what each may do."),
    empty=_("Nobody acts for an account yet."),
    columns=[
        Column("account.number", _("Account"), sort="account__number", link=lambda r: r.account.get_absolute_url()),
        Column("account.name", _("Name of the account"), sort="account__name"),
        Column("holder", _("Holder"), value=lambda r: str(r.account.holder), sort="account__holder__name"),
        Column("account.state", _("State"), show=lambda r: r.account.get_state_display(), sort="account__state"),
        Column("user.name", _("Representative"), sort="user__name"),
        Column("user.email", _("E-mail address"), sort="user__email"),
        Column("may_propose", _("May propose"), sort="may_propose"),
        Column("may_approve", _("May approve"), sort="may_approve"),
        Column("is_of_holder", _("Of the holder today"), sort="is_of_holder"),
        Column("since", _("Since"), sort="since"),
    ],
    search=["account__number__istartswith", "account__name", "account__holder__name", "user__name", "user__email"],
    filters=RepresentativeFilter,
    order=["account__number", "user__name"],
)
