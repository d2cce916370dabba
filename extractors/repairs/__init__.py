"""What a small parser gets wrong in news text time and again, set right where other words of the sentence decide it.

Each repair moves a few words of the tree and knows Universal Dependencies and the closed classes of a grammar alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extractors.repairs import (
    amounts,
    appositions,
    arguments,
    classes,
    clauses,
    days,
    lists,
    participles,
    relatives,
    subjects,
)
from extractors.repairs.moves import Repair
from extractors.syntax import Parse
from ontology.languages import Grammar


def repaired(parse: Parse, language: Grammar) -> Parse:
    """The parse, its trees changed in place."""
    for sentence in parse.sentences:
        for word in sentence.words:
            for repair in REPAIRS.get(word.pos, ()):
                repair(word, sentence.words, language)
    return parse


REPAIRS: Final[Mapping[str, tuple[Repair, ...]]] = {
    "NOUN": (
        amounts.numeral,
        amounts.identified_dead,
        arguments.named_to_office,
        classes.second_object,
        classes.result_behind_verb,
        appositions.nested_title,
        appositions.bracketed,
        clauses.content_of_noun,
        participles.supine,
        classes.verb_in_disguise,
        classes.marked_noun,
        participles.passive_noun,
        days.subject_before,
        days.burdened_day,
        days.days_after,
        arguments.titled,
        arguments.stray_conjunct,
        appositions.apposed_conjunct,
        amounts.among_the_dead,
    ),
    "ADJ": (
        lists.most_of_them,
        participles.joined_participle,
        arguments.placed_adjective,
        amounts.identified_dead,
        classes.nearer,
        participles.participle_lemma,
        classes.substantive,
        classes.plural_subject,
        classes.body_in_disguise,
        amounts.among_the_dead,
    ),
    "ADV": (
        lists.most_of_them,
        classes.nearer,
    ),
    "NUM": (amounts.bound, amounts.elliptic_count),
    "PUNCT": (arguments.dateline, arguments.included),
    "PRON": (arguments.periphrastic_genitive, relatives.fronted_relative),
    "AUX": (arguments.unburdened,),
    "PROPN": (
        classes.derived_name,
        amounts.numeral,
        appositions.title_in_disguise,
        appositions.divided_name,
        lists.listed_name,
        lists.list_after_clause,
        arguments.route,
        arguments.correlative_object,
        classes.verb_in_disguise,
        arguments.titled,
        arguments.stray_conjunct,
        appositions.apposed_conjunct,
        appositions.apposed_vocative,
        appositions.apposed_person,
        appositions.trailing_name,
    ),
    "VERB": (
        classes.placed_name,
        participles.past_form,
        participles.gapped_passive,
        participles.owned_attribute,
        classes.owned_verb,
        relatives.participle_behind,
        clauses.late_infinitive,
        arguments.blamed,
        clauses.outer_subject,
        clauses.introduced_subject,
        clauses.joined_noun,
        appositions.name_at_the_top,
        clauses.misread_conjunction,
        clauses.answered_charge,
        arguments.attributive,
        subjects.compound_subject,
        appositions.reduced_relative,
        appositions.swallowed_main,
        arguments.unburdened,
        arguments.closing_speaker,
        clauses.content,
        relatives.human_relative,
        appositions.owned_aside,
        appositions.participle_aside,
        clauses.described_subject,
        clauses.told_conjunct,
        clauses.finite_conjunct,
        clauses.speaking_conjunct,
        subjects.apposed_subject,
        subjects.swallowed_subject,
        subjects.joined_subject,
        subjects.second_subject,
        subjects.marked_subject,
        subjects.freed_subject,
        arguments.particle,
        clauses.complement,
        clauses.attribution,
    ),
}
"""The repairs of each class of words, in their order."""
