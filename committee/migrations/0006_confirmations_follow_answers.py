"""A side is confirmed only after one of its members has answered."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("committee", "0005_fit_text_holds")]
    operations = [
        InstallSql("committee", "decisions/confirmations.sql", "11b0f56cc868d3de"),
    ]
