"""Challenges: rules that question a rating. Each is a small pure function; ``rules`` lists them all.

Nothing is imported here: who asks for a threshold does not load every rule.
"""
