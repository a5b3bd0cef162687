"""Writers. One module a format: it defines ``SUFFIX`` and ``write``; the module is named as the format."""
