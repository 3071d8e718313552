"""Template: convention-cadre pluriannuelle « Action cœur de ville » and its project.

Five national axes; mature actions in sheets.
"""

from pathlib import Path

from loaders.template import Template

_TEMPLATE = Template("convention-cadre-acv", Path(__file__).with_name("lookups.yml"))
NAME, recognises, read = _TEMPLATE.name, _TEMPLATE.recognises, _TEMPLATE.read
