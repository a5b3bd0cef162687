"""Mathematics and chemistry in fields."""

from __future__ import annotations

import pytest

from citekit.bib.latex.decoding import to_inlines, to_text
from citekit.markup import to_markup


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"$\alpha$-helix", "α-helix"),
        (r"$^{13}$C", "<sup>13</sup>C"),
        ("H$_2$O", "H<sub>2</sub>O"),
        ("$H_2O$", "H<sub>2</sub>O"),
        (r"$\mathbb{R}^n$", "ℝ<sup>n</sup>"),
        ("$e=mc^2$", "e=mc<sup>2</sup>"),
        ("$E = mc^2$", "E = mc<sup>2</sup>"),
        ("$^{sup}_{sub}$", "<sup>sup</sup><sub>sub</sub>"),
        (r"$\sp{sup}\sb{sub}$", "<sup>sup</sup><sub>sub</sub>"),
        (r"$4^{\textrm{ème}}$", "4<sup>ème</sup>"),
        (r"$x^{y^2}$", "x<sup>y<sup>2</sup></sup>"),
        (r"$\mathbf{B}$ $\mathit{it}$ $\mathrm{d}x$", "<b>B</b> <i>it</i> dx"),
        (r"$\bf B$ ${\it x} y$", "<b>B</b> <i>x</i>y"),
    ],
)
def test_scripts_and_alphabets(latex: str, expected: str) -> None:
    found = to_markup(to_inlines(latex)).replace('<span class="nocase">', "").replace("</span>", "")
    assert found == expected


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"$\frac{1}{2}$", "1/2"),
        (r"$\frac n 2$", "n/2"),
        (r"$\frac12 x$ $2\frac12$", "1/2 x 2 1/2"),
        (r"$\frac{a+b}{2c}$", "(a+b)/(2c)"),
        (r"$\frac{\partial f}{\partial x}$ $\frac{dx}{dt}$", "∂f/∂x dx/dt"),
        (r"${n \over 2}$", "n/2"),
        (r"${n \choose k}$ $\binom{n}{k}$", "(n choose k) (n choose k)"),
        (r"$\sqrt{s}$ $\sqrt{x+1}$ $\sqrt[3]{2}$ $\sqrt[n]{x}$", "√s √(x+1) ∛2 n√x".replace("n√", "ⁿ√")),
        (r"$10^{-3}$ and $10^{6}$", "10⁻³ and 10⁶"),
        (r"$a \leq b\geq c$", "a ≤ b ≥ c"),
        (r"$x\in A\to B$", "x ∈ A → B"),
        (r"$\pm$0.1 $\geq 5$ $\sim$5 $-1$ $p<.05$", "±0.1 ≥5 ∼5 −1 p<.05"),
        (r"$10\times 10$ $a\cdot b$ 5$\times$5", "10 × 10 a · b 5×5"),
        (r"$\sum_{i=1}^n x_i$", "∑ᵢ₌₁ⁿxᵢ".replace("ᵢ₌₁", "i=1").replace("ⁿxᵢ", "ⁿxi")),
        (r"$O(n\log n)$ $\sin x$ $\cos(x)$ $\operatorname{lcm} a$", "O(n log n) sin x cos(x) lcm a"),
        (r"$\left(\frac{1}{2}\right)$ $\left.x\right|$", "(1/2) x|"),
        (r"$\hat{x}$ $\bar p$ $\vec{v}$ $\overline{MS}$ $\tilde\chi$", "x̂ p̄ v⃗ M̅S̅ χ̃"),
        (r"$f'(x)$ $f''$ $x^\prime$ $90^\circ$", "f′(x) f″ x′ 90°"),
        (r"$\mathcal{F}$ $\mathfrak{g}$ $\mathbb{Z}/p$", "ℱ 𝔤 ℤ/p"),
        (r"$\not=$ $\not\in$", "≠ ∉"),
        (r"$x \pmod{n}$", "x (mod n)"),
        (r"$\text{if $x$}$ $\mbox{word}$", "if xword".replace("xword", "x word")),
        (r"\(a \to b\) \[c\] $$d$$", "a → b c d"),
        (r"\ensuremath{\beta}", "β"),
        (r"$K^*\mu^+\mu^-$", "K*μ⁺μ⁻"),
        (r"$\infty$-categories, $C^*$-algebras, $p$-adic", "∞-categories, C*-algebras, p-adic"),
        (r"$\xrightarrow{f}$", "→f"),
        (r"$a\,b\;c\quad d$", "a\u202fb\u2004c\u2003d"),
        (r"$2 \pi r$", "2πr"),
        (r"$f-measure$", "f-measure"),
        ("$ $", "$ $"),
    ],
)
def test_formulas_in_a_line(latex: str, text: str) -> None:
    assert to_text(latex) == text


def test_unknown_commands_of_mathematics_are_reported() -> None:
    heard: list[str] = []
    assert to_text(r"$\frobnicate{x}$ $\frobnicated$", heard.append) == "x \\frobnicated"
    assert heard == ["frobnicate", "frobnicated"]


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\ce{H2O}", "H<sub>2</sub>O"),
        (r"\ce{2H2 + O2 -> 2H2O}", "2H<sub>2</sub> + O<sub>2</sub> → 2H<sub>2</sub>O"),
        (r"\ce{SO4^2-}", "SO<sub>4</sub><sup>2−</sup>"),
        (r"\ce{Na+}", "Na<sup>+</sup>"),
        (r"\ce{^{13}C}", "<sup>13</sup>C"),
        (r"\ce{A <=> B}", "A ⇌ B"),
        (r"\ce{Ca(OH)2}", "Ca(OH)<sub>2</sub>"),
        (r"\ce{$x$H2O}", "xH<sub>2</sub>O"),
    ],
)
def test_chemistry(latex: str, expected: str) -> None:
    found = to_markup(to_inlines(latex)).replace('<span class="nocase">', "").replace("</span>", "")
    assert found == expected
