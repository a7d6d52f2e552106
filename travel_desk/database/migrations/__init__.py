"""Migrations (Alembic): each one is frozen when released and imports nothing of ours."""
