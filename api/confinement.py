"""What a worker process takes from itself before it reads any query.

The guard refuses SERVICE in the text; here the kernel refuses sockets, so that
a query which slips past the guard still reaches nobody (Linux on x86-64 and
ARM64; elsewhere the guard stands alone).
"""

import ctypes
import os
import resource
import signal
import struct
import sys
from pathlib import Path

MIB = 2**20
ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Machine → its number for audits and that of its ``socket`` call (linux/audit.h, unistd.h)."""
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, SECCOMP_MODE_FILTER = 22, 38, 2
LOAD_WORD, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050001
OTHER_ABI = 0x40000000
"""System calls from this number on are those of x32 on x86-64."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def _no_sockets(architecture: int, socket_call: int) -> bytes:
    steps = (
        (LOAD_WORD, 0, 0, 4),
        (JUMP_IF_EQUAL, 0, 4, architecture),
        (LOAD_WORD, 0, 0, 0),
        (JUMP_IF_AT_LEAST, 2, 0, OTHER_ABI),
        (JUMP_IF_EQUAL, 1, 0, socket_call),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    )
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def forbid_sockets() -> bool:
    """Makes the kernel refuse sockets to this process for good; whether it could."""
    known = ARCHITECTURES.get(os.uname().machine)
    if sys.platform != "linux" or known is None:
        return False
    code = _no_sockets(*known)
    program = _Program(len(code) // 8, code)
    call = ctypes.CDLL(None, use_errno=True).prctl
    refused = call(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or call(
        PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0
    )
    return not refused


def address_space() -> int:
    """Bytes of address space that this process has; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[0]) * resource.getpagesize() if told.exists() else 0


def limit_memory(megabytes: int) -> None:
    """Bounds what may still be allocated: past it, the process ends; no core file is left."""
    most = address_space() + megabytes * MIB
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def withdraw(keeps_network: bool = False) -> bool:
    """Takes the keyboard and the network away, before anything is opened; whether both."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return not keeps_network and forbid_sockets()
