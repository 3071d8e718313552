"""The verbs of ``maillage``: one module a verb, its command under the verb's name.

`maillage.cli` imports the module of the verb that is called, and no other.
"""
