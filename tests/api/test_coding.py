"""Long answers are shortened as their client allows."""

import gzip

import pytest
import zstandard

from api.coding import coded, wanted


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("gzip, deflate", "gzip"),
        ("gzip;q=0.5, zstd;q=0.1", "zstd"),
        ("zstd;q=0, gzip", "gzip"),
        ("gzip; q=0.0", ""),
        ("identity", ""),
        ("GZIP", "gzip"),
        ("xgzip", ""),
    ],
)
def test_the_coding_is_one_that_is_accepted(accepted: str, coding: str) -> None:
    assert wanted(accepted) == coding


def test_what_is_coded_can_be_read_again() -> None:
    body = b"Cahors " * 1000
    assert gzip.decompress(coded(body, "gzip")) == body
    assert zstandard.ZstdDecompressor().decompress(coded(body, "zstd")) == body
    assert coded(body, "") == body


def test_the_same_answer_has_the_same_bytes() -> None:
    assert coded(b"x" * 5000, "gzip") == coded(b"x" * 5000, "gzip")
