"""The app's registration with Django."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    """Named in the settings."""

    name = "zhihui.web.corrections"
    label = "corrections"
    default_auto_field = "django.db.models.BigAutoField"
