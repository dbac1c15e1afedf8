"""Pure decisions about alerts: whom a match reaches, what becomes of it, when an attempt is made again."""
