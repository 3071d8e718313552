"""Template: avenant to a convention of any programme.

It amends articles of the convention that it names.
"""

from pathlib import Path

from loaders.template import Template

_TEMPLATE = Template("avenant", Path(__file__).with_name("lookups.yml"))
NAME, recognises, read = _TEMPLATE.name, _TEMPLATE.recognises, _TEMPLATE.read
