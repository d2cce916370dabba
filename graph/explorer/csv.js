"use strict";
/* The claims shown as a table for spreadsheets. A text that a spreadsheet would run as a formula gets an apostrophe. */
claimgraph.csv = (() => {
  const { model, words } = claimgraph;
  const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

  const name = (mention) => (mention ? words.name(mention.node) : "");
  const id = (mention) => mention?.node ?? "";
  const amount = (value) => (value ? [value.value, value.bound, value.unit || ""] : ["", "", ""]);

  const COLUMNS = {
    claim: (claim) => claim.id, subject: (claim) => name(claim.subject), subject_id: (claim) => id(claim.subject),
    relation: (claim) => claim.relation, object: (claim) => claim.literal || name(claim.object), object_id: (claim) => id(claim.object),
    polarity: (claim) => claim.polarity, modality: (claim) => claim.modality, said_by: (claim) => (claim.saidBy ? words.saidBy(claim) : ""),
    quote: model.quote, start: (claim) => claim.quote.start, end: (claim) => claim.quote.end,
    quantity: (claim) => amount(claim.quantity)[0], bound: (claim) => amount(claim.quantity)[1], unit: (claim) => amount(claim.quantity)[2],
    share: (claim) => amount(claim.share)[0], when: (claim) => claim.when?.text ?? "", when_start: (claim) => claim.when?.start ?? "",
    when_end: (claim) => claim.when?.end ?? "", where: (claim) => name(claim.where),
    title: (claim) => model.articleOf(claim).title ?? "", publisher: (claim) => model.articleOf(claim).publisher ?? "",
    published: (claim) => model.articleOf(claim).published ?? "", language: (claim) => model.articleOf(claim).language,
    url: (claim) => model.articleOf(claim).url ?? "", path: (claim) => model.articleOf(claim).path,
  };

  function cell(value) {
    const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /** RFC 4180, with a mark at the start by which spreadsheets know UTF-8. */
  function table(claims) {
    const rows = [Object.keys(COLUMNS), ...claims.map((claim) => Object.values(COLUMNS).map((value) => value(claim)))];
    return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  return { table };
})();
