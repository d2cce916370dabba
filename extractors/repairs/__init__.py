"""What a small parser gets wrong in news text time and again, set right where other words of the sentence decide it.

Each repair moves a few words of the tree and knows Universal Dependencies and the closed classes of a grammar alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extractors.repairs import amounts, appositions, arguments, attributions, classes, clauses, days, reports
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
        classes.second_object,
        appositions.nested_title,
        appositions.bracketed,
        clauses.content_of_noun,
        classes.supine,
        classes.written_as_name,
        classes.participle_in_disguise,
        classes.verb_in_disguise,
        classes.marked_noun,
        amounts.multiplied,
        classes.passive_noun,
        days.night,
        days.burdened_day,
        days.days_after,
        clauses.relative,
        arguments.compound_conjunct,
        arguments.titled,
        arguments.stray_conjunct,
        arguments.joined_predicate,
        clauses.divided_pair,
        appositions.apposed_conjunct,
        appositions.listed,
    ),
    "ADJ": (
        classes.nearer,
        classes.written_as_name,
        classes.participle_in_disguise,
        classes.participle_lemma,
        classes.substantive,
        classes.plural_subject,
        classes.resultative,
        classes.postponed,
        classes.body_in_disguise,
        clauses.relative,
    ),
    "ADV": (
        classes.nearer,
        amounts.counted,
        classes.direction,
        classes.reaching,
        classes.contrast,
        classes.outside_negator,
    ),
    "PART": (classes.outside_negator,),
    "NUM": (amounts.bound, amounts.elliptic_count),
    "PUNCT": (arguments.dateline, arguments.heading_speaker, arguments.included),
    "PRON": (clauses.timed_relative,),
    "SCONJ": (clauses.timed_relative,),
    "AUX": (arguments.unburdened,),
    "PROPN": (
        amounts.numeral,
        appositions.title_in_disguise,
        appositions.divided_name,
        arguments.office_of,
        appositions.loose_name,
        classes.verb_in_disguise,
        arguments.number,
        arguments.titled,
        arguments.stray_conjunct,
        appositions.apposed_conjunct,
        appositions.apposed_vocative,
        appositions.apposed_person,
        appositions.bare_oblique,
    ),
    "VERB": (
        classes.owned_verb,
        clauses.outer_subject,
        clauses.introduced_subject,
        clauses.joined_noun,
        appositions.name_at_the_top,
        clauses.misread_conjunction,
        clauses.denied_deed,
        clauses.answered_charge,
        attributions.interjected_speaker,
        classes.participle_in_disguise,
        classes.attributive_participle,
        arguments.attributive,
        arguments.compound_subject,
        appositions.reduced_relative,
        appositions.swallowed_main,
        arguments.unburdened,
        arguments.stolen_subject,
        arguments.closing_speaker,
        attributions.burdened_speaker,
        attributions.trailing_speakers,
        attributions.denied_headline,
        clauses.relative,
        clauses.content,
        clauses.human_relative,
        clauses.divided_pair,
        appositions.owned_relative,
        clauses.loose_participle,
        clauses.left_behind,
        appositions.owned_aside,
        appositions.participle_aside,
        clauses.described_subject,
        reports.closing_report,
        reports.fronted_content,
        reports.told_party,
        reports.divided_subject,
        reports.told_subject,
        reports.told_conjunct,
        clauses.main_after_relative,
        clauses.finite_conjunct,
        clauses.speaking_conjunct,
        clauses.joined_content,
        clauses.named_speaker,
        arguments.apposed_subject,
        arguments.stolen_object,
        arguments.swallowed_subject,
        arguments.inner_subject,
        arguments.counted_subject,
        arguments.joined_subject,
        arguments.controlled_object,
        arguments.second_subject,
        arguments.marked_subject,
        arguments.freed_subject,
        arguments.mistaken_complementizer,
        arguments.twice_titled,
        arguments.small_clause,
        clauses.complement,
        reports.garden_path,
        clauses.attribution,
    ),
}
"""The repairs of each class of words, in their order."""
