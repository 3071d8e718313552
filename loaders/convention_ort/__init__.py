"""Template: convention d'opération de revitalisation de territoire.

Its parties may stand at the end; it has sectors of intervention.
"""

from pathlib import Path

from loaders.template import Template

_TEMPLATE = Template("convention-ort", Path(__file__).with_name("lookups.yml"))
NAME, recognises, read = _TEMPLATE.name, _TEMPLATE.recognises, _TEMPLATE.read
