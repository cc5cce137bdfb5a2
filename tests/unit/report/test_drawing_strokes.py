"""Path data of the SVG writer: short, and the same picture."""

from __future__ import annotations

from ranvier.report.figures.drawing import Drawing


def test_strokes_of_one_class_that_follow_each_other_are_one_element() -> None:
    drawing = Drawing(100, 50)
    drawing.line(0, 5, 90, 5, "axis")
    drawing.line(10, 5, 10, 8, "axis")
    drawing.line(10, 5, 20, 9, "zero")
    drawing.disc(4, 4, 2, "dot")
    drawing.line(0, 9, 1, 9, "zero")
    svg = drawing.inline("three")
    assert svg.count("<path") == 3
    assert '<path class="axis" d="M0 5H90M10 5V8"/><path class="zero" d="M10 5L20 9"/>' in svg
    assert svg.endswith('<path class="zero" d="M0 9H1"/></svg>')


def test_shapes_with_an_area_stay_elements_of_their_own() -> None:
    drawing = Drawing(100, 50)
    drawing.path([(0, 0), (5, 0), (5, 4), (0, 4)], "band", closed=True)
    drawing.path([(0, 0), (5, 0), (5, 4), (0, 4)], "band", closed=True)
    assert drawing.inline("two").count('<path class="band" d="M0 0H5V4H0Z"/>') == 2


def test_a_drawing_for_narrow_pages_is_named_by_the_wide_one() -> None:
    drawing = Drawing(10, 10)
    assert 'aria-labelledby="flow-w-t flow-w-d"' in drawing.svg_named_by("flow-w")
    assert "<title" not in drawing.svg_named_by("flow-w")
