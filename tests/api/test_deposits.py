"""Files in hand: kept a while, in memory, within bounds."""

import pytest

from api import deposits
from api.deposits import Deposit, Deposits
from api.errors import Problem


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_file_is_found_by_its_key_until_it_was_left_long_enough() -> None:
    clock = Clock()
    kept = Deposits(30, clock)
    key = kept.put(Deposit("a.md", b"x"))
    clock.now = 29 * 60
    assert kept.get(key).data == b"x"
    clock.now = 58 * 60
    assert kept.get(key).data == b"x"
    clock.now = 89 * 60
    with pytest.raises(Problem) as gone:
        kept.get(key)
    assert gone.value.http_status == 410


def test_keys_cannot_be_guessed() -> None:
    kept = Deposits(30)
    keys = {kept.put(Deposit("a.md", b"x")) for _ in range(100)}
    assert len(keys) == 100
    assert min(map(len, keys)) >= 22


def test_past_the_bytes_the_one_left_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deposits, "MOST_BYTES", 10)
    kept = Deposits(30)
    first, second = kept.put(Deposit("a", b"1234")), kept.put(Deposit("b", b"1234"))
    kept.get(first)
    third = kept.put(Deposit("c", b"1234"))
    with pytest.raises(Problem):
        kept.get(second)
    assert kept.get(first).name == "a"
    assert kept.get(third).name == "c"


def test_the_last_file_is_kept_whatever_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deposits, "MOST_BYTES", 10)
    kept = Deposits(30)
    assert kept.get(kept.put(Deposit("a", b"x" * 100))).name == "a"


def test_a_file_is_replaced_only_while_it_is_there() -> None:
    kept = Deposits(30)
    key = kept.put(Deposit("a", b"x"))
    kept.replace(key, Deposit("a", b"x", "decisions:"))
    assert kept.get(key).corrections == "decisions:"
    kept.drop(key)
    with pytest.raises(Problem):
        kept.replace(key, Deposit("a", b"x"))


def test_what_is_shown_of_a_file_goes_with_it() -> None:
    kept = Deposits(30)
    key = kept.put(Deposit("a", b"x", ""))
    kept.shown[kept.get(key)] = b"{}"
    assert kept.shown.get(Deposit("a", b"x", "")) == b"{}"
    assert Deposit("a", b"x", "decisions:") not in kept.shown
    kept.replace(key, Deposit("a", b"x", "decisions:"))
    assert not kept.shown
    kept.shown[kept.get(key)] = b"{}"
    kept.drop(key)
    assert not kept.shown


def test_what_is_shown_counts_among_the_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deposits, "MOST_BYTES", 10)
    kept = Deposits(30)
    first = kept.put(Deposit("a", b"1234"))
    kept.shown[kept.get(first)] = b"1234"
    second = kept.put(Deposit("b", b"1234"))
    with pytest.raises(Problem):
        kept.get(first)
    assert kept.get(second).name == "b"
