"""Invented outlets, their articles and their page templates, as data files."""
