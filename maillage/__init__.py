"""Maillage: the knowledge graph of French territorial conventions."""

__version__ = "0.1.0"
