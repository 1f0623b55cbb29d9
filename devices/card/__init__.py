"""Drivers of card readers: identity cards over SAM_V, social-security and bank cards over PC/SC."""
