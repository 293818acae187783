"""Issuances, uses and authorisations."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("common", "0003_schema"),
        ("credits", "0001_schema"),
        ("partners", "0001_schema"),
        ("projects", "0001_schema"),
        ("registry", "0002_schema"),
    ]

    operations = [
        migrations.AddField(
            model_name="allocatedamount",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
            ),
        ),
        migrations.AddField(
            model_name="authorisation",
            name="country",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="authorisations", to="partners.partnercountry"
            ),
        ),
        migrations.AddField(
            model_name="authorisedrange",
            name="authorisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ranges", to="credits.authorisation"
            ),
        ),
        migrations.AddField(
            model_name="authorisedrange",
            name="lot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="authorised", to="registry.lot"
            ),
        ),
        migrations.AddField(
            model_name="certificaterange",
            name="country",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.partnercountry"
            ),
        ),
        migrations.AddField(
            model_name="certificaterange",
            name="lot",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.lot"),
        ),
        migrations.AddField(
            model_name="finaluse",
            name="holder",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.organisation"
            ),
        ),
        migrations.AddField(
            model_name="finaluse",
            name="request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="final_use", to="registry.transactionrequest"
            ),
        ),
        migrations.AddField(
            model_name="issuance",
            name="paper",
            field=models.OneToOneField(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="common.paper"
            ),
        ),
        migrations.AddField(
            model_name="issuance",
            name="transaction",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="issuance",
                to="registry.booktransaction",
            ),
        ),
        migrations.AddField(
            model_name="issuancerequest",
            name="allocation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.allocationproposal"
            ),
        ),
        migrations.AddField(
            model_name="issuancerequest",
            name="decision_item",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="issuance_request",
                to="partners.decisionitem",
            ),
        ),
        migrations.AddField(
            model_name="issuancerequest",
            name="paper",
            field=models.OneToOneField(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s", to="common.paper"
            ),
        ),
        migrations.AddField(
            model_name="issuancerequest",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="issuance_requests", to="projects.project"
            ),
        ),
        migrations.AddField(
            model_name="issuancerequest",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="issuance_requests",
                to="projects.monitoringreport",
            ),
        ),
        migrations.AddField(
            model_name="issuancerequest",
            name="verification",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.verification"
            ),
        ),
        migrations.AddField(
            model_name="issuance",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="issuances", to="credits.issuancerequest"
            ),
        ),
        migrations.AddField(
            model_name="allocatedamount",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="amounts", to="credits.issuancerequest"
            ),
        ),
        migrations.AddField(
            model_name="issuedlot",
            name="issuance",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="lots", to="credits.issuance"
            ),
        ),
        migrations.AddField(
            model_name="issuedlot",
            name="lot",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="issued", to="registry.lot"
            ),
        ),
        migrations.AddField(
            model_name="publishedissuance",
            name="country",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="published_issuances",
                to="partners.partnercountry",
            ),
        ),
        migrations.AddField(
            model_name="publishedissuance",
            name="projects",
            field=models.ManyToManyField(blank=True, related_name="published_issuances", to="projects.project"),
        ),
        migrations.AddField(
            model_name="publishedissuance",
            name="same_as",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="published",
                to="credits.issuance",
            ),
        ),
        migrations.AddField(
            model_name="publishedissuance",
            name="transaction",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.booktransaction",
            ),
        ),
        migrations.AddField(
            model_name="publishedtransfer",
            name="host",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="published_transfers",
                to="partners.partnercountry",
            ),
        ),
        migrations.AddField(
            model_name="publishedtransfer",
            name="projects",
            field=models.ManyToManyField(blank=True, related_name="published_transfers", to="projects.project"),
        ),
        migrations.AddField(
            model_name="retirementcertificate",
            name="transaction",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="certificate", to="registry.booktransaction"
            ),
        ),
        migrations.AddField(
            model_name="retirementcertificate",
            name="use",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="certificate", to="credits.finaluse"
            ),
        ),
        migrations.AddField(
            model_name="certificaterange",
            name="certificate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ranges", to="credits.retirementcertificate"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["japan", "partner"])), name="authorisation_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(condition=models.Q(("uses__len__gt", 0)), name="authorisation_has_use"),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("uses__contained_by", ["ndc", "imp", "op"])), name="authorisation_uses_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.UniqueConstraint(fields=("reference", "version"), name="authorisation_version_once"),
        ),
        migrations.AddConstraint(
            model_name="authorisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_current", True)), fields=("reference",), name="authorisation_one_current"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisedrange",
            constraint=models.CheckConstraint(
                condition=models.Q(("units__isempty", False)), name="authorised_range_has_units"
            ),
        ),
        migrations.AddConstraint(
            model_name="authorisedrange",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("is_current", True)),
                expressions=[("side", "="), ("lot", "="), ("units", "&&")],
                name="unit_authorised_once_a_party",
            ),
        ),
        migrations.AddConstraint(
            model_name="finaluse",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ["retirement", "cancellation"])), name="final_use_act_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="finaluse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purpose__in", ["gx_ets", "shk", "ndc", "voluntary", "overall_mitigation", "oimp", "other"])
                ),
                name="final_use_purpose_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="finaluse",
            constraint=models.CheckConstraint(
                condition=models.Q(("beneficiary", ""), _negated=True), name="final_use_has_beneficiary"
            ),
        ),
        migrations.AddConstraint(
            model_name="finaluse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "retirement"), ("purpose__in", ["gx_ets", "shk", "ndc"])),
                    models.Q(
                        ("act", "cancellation"), ("purpose__in", ["voluntary", "overall_mitigation", "oimp", "other"])
                    ),
                    _connector="OR",
                ),
                name="final_use_act_fits_purpose",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuancerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "returned",
                            "complete",
                            "with_committee",
                            "approved",
                            "not_approved",
                            "issued",
                            "withdrawn",
                        ],
                    )
                ),
                name="issuance_request_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuancerequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("not_approved", "withdrawn")), _negated=True),
                fields=("report",),
                name="issuance_request_one_a_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuancerequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number__isnull", False)), fields=("project", "number"), name="issuance_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuancerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number", None), models.Q(("number__gte", 1), ("number__lte", 99)), _connector="OR"
                ),
                name="issuance_number_two_digits",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuancerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "withdrawn"]), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="issuance_request_submitted_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuancerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["with_committee", "approved", "not_approved", "issued"]), _negated=True),
                    models.Q(("decision_item__isnull", False), ("number__isnull", False)),
                    _connector="OR",
                ),
                name="issuance_request_forwarded_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuancerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["approved", "not_approved", "issued"]), _negated=True),
                    ("decided_on__isnull", False),
                    _connector="OR",
                ),
                name="issuance_request_decided_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuancerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "issued"), _negated=True), ("issued_at__isnull", False), _connector="OR"
                ),
                name="issuance_request_issued_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuancerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fee_paid_on", None), ("fee_reference", "")),
                    models.Q(("fee_paid_on__isnull", False), models.Q(("fee_reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="issuance_request_fee_has_day_and_reference",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuance",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["notified", "issued"])), name="issuance_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuance",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["japan", "partner"])), name="issuance_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuance",
            constraint=models.CheckConstraint(
                condition=models.Q(("notified_tco2e__gt", 0)), name="issuance_notifies_tonnes"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuance",
            constraint=models.UniqueConstraint(fields=("request", "side"), name="issuance_one_a_side"),
        ),
        migrations.AddConstraint(
            model_name="issuance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "issued"), _negated=True),
                    models.Q(
                        ("issued_at__isnull", False),
                        ("issued_tco2e", models.F("notified_tco2e")),
                        ("transaction__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="issuance_issued_as_notified",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocatedamount",
            constraint=models.UniqueConstraint(
                fields=("request", "organisation", "vintage"), name="allocated_amount_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="allocatedamount",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["japan", "partner"])), name="allocated_amount_side_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedlot",
            constraint=models.UniqueConstraint(fields=("issuance", "vintage"), name="issued_lot_one_a_vintage"),
        ),
        migrations.AddConstraint(
            model_name="issuedlot",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_unit__gte", models.F("first_unit"))), name="issued_lot_has_units"
            ),
        ),
        migrations.AddIndex(
            model_name="publishedissuance",
            index=models.Index(fields=["country"], name="published_of_country"),
        ),
        migrations.AddConstraint(
            model_name="publishedissuance",
            constraint=models.CheckConstraint(
                condition=models.Q(("contained_in", ""), ("posted_tco2e", 0), _connector="OR"),
                name="contained_issuance_not_posted_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedissuance",
            constraint=models.CheckConstraint(
                condition=models.Q(("posted_tco2e", 0), ("transaction__isnull", False), _connector="OR"),
                name="posted_record_has_transaction",
            ),
        ),
        migrations.AddIndex(
            model_name="retirementcertificate",
            index=models.Index(fields=["-issued_at"], name="certificates_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="retirementcertificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="certificate_has_sha256"
            ),
        ),
        migrations.AddConstraint(
            model_name="retirementcertificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity_tco2e__gt", 0)), name="certificate_has_tonnes"
            ),
        ),
        migrations.AddConstraint(
            model_name="certificaterange",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_unit__gte", models.F("first_unit"))), name="certificate_range_has_units"
            ),
        ),
    ]
