"""Scrapy spiders: one-shot crawls with the code that the daemon polls with."""
