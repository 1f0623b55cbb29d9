"""The receipt printer: a layout as data in, ESC/POS bytes out, and an honest word on what came of them."""
