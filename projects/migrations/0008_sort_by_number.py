"""A list of 100,000 projects is sorted by the numbers of their references, not by their text."""

import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("common", "0004_guards"),
        ("partners", "0005_fit_text_holds"),
        ("projects", "0007_room_for_numbers_holds"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="project",
            index=models.Index(
                models.OrderBy(
                    models.Func(
                        models.F("reference"),
                        models.Value("^[^0-9]*"),
                        function="substring",
                        output_field=models.TextField(),
                    )
                ),
                models.OrderBy(django.db.models.functions.text.Length("reference")),
                models.OrderBy(models.F("reference")),
                name="projects_by_number",
            ),
        ),
    ]
