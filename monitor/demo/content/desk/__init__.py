"""The desk of the demo: its settings, rules and entities, written as a user would write them."""
