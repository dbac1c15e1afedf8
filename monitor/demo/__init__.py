"""Stand-ins for the world on this machine's own loopback, used by the demo and by tests; nothing here is mocked."""
