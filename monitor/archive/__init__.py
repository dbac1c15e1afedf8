"""The archive: what was announced, what was published, what matched and who was told; in SQLite or PostgreSQL.

``open_archive`` is the way in; ``TextFiles`` writes the versions as files beside the database.
"""

from __future__ import annotations

from monitor.archive.open import Archive, open_archive
from monitor.archive.textfiles import TextFiles

__all__ = ["Archive", "TextFiles", "open_archive"]
