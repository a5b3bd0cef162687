"""Where note marks stand beside stops and quotation marks, by the custom of a language, and marks moved to it.

``customs`` says what is customary, ``clusters`` where a text has stops that a mark can stand among, ``spots`` which
marks stand in one spot; ``placing`` moves them and takes the moves back, ``detecting`` says which custom a text has.
docs/placement.md has all in a table.
"""
