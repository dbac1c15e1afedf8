"""Channels: each sends one delivery to one target and says how that ended. They never retry, wait or record."""
