"""What the product does, one verb per file, over the ports."""
