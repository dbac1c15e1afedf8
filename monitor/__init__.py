"""A media monitor: feeds to articles, articles to matches, matches to alerts."""

__version__ = "0.1.0"
