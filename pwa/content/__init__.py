"""What the app says: the typed model of content/, read whole or not at all."""
