"""What an outlet's pages tell of where it announces its articles, and what their addresses look like. No network."""

from monitor.discovery.page import Link, Page, read_page
from monitor.discovery.pattern import Proposal, propose

__all__ = ["Link", "Page", "Proposal", "propose", "read_page"]
