"""The outbox on disk and the process that empties it: what was promised on paper reaches the centre once."""
