"""Template: convention d'adhésion « Petites villes de demain » (2021).

The national text is the same from town to town; what differs is read by the core.
"""

from pathlib import Path

from loaders.template import Template

_TEMPLATE = Template("convention-adhesion-pvd", Path(__file__).with_name("lookups.yml"))
NAME, recognises, read = _TEMPLATE.name, _TEMPLATE.recognises, _TEMPLATE.read
