"""What a data steward has checked: a file that was handed over, read, judged, decided upon.

`Desk` does it in a process of its own (`maillage.steward.worker`), because what
is handed over may be hostile; the service starts and asks that process.
"""
