"""A country's time zone is one that there is, and how much of a day is published is a word that pages know."""

from pathlib import Path

from django.db import migrations, models

import partners.models.countries

SQL = Path(__file__).resolve().parent.parent / "sql"
TIME_ZONE_BACK = """
DROP TRIGGER country_time_zone_known ON partners_partnercountry;
DROP FUNCTION partners_time_zone_known;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0003_notices_name_their_paper"),
    ]

    operations = [
        migrations.AlterField(
            model_name="partnercountry",
            name="signed_precision",
            field=models.CharField(
                choices=[("day", "Day"), ("month", "Month"), ("year", "Year")], default="day", max_length=8
            ),
        ),
        migrations.AlterField(
            model_name="partnercountry",
            name="time_zone",
            field=models.CharField(
                default="UTC", max_length=40, validators=[partners.models.countries._validate_time_zone]
            ),
        ),
        migrations.AddConstraint(
            model_name="partnercountry",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_precision__in", ["day", "month", "year"])), name="country_precision_known"
            ),
        ),
        migrations.RunSQL((SQL / "004_time_zone_known.sql").read_text(encoding="utf-8"), TIME_ZONE_BACK),
    ]
