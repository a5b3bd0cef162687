"""Citation processors measured on the same work; ``python -m benchmarks --help``. Not part of the package."""
