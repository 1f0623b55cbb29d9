"""One face beside its reference photo, in a process of its own; the extra [face], off unless asked for."""
