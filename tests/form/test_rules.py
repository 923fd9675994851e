"""Every rule of form on its own bad and good case, put over a whole good order of a stranger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from docgen import paper, rules
from docgen.rules import Rule, form
from tests.form.strangers import made


def found(case: Mapping[str, Any] | None = None) -> list[tuple[str, str]]:
    """Return the codes and severities of what is said of a stranger's order."""
    return [(finding.code, finding.severity) for finding in form.run(paper.read(made(case)), "приказ.docx")]


@pytest.mark.parametrize("rule", form.RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_its_bad_case_and_not_the_good_one(rule: Rule) -> None:
    assert (rule.code, rule.severity) in found(yaml.load(rule.page.bad, yaml.BaseLoader))
    assert found(yaml.load(rule.page.good, yaml.BaseLoader)) == []


def test_the_good_order_is_good() -> None:
    assert found() == []


def test_codes_are_given_once_and_pages_are_whole() -> None:
    codes = [rule.code for rule in (*rules.RULES, *form.RULES)]
    assert len(set(codes)) == len(codes)
    for rule in form.RULES:
        assert all((rule.sources, rule.page.what.endswith("."), rule.page.why.endswith("."))), rule.code


def test_no_rule_is_graver_than_its_norm_is_sure() -> None:
    allowed = {
        "read": {"error", "warning", "info"},
        "evident": {"error", "warning", "info"},
        "unfinished": {"error", "warning"},
        "retold": {"warning", "info"},
        "practice": {"info"},
    }
    for rule in form.RULES:
        assert any(rule.severity in allowed[item.confidence] for item in rule.sources), rule.code
