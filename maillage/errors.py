"""The few errors of Maillage, each with the status it ends a command with.

A caller shows ``str(error)`` as one line: it names the file or the setting, the
reason, and what to do.
"""


class MaillageError(Exception):
    """Base of every error that Maillage raises on purpose."""

    exit_status = 2
    http_status = 500

    def told(self, language: str) -> str:  # noqa: ARG002
        """What a reader of a page hears in ``fr`` or ``en``; English where there is no other."""
        return str(self)


class InputError(MaillageError):
    """An input cannot be used: nothing was written.

    Args:
        place: the file (with ``:line`` where known), setting or parameter.
        reason: what is wrong, and the remedy, in one sentence.
        fr: the same reason in French, where a steward may read it.
    """

    http_status = 422

    def __init__(self, place: object, reason: str, fr: str | None = None) -> None:
        self.place = str(place)
        self.reason = reason
        self.fr = fr
        super().__init__(self.place, reason, fr)

    @property
    def in_french(self) -> str:
        """« file.ttl, ligne 12 : la raison »; in English where nobody wrote the French."""
        name, mark, line = self.place.rpartition(":")
        place = f"{name}, ligne {line}" if mark and line.isdigit() else self.place
        return f"{place} : {self.fr or self.reason}"

    def told(self, language: str) -> str:
        return self.in_french if language == "fr" else str(self)

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class RefusedError(MaillageError):
    """A request asks for something that is never done (an update, SERVICE…)."""

    http_status = 403


class UnavailableError(MaillageError):
    """Something outside did not answer."""

    exit_status = 3
    http_status = 503


class NotReadyError(UnavailableError):
    """A release is missing, or is being made by another process: this machine can mend it."""

    exit_status = 2
