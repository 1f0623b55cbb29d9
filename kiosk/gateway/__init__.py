"""The central platform seen from the terminal: one signed HTTP client and the ports that it serves."""
