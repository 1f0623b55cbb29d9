"""Drivers: each speaks one wire protocol and implements one port; none knows of steps or screens."""
