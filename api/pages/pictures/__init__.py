"""The pictures of answers: a kind of picture is a module here, named in `draw.KINDS`."""
