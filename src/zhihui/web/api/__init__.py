"""The API for programs: JSON over HTTP, described by OpenAPI 3.1."""
