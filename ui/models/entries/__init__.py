"""The ways to answer a question, one a kind of field."""
