"""The bench's window 试验台: what the world does to the terminal, by hand."""
