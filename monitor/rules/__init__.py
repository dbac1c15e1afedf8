"""Rules: a query's text to a tree, trees to one matcher, a document to matches with places. Pure.

``compile_rules(rules, entities).match(document)`` is the whole way; docs/rules.md is the manual.
"""
