import lzma
from pathlib import Path

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.training.parser.lemmas import learn_lemmas
from corpdb.extraction.training.parser.merged_names import merge_names
from corpdb.extraction.training.parser.treebanks import Items, read_treebank

FRENCH = """\
# text = La société Nordia vend-elle l'usine du Nord ?
1	La	le	DET	_	Gender=Fem	2	det	_	_
2	société	société	NOUN	_	Gender=Fem	4	nsubj	_	_
3	Nordia	Nordia	PROPN	_	_	2	nmod	_	_
4	vend	vendre	VERB	_	Mood=Ind	0	root	_	SpaceAfter=No
5	-elle	il	PRON	_	Gender=Fem	4	expl:subj	_	_
6	l'	le	DET	_	_	7	det	_	SpaceAfter=No
7	usine	usine	NOUN	_	Gender=Fem	4	obj	_	_
8-9	du	_	_	_	_	_	_	_	_
8	de	de	ADP	_	_	10	case	_	_
9	le	le	DET	_	_	10	det	_	_
10	Nord	Nord	PROPN	_	_	7	nmod	_	_
11	?	?	PUNCT	_	_	4	punct	_	_
"""

ENGLISH = """\
# text = The well-known Bank of Vexel didn't buy Ann Lee's shares.
1	The	the	DET	_	_	5	det	_	_
2	well	well	ADV	_	_	4	advmod	_	SpaceAfter=No
3	-	-	PUNCT	_	_	2	punct	_	SpaceAfter=No
4	known	know	VERB	_	VerbForm=Part	5	amod	_	_
5	Bank	Bank	PROPN	_	_	10	nsubj	_	_
6	of	of	ADP	_	_	7	case	_	_
7	Vexel	Vexel	PROPN	_	_	5	nmod	_	_
8-9	didn't	_	_	_	_	_	_	_	_
8	did	do	AUX	_	Tense=Past	10	aux	_	_
9	n't	not	PART	_	Polarity=Neg	10	advmod	_	_
10	buy	buy	VERB	_	VerbForm=Inf	0	root	_	_
11	Ann	Ann	PROPN	_	_	14	nmod:poss	_	_
12	Lee	Lee	PROPN	_	_	11	flat	_	SpaceAfter=No
13	's	's	PART	_	_	11	case	_	_
14	shares	share	NOUN	_	Number=Plur	10	obj	_	SpaceAfter=No
15	.	.	PUNCT	_	_	10	punct	_	_
"""


def read(folder: Path, code: str, block: str) -> Items:
    path = folder / "bank.conllu.xz"
    path.write_bytes(lzma.compress(f"{block}\n".encode()))
    [items] = read_treebank(path, load_lexicon(code))
    return items


def list_arcs(items: Items) -> list[tuple[str, str, str]]:
    return [(item.text, item.relation, items[item.head].text if item.head >= 0 else "") for item in items]


def test_a_contraction_is_one_item_and_a_clitic_another(tmp_path: Path) -> None:
    items = read(tmp_path, "fr", FRENCH)
    assert ("du", "case", "Nord") in list_arcs(items)
    assert ("-elle", "expl:subj", "vend") in list_arcs(items)
    assert [item.lemma for item in items if item.text == "du"] == ["du"]


def test_words_that_are_one_token_are_one_item(tmp_path: Path) -> None:
    items = read(tmp_path, "en", ENGLISH)
    assert ("well-known", "amod", "Bank") in list_arcs(items)
    assert ("didn't", "aux", "buy") in list_arcs(items)
    assert next(item.features for item in items if item.text == "didn't") == ("Polarity=Neg", "Tense=Past")


def test_names_are_merged(tmp_path: Path) -> None:
    lexicon = load_lexicon("en")
    arcs = list_arcs(merge_names(read(tmp_path, "en", ENGLISH), lexicon))
    assert ("Bank of Vexel", "nsubj", "buy") in arcs
    assert ("Ann Lee", "nmod:poss", "shares") in arcs


def test_learned_lemmas_give_back_what_was_taught(tmp_path: Path) -> None:
    taught = [read(tmp_path, "en", ENGLISH)]
    tables = learn_lemmas(taught)
    assert "NOUN share" in tables.known
    assert "VERB buy" in tables.known
