"""Scrapy settings that hold for every crawl, from ``scrapy crawl`` as from the daemon.

What depends on the user's configuration (contact, delay, limits, allowed addresses) is added by the add-on named
below. Defaults of Scrapy that a program running for months on hostile input must change are changed here.
"""

from typing import Any

BOT_NAME = "wirewatch"
SPIDER_MODULES = ["spiders"]
ADDONS = {"monitor.wiring.scrapy.ConfigurationAddon": 100}
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
LOG_LEVEL = "INFO"

# No doors: by default a crawl listens for code to execute.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
# Only http and https; a link in a feed must not read files.
DOWNLOAD_HANDLERS: dict[str, Any] = {
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
    "http": "monitor.crawl.connections.BriefHTTP11DownloadHandler",
    "https": "monitor.crawl.connections.BriefHTTP11DownloadHandler",
}
DOWNLOAD_VERIFY_CERTIFICATES = True
HTTPPROXY_ENABLED = False  # behind a proxy the address guard would see only the proxy
TWISTED_DNS_RESOLVER = "monitor.crawl.guard.KeepResolver"
EXTENSIONS = {"monitor.crawl.guard.GuardExtension": 0}
DNSCACHE_ENABLED = False  # that cache has no time limit

ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 64
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY_JITTER = 0.3
COOKIES_ENABLED = False
REFERER_ENABLED = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False  # an article page may refresh itself
RETRY_ENABLED = False  # the schedule retries, politely
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # a feed is asked for again and again
DOWNLOADER_MIDDLEWARES = {
    "monitor.crawl.middlewares.SecureRedirectMiddleware": 90,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "monitor.crawl.middlewares.FreshRobotsTxtMiddleware": 100,
    "monitor.crawl.middlewares.SiteSlotMiddleware": 950,
}
