"""Where each page is."""

from __future__ import annotations

urlpatterns: list[object] = []
