"""Light and sound that remind of what was left behind."""
