"""Packages that programs use beside a cloud's own: only the secrets that they show.

What they run or hold is read by nobody: these readers stand for every type of a package, so that
its resources stay not understood.
"""
