"""Measurements that take too long for tests: each is a module to run, and prints its figures."""
