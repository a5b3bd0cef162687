"""Passages of our own, as books in several languages print their notes, and texts full of numbers that are none."""

from __future__ import annotations

import pytest

from citekit.notes.marks.recognise import find_marks

PASSAGES = [
    (
        (
            "The bill passed on March 3, 1933, by 72 votes to 15.1 Roosevelt, who had carried 42 of 48 states, "
            "signed it at 9:15.2 “We have,” he said, “nothing to fear.”3 By 1936 unemployment stood at 16.9 "
            "percent,4 down from 24.9; wages rose 8 percent in the same years.5"
        ),
        "1 2 3 4 5",
    ),
    (
        (
            "In the fall of 1941.17 the Germans stood before Moscow. The 316th Rifle Division held Volokolamsk "
            "for 12 days.18 Zhukov’s order No. 428 demanded that villages be burned to a depth of 40 to 60 km.19"
        ),
        "17 18 19",
    ),
    (
        (
            "He resigned in October 1938.104 The Munich accord had been signed on September 30, 1938,105 and by "
            "mid-November 10,000 men had left.106 See chapter 5. At Article 16107 the talks broke down."
        ),
        "104 105 106 107",
    ),
    (
        (
            "Im Jahre 1871 zählte Berlin 826.341 Einwohner.12 Bis 1900 waren es 1,9 Millionen,13 und die Zahl "
            "der Mietskasernen stieg auf das Dreifache14. „Die Stadt“, schrieb Simmel, „macht frei.“15 Nach § "
            "175 StGB wurden 1.200 Männer verurteilt.16 Am 9. November 1918 rief Scheidemann die Republik aus.17"
        ),
        "12 13 14 15 16 17",
    ),
    (
        (
            "Das Gesetz vom 7. April 1933 (RGBl. I, S. 175) traf 2,5 % der Beamten.23 In Bd. 3 der Akten, Bl. "
            "14, findet sich der Vermerk24; er stammt vom 3. Mai.25"
        ),
        "23 24 25",
    ),
    (
        (
            "En 1789, la France comptait 28 millions d’habitants1. « Le pain manque », écrit Young2, et le prix "
            "du setier passe de 20 à 34 livres3. L’article 6 de la Déclaration4 est clair : « La loi est "
            "l’expression de la volonté générale5. » Le XVIIIe siècle finit6."
        ),
        "1 2 3 4 5 6",
    ),
    (
        (
            "В 1929 г. было создано 57 тыс. колхозов1. На пленуме 10–17 ноября 1929 г. Бухарин был выведен из "
            "Политбюро2. «Правда» писала: «Кулак разбит»3. К 1 марта 1930 г. коллективизировано 56 % хозяйств4, "
            "т. е. 14 млн дворов5."
        ),
        "1 2 3 4 5",
    ),
    (
        (
            "По данным ЦСУ, в СССР насчитывалось 25,6 млн хозяйств12. См. также: РГАСПИ. Ф. 17. Оп. 3. Д. 695. "
            "Л. 4. В 1928/29 г. хлебозаготовки упали до 10,8 млн т.13 Письмо Сталина от 6 января14 вызвало "
            "чрезвычайные меры."
        ),
        "12 13 14",
    ),
    (
        (
            "Em 1889, a República foi proclamada1. O café respondia por 61,5% das exportações2; São Paulo tinha "
            "64.934 habitantes3. Segundo Freyre4, “a casa-grande venceu”5."
        ),
        "1 2 3 4 5",
    ),
    (
        (
            "En 1936 España tenía 24 millones de habitantes.1 El 18 de julio2 comenzó la guerra; «No pasarán»,3 "
            "gritó Dolores. El artículo 26 fue suspendido.4"
        ),
        "1 2 3 4",
    ),
    (
        (
            "Nel 1861 gli analfabeti erano il 78%.1 Il Regno contava 22 milioni di sudditi,2 e la legge Casati "
            "del 13 novembre 18593 obbligava i comuni.4"
        ),
        "1 2 3 4",
    ),
    (
        (
            "W 1791 roku uchwalono Konstytucję 3 maja1. Sejm Czteroletni obradował 4 lata2. „Nierządem Polska "
            "stoi”3 – mawiano."
        ),
        "1 2 3",
    ),
    (
        (
            "Chapter 1\n\nIt began in 1905.1 Few noticed.2 The Duma met.3\n\nChapter 2\n\nWar came in 1914.1 The "
            "army of 1.4 million marched.2\n"
        ),
        "1 2 3 1 2",
    ),
    (
        "The king* was mad, and the queen† was ill. The duke* fled; his wife† and his son‡ remained.",
        "* † * † ‡",
    ),
    (
        (
            "In 1928 the plan foresaw 103 million tons; 11 plants, 12 mines and 14 railways were begun. Section "
            "3.2 lists 45 items at 3.50 each. On p. 12, line 4, see Table 5 and Figure 6. 1 Thessalonians 4:16. "
            "He was born on 7.11.1879 and died aged 60. The score was 3-2, 4-1."
        ),
        "",
    ),
    (
        (
            "Flight 370 left at 0:42. Boeing 777-200ER. Route 66, Area 51, Catch-22. 7-Eleven. COVID-19 killed "
            "6.9 million; H1N1 fewer. CO2 rose to 421 ppm. MP3 and MP4. 5G. The M25 and A4. B-52s."
        ),
        "",
    ),
    (
        (
            "John 3:16 For God so loved the world. 17 For God sent not his Son. 18 He that believeth on him is "
            "not condemned. 19 And this is the condemnation."
        ),
        "",
    ),
    (
        (
            "1. Introduction\n\nWe study X. 2. Methods\n\n2.1 Data. The sample (N = 120) had M = 3.4, SD = 1.2, "
            "t(118) = 2.3, p < .05. 3. Results. See Eq. 4."
        ),
        "",
    ),
    (
        "Add 2 cups flour, 1 tsp. salt, 3 eggs. Bake at 350 for 45 minutes. Serves 6. 4 oz. butter.",
        "",
    ),
    (
        (
            "Bacteria resist drugs.1,2 Resistance spreads by plasmids3–5 and phages.2,6 In 2015, 33,000 died in "
            "Europe.7 As shown before,1 use drives it."
        ),
        "1 2 3 5 2 6 7 1",
    ),
    (
        "Deep networks [1], [2] learn features [3-5]. The approach of [2] fails for n = 10 [6]. In 2012 [7] won.",
        "1 2 3 5 2 6 7",
    ),
]


@pytest.mark.parametrize(("text", "numbers"), PASSAGES)
def test_the_marks_of_a_passage(text: str, numbers: str) -> None:
    assert [mark.number for mark in find_marks(text)] == numbers.split()
