"""Template: convention d'OPAH, de renouvellement urbain ou de revitalisation rurale.

A long run of « Vu », objectives by year, the Anah as a party.
"""

from pathlib import Path

from loaders.template import Template

_TEMPLATE = Template("convention-opah", Path(__file__).with_name("lookups.yml"))
NAME, recognises, read = _TEMPLATE.name, _TEMPLATE.recognises, _TEMPLATE.read
