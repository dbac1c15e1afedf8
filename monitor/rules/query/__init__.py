"""The query language: text to tree, its manual, and what is said of a query that is not what its author means."""
