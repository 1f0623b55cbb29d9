"""What a visit is made of, as pure records and functions."""
