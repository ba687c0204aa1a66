"""Tests of the embedded preview that need no engine to compare with."""
