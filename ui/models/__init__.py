"""View-models: what each page shows, as small QObjects that present the conductor and nothing more."""
