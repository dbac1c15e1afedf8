"""Alerts: who is told (policy), what they are told (render), how it is sent (channels) and that it is sent (outbox)."""
