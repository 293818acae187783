"""Addresses of registry."""

from django.urls import path

from registry.views import accounts, batches, desk, log, officer_requests, public, transfers

app_name = "registry"
_account = "accounts/registry/<str:number>/"
_request = "transactions/requests/<int:pk>/"
_batch = "transactions/batches/<int:pk>/"
_officer = "registry/desk/requests/<int:pk>/"
urlpatterns = [
    path("accounts/registry/", accounts.account_list, name="account-list"),
    path("accounts/registry/apply/", accounts.account_apply, name="account-apply"),
    path(_account, accounts.account_page, name="account-page"),
    path(f"{_account}statement/", accounts.account_statement, name="account-statement"),
    path(f"{_account}trusted/", accounts.trusted_list, name="trusted-list"),
    path(f"{_account}trusted/<int:pk>/remove/", accounts.trusted_remove, name="trusted-remove"),
    path(f"{_account}transfer/", transfers.transfer_start, name="transfer-start"),
    path(f"{_account}bulk/", batches.batch_start, name="batch-start"),
    path(f"{_account}open/", accounts.account_open, name="account-open"),
    path(f"{_account}refuse/", accounts.account_refuse, name="account-refuse"),
    path(f"{_account}suspend/", accounts.account_suspend, name="account-suspend"),
    path(f"{_account}reinstate/", accounts.account_reinstate, name="account-reinstate"),
    path(f"{_account}close/", accounts.account_close, name="account-close"),
    path("transactions/", transfers.transaction_list, name="transaction-list"),
    path("transactions/approvals/", transfers.approvals, name="approvals"),
    path("transactions/requests/", transfers.request_list, name="request-list"),
    path("transactions/batches/example.csv", batches.batch_template, name="batch-template"),
    path(_batch, batches.batch_page, name="batch-page"),
    path(f"{_batch}approve/", batches.batch_approve, name="batch-approve"),
    path(f"{_batch}reject/", batches.batch_reject, name="batch-reject"),
    path("transactions/<int:pk>/", transfers.transaction_page, name="transaction-page"),
    path(_request, transfers.request_page, name="request-page"),
    path(f"{_request}approve/", transfers.request_approve, name="request-approve"),
    path(f"{_request}reject/", transfers.request_reject, name="request-reject"),
    path(f"{_request}cancel/", transfers.request_cancel, name="request-cancel"),
    path("log/", log.log_page, name="log"),
    path("log/checkpoint", log.log_checkpoint, name="log-checkpoint"),
    path("log/keys", log.log_keys, name="log-keys"),
    path("log/totals.json", log.log_totals, name="log-totals"),
    path("log/verifier.py", log.log_verifier, name="log-verifier"),
    path("log/witness.py", log.log_witness, name="log-witness"),
    path("log/entries/<int:position>.json", log.log_entry, name="log-entry"),
    path("log/entries/<int:position>.tlog-proof", log.log_proof, name="log-proof"),
    path("log/transactions/<int:pk>/", log.log_transaction, name="log-transaction"),
    path("log/tile/<slug:level>/<path:number>.p/<int:width>", log.log_tile, name="log-tile-partial"),
    path("log/tile/<slug:level>/<path:number>", log.log_tile, name="log-tile"),
    path("serials/", public.serial_lookup, name="serial-lookup"),
    path("registry/transactions/", public.transaction_directory, name="transaction-directory"),
    path("registry/accounts/", public.account_directory, name="account-directory"),
    path("registry/desk/", desk.desk, name="desk"),
    path("registry/desk/propose/<slug:kind>/", officer_requests.officer_start, name="officer-start"),
    path("registry/desk/requests/", officer_requests.officer_list, name="officer-list"),
    path(_officer, officer_requests.officer_page, name="officer-page"),
    path(f"{_officer}approve/", officer_requests.officer_approve, name="officer-approve"),
    path(f"{_officer}reject/", officer_requests.officer_reject, name="officer-reject"),
    path(f"{_officer}cancel/", officer_requests.officer_cancel, name="officer-cancel"),
    path("registry/desk/<slug:scope>/<str:name>/resume/", desk.resume, name="resume"),
]
