"""Fetching: Scrapy's settings, the address guard, and one polite ``fetch`` over Scrapy's downloader."""
