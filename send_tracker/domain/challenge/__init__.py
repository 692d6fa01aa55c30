"""Challenges: rules that question a rating. Each is a small pure function; ``rules`` lists them all."""

from send_tracker.domain.challenge.facts import Facts, History
from send_tracker.domain.challenge.model import Challenge, Finding, Rule, Severity
from send_tracker.domain.challenge.rules import RULES, find_challenges, rule_named

__all__ = ["RULES", "Challenge", "Facts", "Finding", "History", "Rule", "Severity", "find_challenges", "rule_named"]
