"""Bytes of a feed to its entries. No network."""

from monitor.feeds.reader import read_feed

__all__ = ["read_feed"]
