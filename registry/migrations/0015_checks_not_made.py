"""A check that could not be made is kept as that; what kept heads tell of the database is a check of its own."""

from django.db import migrations, models

KINDS = ["book", "log", "heads", "rows", "files", "reconciliation"]


class Migration(migrations.Migration):
    dependencies = [("registry", "0014_documents_asked_for")]

    operations = [
        migrations.AddField(
            model_name="inspection", name="not_made", field=models.TextField(blank=True, db_default="")
        ),
        migrations.AlterField(
            model_name="inspection",
            name="kind",
            field=models.CharField(
                choices=[
                    ("book", "The book is what its history makes it"),
                    ("log", "The log agrees with the book and with its heads"),
                    ("heads", "The database is the one whose heads are kept outside it"),
                    ("rows", "Every row is what its history makes it"),
                    ("files", "Every file is as it was handed in"),
                    ("reconciliation", "The book agrees with a partner’s"),
                ],
                max_length=14,
            ),
        ),
        migrations.RemoveConstraint(model_name="inspection", name="inspection_kind_known"),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="inspection_kind_known"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("difference", ""), ("not_made", ""), _connector="OR"),
                name="inspection_made_or_not",
            ),
        ),
    ]
