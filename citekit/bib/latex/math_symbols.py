r"""The symbols of LaTeX's mathematics, by what they do to the space around them.

Source: "The TeXbook", appendix F, and amssymb ("The Comprehensive LaTeX Symbol List"). Relations and binary operators
stand off from what is left and right of them; all else is set close.
"""

from __future__ import annotations

from citekit.bib.latex.symbols import pairs

RELATIONS: dict[str, str] = pairs(
    """
    leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ approxeq ≊ cong ≅ ncong ≇ propto ∝ doteq ≐ ll ≪
    gg ≫ lll ⋘ ggg ⋙ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ lesssim ≲ gtrsim ≳ lessgtr ≶ gtrless ≷ prec ≺ succ ≻
    preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇
    subsetneq ⊊ supsetneq ⊋ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ mid | nmid ∤ parallel ∥ nparallel ∦
    perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ asymp ≍ bowtie ⋈ Join ⋈ smile ⌣ frown ⌢ triangleq ≜ coloneqq ≔
    eqqcolon ≕ to → rightarrow → longrightarrow ⟶ Rightarrow ⇒ Longrightarrow ⟹ implies ⟹ leftarrow ← gets ←
    longleftarrow ⟵ Leftarrow ⇐ Longleftarrow ⟸ impliedby ⟸ leftrightarrow ↔ longleftrightarrow ⟷ Leftrightarrow ⇔
    iff ⟺ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀
    rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ rightrightarrows ⇉
    leftleftarrows ⇇ rightleftarrows ⇄ leftrightarrows ⇆ twoheadrightarrow ↠ rightarrowtail ↣ leadsto ⇝
    rightsquigarrow ⇝ dashrightarrow ⇢ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ nearrow ↗ searrow ↘
    swarrow ↙ nwarrow ↖ lt < gt > trianglelefteq ⊴ trianglerighteq ⊵ vartriangleleft ⊲ vartriangleright ⊳
    therefore ∴ because ∵ between ≬ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ nsubseteq ⊈ nsupseteq ⊉ nrightarrow ↛ nleftarrow ↚
    colon : vcentcolon :
    """
)
BINARY: dict[str, str] = pairs(
    """
    times × div ÷ cdot · pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ cap ∩
    cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ dagger †
    ddagger ‡ diamond ⋄ bigtriangleup △ bigtriangledown ▽ triangleleft ◁ triangleright ▷ ltimes ⋉ rtimes ⋊
    rightthreetimes ⋌ leftthreetimes ⋋ boxtimes ⊠ boxplus ⊞ boxminus ⊟ boxdot ⊡ veebar ⊻ barwedge ⊼ curlyvee ⋎
    curlywedge ⋏ divideontimes ⋇ centerdot · bigcirc ◯
    """
)
ORDINARY: dict[str, str] = pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
    lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ
    chi χ psi ψ omega ω digamma ϝ Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ
    Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω varGamma Γ
    varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ varOmega Ω upalpha α
    upbeta β upgamma γ updelta δ upmu μ uppi π upsigma σ upomega ω infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃
    nexists ∄ emptyset ∅ varnothing ∅ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ measuredangle ∡ sphericalangle ∢ hbar ℏ
    hslash ℏ ell ℓ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ daleth ℸ complement ∁ mho ℧ eth ð prime ′ backprime ‵
    surd √ triangle △ square □ Box □ blacksquare ■ qed ∎ Diamond ◇ lozenge ◊ bigstar ★ clubsuit ♣ diamondsuit ♢
    heartsuit ♡ spadesuit ♠ flat ♭ natural ♮ sharp ♯ checkmark ✓ maltese ✠ cdots ⋯ dotsb ⋯ dotsc … dotsm ⋯ ldots …
    dots … vdots ⋮ ddots ⋱ sun ☉ astrosun ☉ odot ⊙ earth ⊕ male ♂ female ♀ mars ♂ venus ♀ mercury ☿ jupiter ♃
    saturn ♄ uranus ♅ neptune ♆ pluto ♇ imath ı jmath ȷ backslash \\ lbrace { rbrace } lbrack [ rbrack ] langle ⟨
    rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ ulcorner ⌜ urcorner ⌝
    llcorner ⌞ lrcorner ⌟ degree ° arcsec ″ arcmin ′ micro µ ohm Ω permil ‰ S § P ¶ pounds £
    """
) | {"backslash": "\\"}
LARGE: dict[str, str] = pairs(
    """
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcap ⋂ bigcup ⋃ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀ bigoplus ⨁
    bigotimes ⨂ bigodot ⨀ biguplus ⨄
    """
)
# Names of functions, which are set upright and stand off from a letter or a number beside them.
FUNCTIONS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf injlim ker lg lim liminf limsup ln log "
    "max min Pr projlim sec sin sinh sup tan tanh arccot arsinh arcosh artanh sgn tr Tr rank diag mod bmod".split()
)
# Accents over the letters of an argument, as combining characters.
OVER: dict[str, str] = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304", "dot": "\u0307",
    "ddot": "\u0308", "dddot": "\u20db", "vec": "\u20d7", "check": "\u030c", "widecheck": "\u030c", "breve": "\u0306",
    "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a", "overline": "\u0305", "underline": "\u0332",
    "overrightarrow": "\u20d7", "underbar": "\u0332",
}  # fmt: skip
# Those that go over the whole of their argument and not over its first letter.
WIDE = frozenset(("overline", "underline", "underbar", "overrightarrow"))

# Alphabets of their own: the first code points of A, a and 0, and the letters that Unicode had before.
_ALPHABETS: dict[str, tuple[int, int, int, str]] = {
    "mathbb": (0x1D538, 0x1D552, 0x1D7D8, "C ℂ H ℍ N ℕ P ℙ Q ℚ R ℝ Z ℤ"),
    "mathcal": (0x1D49C, 0x1D4B6, 0, "B ℬ E ℰ F ℱ H ℋ I ℐ L ℒ M ℳ R ℛ e ℯ g ℊ o ℴ"),
    "mathfrak": (0x1D504, 0x1D51E, 0, "C ℭ H ℌ I ℑ R ℜ Z ℨ"),
}
_SAME_ALPHABET = {
    "mathds": "mathbb", "Bbb": "mathbb", "bbold": "mathbb", "mathbbm": "mathbb", "mathscr": "mathcal", "cal": "mathcal",
    "mathcalligra": "mathcal", "frak": "mathfrak", "EuScript": "mathcal",
}  # fmt: skip


def _alphabet(upper: int, lower: int, digits: int, earlier: str) -> dict[int, str]:
    letters = {ord("A") + place: chr(upper + place) for place in range(26)}
    letters |= {ord("a") + place: chr(lower + place) for place in range(26)}
    if digits:
        letters |= {ord("0") + place: chr(digits + place) for place in range(10)}
    return letters | {ord(letter): character for letter, character in pairs(earlier).items()}


ALPHABETS: dict[str, dict[int, str]] = {name: _alphabet(*points) for name, points in _ALPHABETS.items()}
ALPHABETS |= {name: ALPHABETS[same] for name, same in _SAME_ALPHABET.items()}
