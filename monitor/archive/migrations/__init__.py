"""Alembic's environment and revisions; a released revision is never changed."""
