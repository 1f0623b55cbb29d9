"""The power supply: an uninterruptible one behind Network UPS Tools."""
