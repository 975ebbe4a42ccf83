"""The table of corrections."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """From nothing."""

    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=9, unique=True)),
                ("district", models.CharField(max_length=12)),
                ("record_kind", models.CharField(max_length=8)),
                ("record_id", models.CharField(max_length=500)),
                ("record_name", models.CharField(max_length=500)),
                ("field", models.CharField(blank=True, max_length=16)),
                ("kind", models.CharField(max_length=24)),
                ("shown", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                ("contact", models.CharField(blank=True, max_length=100)),
                ("language", models.CharField(max_length=16)),
                ("built_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["closed_at", "received_at"], name="corrections_by_state"),
                    models.Index(fields=["record_kind", "record_id"], name="corrections_by_record"),
                ],
            },
        ),
    ]
