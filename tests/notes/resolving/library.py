"""A small library, with what makes resolving hard: several works of one author, translations, papers in archives."""

from __future__ import annotations

from citekit.bib.bibtex import read
from citekit.findings import Source

BIB = r"""
@book{halder1974, author = {Halder, Ruth M.}, title = {Grain and Power: The Peasant Question, 1921--1930},
  publisher = {North Hall}, location = {New York}, date = {1974}}
@book{halder1986, author = {Halder, Ruth M.}, title = {Rethinking Collectivization},
  publisher = {Meridian Press}, date = {1986}}
@book{okun1961, author = {Okun, Isaac}, title = {The Silent Tribune},
  publisher = {Meridian Press}, location = {London}, date = {1961}}
@book{dubrov2001, editor = {Dubrov, V. P. and Lisova, O. V.}, title = {Kak lomali derevniu},
  location = {Moscow}, date = {2001}, volumes = {5}}
@book{trosk1992, author = {Троский, Л. Д.}, title = {Моя дорога: опыт автобиографии},
  location = {М.}, date = {1992}}
@article{levi1966, author = {Levi, Moses}, title = {The Immediate Background of the Grain Crisis},
  journaltitle = {Soviet Papers}, volume = {17}, number = {2}, date = {1966}, pages = {162--197}}
@book{carden1970, author = {Carden, E. H. and Dorn, R. W.}, title = {Foundations of the Plan, 1926--1929},
  publisher = {Macmillan}, date = {1970}}
@incollection{lind1996, author = {Lind, Lars T.}, title = {Introduction}, booktitle = {Letters to the Commissar},
  editor = {Lind, Lars T. and Naum, Oleg}, publisher = {Yale}, location = {New Haven}, date = {1996},
  pages = {1--63}}
@unpublished{fond695, title = {Stenogramma zasedaniia}, howpublished = {RGALI, f. 17, op. 3, d. 695}, date = {1929}}
@book{lohmann1985, author = {Lohmann, Niklas}, title = {Soziale Ordnungen: Grundriß einer Theorie},
  location = {Frankfurt}, date = {1985}}
"""
LIBRARY = {one.key: one for one in read(Source("library.bib", BIB)).references.values()}
