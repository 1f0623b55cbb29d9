"""The burn-in: every configured device at its work, again and again, and what came of it."""
