"""Accounts of one person are no four eyes for the acts that came last, in the database too."""

from django.db import migrations

from common.sql_files import InstallSql


class Migration(migrations.Migration):
    dependencies = [("partners", "0005_fit_text_holds"), ("credits", "0005_fit_text_holds")]
    operations = [InstallSql("credits", "models/two_persons.sql", "72afd7a5b8821ef7")]
