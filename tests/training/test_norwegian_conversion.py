"""The NDT to UD conversion, on made-up sentences in NDT's columns."""

import gzip
from pathlib import Path

import pytest

from training.norwegian.conll import Sentence, Token, format_feats, read_ndt, read_ud, text_of, write_ud
from training.norwegian.convert import clean_lemmas, convert_sentence
from training.norwegian.corpus import name_documents, training_part
from training.norwegian.verify import compare, score


def ndt(rows: str, document: str = "") -> Sentence:
    """A sentence from lines of: form, lemma, POS, features or `_`, head, relation."""
    tokens = []
    for number, line in enumerate(rows.strip().splitlines(), 1):
        form, lemma, pos, marks, head, rel = line.split()
        features = frozenset() if marks == "_" else frozenset(marks.split("|"))
        tokens.append(Token(number, form, lemma, pos, features, int(head), rel))
    return Sentence(tokens, document)


def arcs(sentence: Sentence) -> list[str]:
    """Each word as `form upos head deprel`, the head by its form."""
    found = []
    for token in sentence.tokens:
        head = sentence.head(token)
        found.append(f"{token.form} {token.upos} {head.form if head else '-'} {token.deprel}")
    return found


def converted(rows: str) -> list[str]:
    return arcs(convert_sentence(ndt(rows)))


def test_copula_hangs_on_its_predicate() -> None:
    assert converted("""
        Byen by subst appell|mask|be|ent 2 SUBJ
        var være verb pret 0 FINV
        stille stille adj pos|m/f|ub|ent 2 SPRED
        . $. clb <punkt> 2 IP
    """) == ["Byen NOUN stille nsubj", "var AUX stille cop", "stille ADJ - root", ". PUNCT stille punct"]


def test_copula_takes_a_prepositional_predicate_to_the_complement() -> None:
    assert converted("""
        Styrken styrke subst appell|mask|be|ent 2 SUBJ
        er være verb pres 0 FINV
        i i prep _ 2 SPRED
        Raqqa Raqqa subst prop 3 PUTFYLL
    """) == ["Styrken NOUN Raqqa nsubj", "er AUX Raqqa cop", "i ADP Raqqa case", "Raqqa PROPN - root"]


def test_chain_of_auxiliaries_and_copula() -> None:
    assert converted("""
        Hun hun pron pers|3|fem|ent|hum|nom 2 SUBJ
        skal skulle verb pres 0 FINV
        ha ha verb inf 2 INFV
        vært være verb perf-part 3 INFV
        syk syk adj pos|m/f|ub|ent 4 SPRED
    """) == ["Hun PRON syk nsubj", "skal AUX syk aux", "ha AUX syk aux", "vært AUX syk cop", "syk ADJ - root"]


def test_passive_with_bli_marks_auxiliary_and_subject() -> None:
    assert converted("""
        Broen bro subst appell|mask|be|ent 2 SUBJ
        ble bli verb pret 0 FINV
        sprengt sprenge verb perf-part 2 INFV
    """) == ["Broen NOUN sprengt nsubj:pass", "ble AUX sprengt aux:pass", "sprengt VERB - root"]


def test_passive_in_s_and_nynorsk_verte() -> None:
    assert "Broen NOUN bygges nsubj:pass" in converted("""
        Broen bro subst appell|mask|be|ent 2 SUBJ
        bygges bygge verb pres|pass 0 FINV
    """)
    assert "vart VERB sprengd aux:pass" in converted("""
        Brua bru subst appell|fem|eint|bu 2 SUBJ
        vart verte verb pret 0 FINV
        sprengd sprenge adj <perf-part>|m/f|ub|eint 2 INFV
    """)


def test_bli_with_a_predicate_stays_head() -> None:
    assert converted("""
        Han han pron pers|3|mask|ent|hum|nom 2 SUBJ
        ble bli verb pret 0 FINV
        leder leder subst appell|mask|ub|ent 2 SPRED
    """) == ["Han PRON ble nsubj", "ble VERB - root", "leder NOUN ble xcomp"]


def test_infinitive_object() -> None:
    assert converted("""
        Han han pron pers|3|mask|ent|hum|nom 2 SUBJ
        prøvde prøve verb pret 0 FINV
        å å inf-merke _ 2 DOBJ
        flykte flykte verb inf 3 INFV
    """)[2:] == ["å PART flykte mark", "flykte VERB prøvde xcomp"]


def test_full_verb_keeps_its_infinitive_below_but_gives_up_the_full_stop() -> None:
    assert converted("""
        Saken sak subst appell|mask|be|ent 2 SUBJ
        anses anse verb pres|<s-verb> 0 FINV
        avgjort avgjøre verb perf-part 2 INFV
        . $. clb <punkt> 2 IP
    """)[2:] == ["avgjort VERB anses ccomp", ". PUNCT avgjort punct"]


def test_prepositional_complements() -> None:
    assert converted("""
        Hæren hær subst appell|mask|be|ent 4 SUBJ
        i i prep _ 1 ATR
        landet land subst appell|nøyt|be|ent 2 PUTFYLL
        rykket rykke verb pret 0 FINV
        fram fram prep _ 4 ADV
        mot mot prep _ 4 ADV
        byen by subst appell|mask|be|ent 6 PUTFYLL
    """) == [
        "Hæren NOUN rykket nsubj",
        "i ADP landet case",
        "landet NOUN Hæren nmod",
        "rykket VERB - root",
        "fram ADP rykket compound:prt",
        "mot ADP byen case",
        "byen NOUN rykket obl",
    ]


def test_preposition_before_a_clause_is_a_mark() -> None:
    assert converted("""
        De de pron pers|3|fl|nom 2 SUBJ
        dro dra verb pret 0 FINV
        for for prep _ 2 ADV
        å å inf-merke _ 3 PUTFYLL
        handle handle verb inf 4 INFV
    """)[2:] == ["for SCONJ handle mark", "å PART handle mark", "handle VERB dro advcl"]


def test_adverb_of_place_keeps_its_complement() -> None:
    assert converted("""
        Her her prep _ 4 ADV
        i i prep _ 1 PUTFYLL
        byen by subst appell|mask|be|ent 2 PUTFYLL
        snør snø verb pres 0 FINV
    """)[:3] == ["Her ADV snør advmod", "i ADP byen case", "byen NOUN Her nmod"]


def test_reported_speech_stays_a_parataxis() -> None:
    assert converted("""
        Krigen krig subst appell|mask|be|ent 2 SUBJ
        slutter slutte verb pres 0 FINV
        , $, <komma> _ 2 IK
        sier si verb pres 2 PAR
        Khalil Khalil subst prop 4 SUBJ
    """)[1:] == [
        "slutter VERB - root",
        ", PUNCT slutter punct",
        "sier VERB slutter parataxis",
        "Khalil PROPN sier nsubj",
    ]


def test_coordination_keeps_conjunction_and_comma() -> None:
    assert converted("""
        Menn mann subst appell|mask|ub|fl 6 SUBJ
        , $, <komma> _ 1 IK
        kvinner kvinne subst appell|fem|ub|fl 1 KOORD
        og og konj <ikke-clb> 5 KONJ
        barn barn subst appell|nøyt|ub|fl 1 KOORD
        flyktet flykte verb pret 0 FINV
    """)[:5] == [
        "Menn NOUN flyktet nsubj",
        ", PUNCT Menn punct",
        "kvinner NOUN Menn conj",
        "og CCONJ barn cc",
        "barn NOUN Menn conj",
    ]


def test_coordinated_predicates_share_the_root() -> None:
    assert converted("""
        Byen by subst appell|mask|be|ent 2 SUBJ
        er være verb pres 0 FINV
        tom tom adj pos|m/f|ub|ent 2 SPRED
        og og konj clb 5 KONJ
        ligger ligge verb pres 2 KOORD
        øde øde adj pos|m/f|ub|ent 5 ADV
    """)[1:5] == ["er AUX tom cop", "tom ADJ - root", "og CCONJ ligger cc", "ligger VERB tom conj"]


def test_ellipsis_leaves_an_orphan() -> None:
    assert converted("""
        Ali Ali subst prop 2 SUBJ
        dro dra verb pret 0 FINV
        til til prep _ 2 ADV
        Homs Homs subst prop 3 PUTFYLL
        , $, <komma> _ 2 IK
        Omar Omar subst prop 2 KOORD-ELL
        til til prep _ 6 ADV
        Hama Hama subst prop 7 PUTFYLL
    """)[5:] == ["Omar PROPN dro conj", "til ADP Hama case", "Hama PROPN Omar orphan"]


def test_title_name_and_apposition() -> None:
    assert converted("""
        President president subst appell|mask|ub|ent 2 APP
        Omar Omar subst prop|mask 5 SUBJ
        Said Said subst prop 2 FLAT
        , $, <komma> _ 2 IK
        reiste reise verb pret 0 FINV
    """)[:3] == ["President NOUN Omar nmod", "Omar PROPN reiste nsubj", "Said PROPN Omar flat:name"]
    assert "leder NOUN Said appos" in converted("""
        Said Said subst prop 0 FRAG
        , $, <komma> _ 3 IK
        leder leder subst appell|mask|ub|ent 1 APP
        her her prep _ 3 ATR
    """)


def test_flat_parts() -> None:
    assert converted("""
        The the ukjent _ 0 FRAG
        End end ukjent _ 1 FLAT
    """) == ["The X - root", "End X The flat:foreign"]
    assert "Free PROPN Army-soldat compound" in converted("""
        Free Free subst prop 2 FLAT
        Army-soldat Army-soldat subst appell|mask|ub|ent 0 FRAG
    """)


RELATIVE = """
        Byen by subst appell|mask|be|ent 0 FRAG
        som som sbu _ 4 SBU
        de de pron pers|3|fl|nom 4 SUBJ
        nådde nå verb pret 1 ATR
"""


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        ("Folk folk subst appell|ub 0 FRAG\nsom som sbu _ 3 SBU\nflykter flykte verb pres 1 ATR", "nsubj"),
        (RELATIVE, "obj"),
        (RELATIVE + "fra fra prep _ 4 ADV", "nmod"),
        (RELATIVE + "mat mat subst appell|ub 4 DOBJ", "iobj"),
        (RELATIVE + "trygg trygg adj pos|ub 4 OPRED", "obj"),
    ],
)
def test_relative_pronoun_fills_the_open_role(rows: str, label: str) -> None:
    pronoun = convert_sentence(ndt(rows)).tokens[1]
    assert (pronoun.upos, pronoun.feats, pronoun.deprel) == ("PRON", {"PronType": "Rel"}, label)


def test_kinds_of_attributive_clauses() -> None:
    assert "enig ADJ avtalen acl:relcl" in converted("""
        avtalen avtale subst appell|be 0 FRAG
        alle alle pron pers|3|fl 3 SUBJ
        er være verb pres 1 ATR
        enig enig adj pos|fl 3 SPRED
    """)
    assert "tapte VERB kravet acl" in converted("""
        kravet krav subst appell|be 0 FRAG
        om om prep _ 1 ATR
        at at sbu _ 5 SBU
        de de pron pers|3|fl|nom 5 SUBJ
        tapte tape verb pret 2 PUTFYLL
    """)
    assert "skjøt VERB soldater acl:cleft" in converted("""
        Det det pron pers|3|nøyt|ent 2 FSUBJ
        var være verb pret 0 FINV
        soldater soldat subst appell|ub|fl 2 SPRED
        som som sbu _ 5 SBU
        skjøt skyte verb pret 3 ATR
    """)


def test_object_clauses() -> None:
    assert "flykter VERB sier ccomp" in converted("""
        Han han pron pers|3|nom 2 SUBJ
        sier si verb pres 0 FINV
        at at sbu _ 5 SBU
        folk folk subst appell|ub 5 SUBJ
        flykter flykte verb pres 2 DOBJ
    """)
    without_subject = converted("""
        Han han pron pers|3|nom 2 SUBJ
        sier si verb pres 0 FINV
        at at sbu _ 5 SBU
        det det pron pers|3|nøyt|ent 5 FSUBJ
        skytes skyte verb pres|pass 2 DOBJ
    """)
    assert {"det PRON skytes expl", "skytes VERB sier xcomp"} <= set(without_subject)


def test_free_predicative_modifies_the_subject() -> None:
    assert converted("""
        Som som prep _ 3 FSPRED
        leder leder subst appell|mask|ub|ent 1 PUTFYLL
        krevde kreve verb pret 0 FINV
        Said Said subst prop 3 SUBJ
        svar svar subst appell|nøyt|ub 3 DOBJ
    """)[:2] == ["Som SCONJ leder mark", "leder NOUN Said acl"]


def test_determiners_by_kind() -> None:
    found = converted("""
        sine sin det poss|fl 6 DET
        to to det kvant|fl 6 DET
        landets land subst appell|nøyt|be|gen 6 DET
        alle all det kvant|fl 6 DET
        de de det dem|fl 6 DET
        byer by subst appell|mask|ub|fl 0 FRAG
    """)
    assert [line.split(maxsplit=1)[1] for line in found[:5]] == [
        "PRON byer nmod",
        "NUM byer nummod",
        "NOUN byer nmod",
        "DET byer det",
        "DET byer det",
    ]


def test_heading_number_and_slash_are_not_punctuation() -> None:
    assert converted("""
        2.1 2.1 det kvant 2 IK
        Krig krig subst appell|ub 0 FRAG
        / $/ symb _ 2 IK
        fred fred subst appell|ub 2 KOORD
    """)[:3] == ["2.1 NUM Krig nummod", "Krig NOUN - root", "/ SYM Krig compound"]


def test_headline_mark_goes_and_words_are_renumbered() -> None:
    sentence = convert_sentence(
        ndt("""
        Krig krig subst appell|mask|ub|ent 0 FRAG
        | $| clb <overskrift> 1 IP
        nå nå adv _ 2 ADV
    """)
    )
    assert [(token.id, token.form, token.head) for token in sentence.tokens] == [(1, "Krig", 0), (2, "nå", 1)]


@pytest.mark.parametrize(
    ("row", "feats"),
    [
        ("bilen bil subst appell|mask|be|ent", "Definite=Def|Gender=Masc|Number=Sing"),
        ("bilar bil subst appell|mask|ub|fl", "Definite=Ind|Gender=Masc|Number=Plur"),
        ("kjørte kjøre verb pret", "Mood=Ind|Tense=Past|VerbForm=Fin"),
        ("kjøres kjøre verb inf|pass", "VerbForm=Inf|Voice=Pass"),
        ("jf. jf. verb fork", "Abbr=Yes|Mood=Ind|Tense=Pres|VerbForm=Fin"),
        ("et en det kvant|nøyt|ent", "Gender=Neut|Number=Sing|PronType=Art"),
        ("den den det dem|mask|ent", "Gender=Masc|Number=Sing|PronType=Dem"),
        ("det det pron pers|3|nøyt|ent", "Gender=Neut|Number=Sing|Person=3|PronType=Prs"),
        ("ingen ingen det kvant|mask|ent", "Gender=Masc|Number=Sing|Polarity=Neg|PronType=Neg"),
        ("fem fem det kvant|fl", "Number=Plur|NumType=Card"),
        ("ikke ikke adv _", "Polarity=Neg"),
        ("og og konj _", "_"),
        ("størst stor adj sup|ub", "Definite=Ind|Degree=Sup"),
        ("brent brenne adj <perf-part>|nøyt|ub|ent", "Definite=Ind|Gender=Neut|Number=Sing|VerbForm=Part"),
    ],
)
def test_features(row: str, feats: str) -> None:
    if " _" not in row and len(row.split()) == 3:
        row += " _"
    assert format_feats(convert_sentence(ndt(f"{row} 0 FRAG")).tokens[0].feats) == feats


def test_names_are_proper_nouns_unless_asked_for_the_official_accident() -> None:
    rows = "Ali Ali subst prop|mask 0 FRAG"
    assert convert_sentence(ndt(rows)).tokens[0].upos == "PROPN"
    assert convert_sentence(ndt(rows), gendered_names_as_nouns=True).tokens[0].upos == "NOUN"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ('Han sa " nei " , men gikk ( fort ) .', 'Han sa "nei", men gikk (fort).'),
        ("De « forsvant » , sier hun !", "De «forsvant», sier hun!"),
        ("- Kom 10 - 12 ganger / uke ?", "- Kom 10-12 ganger/uke?"),
        ("« Fred » -avtalen - gjelder 50 %", "«Fred»-avtalen - gjelder 50 %"),
    ],
)
def test_spaces(words: str, text: str) -> None:
    rows = [f"{word} {word} subst appell {min(n, 1)} FRAG" for n, word in enumerate(words.split())]
    assert text_of(convert_sentence(ndt("\n".join(rows)))) == text


def test_punctuation_lemmas_become_the_mark() -> None:
    sentence = convert_sentence(ndt("Nei nei interj _ 0 FRAG\n. $. clb <punkt> 1 IP"))
    clean_lemmas(sentence)
    assert [token.lemma for token in sentence.tokens] == ["nei", "."]


def test_training_part_leaves_out_what_is_held_out() -> None:
    def one(form: str) -> Sentence:
        return ndt(f"{form} {form} interj _ 0 FRAG", "doc")

    source = [one("A"), one("B"), one("C"), one("D-E"), one("F")]
    kept = training_part(source, {("A",), ("C",), ("d", "e")})
    assert [sentence.forms for sentence in kept] == [("F",)]  # B lies between, D-E matches loosely


def test_documents_of_official_sentences() -> None:
    source = [ndt("Ja ja interj _ 0 FRAG", "a"), ndt("Nei nei interj _ 0 FRAG", "b"), ndt("Ja ja interj _ 0 FRAG", "b")]
    gold = [ndt("Nei nei interj _ 0 FRAG"), ndt("Ja ja interj _ 0 FRAG"), ndt("Hm hm interj _ 0 FRAG")]
    name_documents(gold, source)
    assert [sentence.document for sentence in gold] == ["b", "b", "b"]


def test_files_round_trip(tmp_path: Path) -> None:
    source = tmp_path / "ndt.conll.gz"
    rows = "# file = avis_01.conll\n1\tAli\tAli\tsubst\tsubst\tprop\t2\tSUBJ\t_\tname=B-PER\n"
    rows += "2\tsov\tsove\tverb\tverb\tpret\t0\tFINV\t_\tname=O\n3\t.\t$.\tclb\tclb\t<punkt>\t2\tIP\t_\tname=O\n\n"
    source.write_bytes(gzip.compress(rows.encode()))
    sentences = [convert_sentence(sentence) for sentence in read_ndt(source)]
    assert write_ud(tmp_path / "ud.conllu", sentences) == 1
    written = (tmp_path / "ud.conllu").read_text(encoding="utf-8")
    assert written.startswith("# newdoc id = avis_01\n# sent_id = 000001\n# text = Ali sov.\n")
    again = next(read_ud(tmp_path / "ud.conllu"))
    assert arcs(again) == arcs(sentences[0])
    assert [token.name for token in again.tokens] == ["B-PER", "O", "O"]
    assert [token.space_after for token in again.tokens] == [True, False, True]


def test_scores() -> None:
    rows = "Ali Ali subst prop 2 SUBJ\nsov sove verb pret 0 FINV"
    gold = convert_sentence(ndt(rows))
    gold.tokens[0].deprel = "obj"
    assert compare(convert_sentence(ndt(rows)), gold) == {
        "words": 2, "UPOS": 2, "UFeats": 2, "UAS": 2, "LAS": 1, "gaps": 1, "spaces": 1,
    }  # fmt: skip
    scores, missing = score([ndt(rows)], [gold, convert_sentence(ndt("Nei nei interj _ 0 FRAG"))], quirks=False)
    assert (scores["LAS"], missing) == (50.0, 1)
