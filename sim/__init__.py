"""Simulators that speak the wire protocol of the real thing; no driver and no core code imports them."""
