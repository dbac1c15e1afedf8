"""The only modules that know the concrete classes: configuration in, the product put together out."""
