"""How well documents are read, field by field, against keys made by hand.

``corpus/<name>/`` holds a document and its ``key.json``. The documents of
`ASIDE` are kept out of what the readers are tuned on, and reported apart.
"""
