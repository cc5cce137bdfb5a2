from ranvier.estimates.change.change import estimate_mean
from ranvier.estimates.methods_text import methods_paragraph, methods_sentence
from ranvier.estimates.result import Estimate

EXACT = "Clopper CJ, Pearson ES. Biometrika 1934;26:404-413"
OTHER = "Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-481"


def made(definition, method, reference, weights=""):
    return Estimate(0.5, 0.2, 0.8, 9, method, definition, weights=weights, reference=reference)


def test_a_sentence_names_number_method_weights_level_and_source():
    found = made("share better", "exact interval", EXACT, "overlap weights")
    told = f"Share better: exact interval, overlap weights, 95% confidence ({EXACT})."
    assert methods_sentence(found) == told


def test_what_was_made_alike_is_told_once_and_each_source_is_numbered_once():
    found = [
        made("share better", "exact interval", EXACT),
        made("share free of the event", "curve", f"{OTHER}; {EXACT}"),
        made("share worse", "exact interval", EXACT),
        made("share worse", "exact interval", EXACT),
    ]
    assert methods_paragraph(found) == (
        "Share better; share worse: exact interval, 95% confidence [1]. "
        "Share free of the event: curve, 95% confidence [2, 1].\n\n"
        f"1. {EXACT}\n2. {OTHER}"
    )


def test_without_an_interval_or_a_source_none_is_told():
    alone = Estimate(1.0, float("nan"), float("nan"), 1, "no interval: one patient", "mean change")
    assert methods_sentence(alone) == "Mean change: no interval: one patient."
    assert methods_paragraph([alone]) == "Mean change: no interval: one patient."
    assert methods_paragraph([]) == ""


def test_it_speaks_of_what_the_estimators_give():
    assert methods_sentence(estimate_mean([1.0, 2.0, 4.0])).startswith("Mean change: Student's t interval")
