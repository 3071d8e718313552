"""Template: convention-cadre « Petites villes de demain » valant ORT.

Parties on lines of their own, orientations, sheets of actions in an annex.
"""

from pathlib import Path

from loaders.template import Template

_TEMPLATE = Template("convention-cadre-pvd", Path(__file__).with_name("lookups.yml"))
NAME, recognises, read = _TEMPLATE.name, _TEMPLATE.recognises, _TEMPLATE.read
