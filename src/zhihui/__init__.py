"""Zhihui (智惠导航): from everyday words to service items, places, papers and one trip."""

__version__ = "0.1.0"
