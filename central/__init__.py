"""The reference central platform: a web service of its own with a database of its own."""
