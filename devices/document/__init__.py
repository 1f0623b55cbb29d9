"""The document printer: A4 sheets through CUPS."""
