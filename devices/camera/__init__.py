"""Cameras: pictures over V4L2 or HTTP, and papers photographed; OpenCV runs beside this process."""
