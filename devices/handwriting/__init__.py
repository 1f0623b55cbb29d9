"""Handwriting: what is written with a finger is recognised by a process of its own, in two ways at once."""
