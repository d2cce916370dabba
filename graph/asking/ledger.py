"""Disputes and states in the shapes that people and programs read, with the origins of each side and their worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.asking.changes import News
from graph.asking.formats import Format
from graph.asking.listing import Found, Labels, Record, claim_record, claim_row
from graph.disputes import Cited, Dispute, State
from graph.origins import Corroboration, Origins
from graph.storage.history import Version
from graph.views.disputed import note
from ontology.disagreement import kinds
from ontology.thesaurus import Thesaurus

DISPUTE_COLUMNS = ("dispute", "one side", "according to", "other side", "according to them")
STATE_COLUMNS = ("place", "actor", "relation", "from", "to", "according to", "learned")
NEWS_COLUMNS = ("change", "what", "according to", "before")
VERSION_COLUMNS = ("article", "title", "published", "learned", "superseded", "by", "claims")
"""The columns of the tables for people."""


def dispute_row(dispute: Dispute, form: Format, known: Labels, origins: Origins) -> Record:
    """A dispute in the shape that suits the form: JSON has the claims of both sides."""
    if form is Format.TABLE:
        return _brief_dispute(dispute, known, origins)
    if form in (Format.CSV, Format.TSV):
        return _flat_dispute(dispute, known, origins)
    return dispute_record(dispute, known, origins)


def dispute_record(dispute: Dispute, known: Labels, origins: Origins) -> Record:
    """A dispute as JSON: both sides' claims as `claims` prints them, with their origins."""
    return {
        "id": dispute.id,
        "kind": dispute.kind,
        "note": note(dispute, known, "en"),
        "left": [claim_record(_found(each)) for each in dispute.left],
        "right": [claim_record(_found(each)) for each in dispute.right],
        "left_corroboration": corroboration_record(corroboration(dispute.left, origins)),
        "right_corroboration": corroboration_record(corroboration(dispute.right, origins)),
    }


def corroboration(side: Iterable[Cited], origins: Origins) -> Corroboration:
    """The origins of the claims on one side of a dispute, whatever they say."""
    return Corroboration(origins.of((each.claim, each.article.id) for each in side))


def corroboration_record(told: Corroboration) -> Record:
    """The score with its parts, as JSON."""
    return {
        "score": told.score,
        "chain": told.chain,
        "origins": [
            {
                "name": each.name,
                "kind": each.kind,
                "weight": each.weight,
                "articles": list(each.articles),
                "claims": list(each.claims),
            }
            for each in told.origins
        ],
    }


def statements(side: Sequence[Cited], known: Labels) -> str:
    """What a side says, each thing once: "Harbour Brigade not captured Port Sarin"."""
    return "; ".join(dict.fromkeys(statement(each, known) for each in side))


def statement(cited: Cited, known: Labels) -> str:
    """What a claim says, in one line, with its number, its place and its time where it has them."""
    row = claim_row(_found(cited), known)
    said = "not " if cited.claim.polarity == "negative" else ""
    if cited.claim.modality not in ("asserted", "reported"):
        said = f"{cited.claim.modality}: {said}"
    told = f"{row['subject'] or '–'} {said}{row['relation']} {row['object'] or '–'}"
    about = [str(row[name]) for name in ("quantity", "share", "where", "when") if row[name]]
    return f"{told} ({', '.join(about)})" if about else told


def _brief_dispute(dispute: Dispute, known: Labels, origins: Origins) -> Record:
    left, right = (corroboration(side, origins) for side in (dispute.left, dispute.right))
    label = kinds()[dispute.kind].labels["en"]
    values = (label, statements(dispute.left, known), left.chain, statements(dispute.right, known), right.chain)
    return dict(zip(DISPUTE_COLUMNS, values, strict=True))


def _flat_dispute(dispute: Dispute, known: Labels, origins: Origins) -> Record:
    row: Record = {"id": dispute.id, "kind": dispute.kind, "note": note(dispute, known, "en")}
    for name, side in (("left", dispute.left), ("right", dispute.right)):
        told = corroboration(side, origins)
        row |= {
            name: statements(side, known),
            f"{name}_origins": " | ".join(each.name for each in told.origins),
            f"{name}_score": told.score,
            f"{name}_dates": " | ".join(sorted({each.article.published or "" for each in side} - {""})),
            f"{name}_quotes": " | ".join(" ".join(each.claim.quote.text.split()) for each in side),
            f"{name}_claims": " | ".join(each.claim.id for each in side),
        }
    return row


def state_row(state: State, form: Format, known: Labels, origins: Origins, learned: Mapping[str, str]) -> Record:
    """A row of a timeline. ``learned`` is when each article came in: when it held, and since when it is known."""
    told = origins.corroboration((each.claim, each.article.id) for each in state.cited)
    since = min((learned[each.article.id] for each in state.cited if each.article.id in learned), default="")
    shared = {"from": state.start or "", "to": state.end or "", "learned": since}
    names = {"place": known.get(state.place, state.place), "actor": known.get(state.actor, state.actor)}
    shares = {claim_row(_found(each), known)["share"] for each in state.cited}
    relation = state.relation if "" in shares else f"{state.relation} ({', '.join(sorted(map(str, shares)))})"
    if form is Format.TABLE:
        row = {**names, "relation": relation, **shared, "according to": told.chain, "learned": since[:10]}
        return {column: row[column] for column in STATE_COLUMNS}
    claims = [each.claim.id for each in state.cited]
    flat = form in (Format.CSV, Format.TSV)
    return {
        **names,
        "place_id": state.place,
        "actor_id": state.actor,
        "relation": state.relation,
        **shared,
        "origins": " | ".join(each.name for each in told.origins) if flat else [each.name for each in told.origins],
        "score": told.score,
        "claims": " | ".join(claims) if flat else claims,
    }


def news_row(news: News, form: Format, known: Labels, origins: Origins) -> Record:
    """What new claims are to what was known before, in the shape that suits the form."""
    told = corroboration(news.claims, origins)
    what, before = statements(news.claims, known), statements(news.before, known)
    if form is Format.TABLE:
        return dict(zip(NEWS_COLUMNS, (news.change, what, told.chain, before), strict=True))
    if form in (Format.CSV, Format.TSV):
        sides = {"claims": news.claims, "claims_before": news.before}
        ids = {name: " | ".join(each.claim.id for each in side) for name, side in sides.items()}
        return {"change": news.change, "what": what, "origins": told.chain, "before": before, **ids}
    return {
        "change": news.change,
        "claims": [claim_record(_found(each)) for each in news.claims],
        "before": [claim_record(_found(each)) for each in news.before],
        "corroboration": corroboration_record(told),
    }


def version_row(version: Version, form: Format) -> Record:
    """An older version of an article; in JSON with its claims."""
    article, claims = version.extraction.article, version.extraction.claims
    values = (article.id, article.title or article.path, article.published or "", version.learned or "")
    row: Record = dict(zip(VERSION_COLUMNS, (*values, version.superseded, version.by, len(claims)), strict=True))
    if form in (Format.JSON, Format.JSONL):
        row["claims"] = [claim_record(Found(each, article)) for each in claims]
    return row


def names_of(cited: Iterable[Cited], thesaurus: Thesaurus, known: Labels) -> Labels:
    """The names that tables show: those of the thesaurus, and for all others what the articles call them."""
    found = dict(known)
    for each in cited:
        for part in ("subject", "object", "where"):
            mention = each.part(part)
            if mention is not None and mention.entity not in thesaurus.concepts:
                found.setdefault(mention.entity, mention.label)
    return found


def _found(cited: Cited) -> Found:
    return Found(cited.claim, cited.article)
