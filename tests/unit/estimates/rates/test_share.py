import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.share import estimate_share, estimate_share_ceiling


def test_none_of_sixty_excludes_shares_above_five_percent():
    # By hand: 1 - 0.05 ** (1 / 60), the exact value behind 3 / 60.
    assert estimate_share_ceiling(0, 60).upper == pytest.approx(1 - 0.05 ** (1 / 60), rel=1e-12)


@pytest.mark.parametrize("estimate", [estimate_share, estimate_share_ceiling])
def test_nobody_is_not_known(estimate):
    assert not estimate(0, 0).is_known


def test_more_with_it_than_there_are_is_an_error():
    with pytest.raises(InputError, match="n_yes must not exceed n_all"):
        estimate_share(3, 2)
