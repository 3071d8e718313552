"""Template: deliberation of a council about a convention.

It has an object and a date of session, and no parties.
"""

from pathlib import Path

from loaders.template import Template

_TEMPLATE = Template("deliberation", Path(__file__).with_name("lookups.yml"))
NAME, recognises, read = _TEMPLATE.name, _TEMPLATE.recognises, _TEMPLATE.read
