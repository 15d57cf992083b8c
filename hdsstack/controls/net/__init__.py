"""Exposure and segmentation."""
