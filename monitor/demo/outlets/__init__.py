"""Invented outlets on loopback: feeds, article pages and robots.txt, with new articles and faults on demand."""

from monitor.demo.outlets.faults import FAULTS
from monitor.demo.outlets.model import Article, Outlet, load_outlets, read_outlet
from monitor.demo.outlets.server import OutletServer
from monitor.demo.outlets.site import Published, Request

__all__ = ["FAULTS", "Article", "Outlet", "OutletServer", "Published", "Request", "load_outlets", "read_outlet"]
