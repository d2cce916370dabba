"use strict";
/* The forms under which texts are compared. */
claimgraph.fold = (() => {
  const LETTERS = { ø: "o", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ß: "ss" };
  const CYRILLIC = Object.fromEntries(("а a б b в v г g ґ g д d е e ж zh з z и i і i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts "
    + "ч ch ш sh щ shch ъ  ы y ь  э e ю yu я ya є ye").split(/ (?=[а-яєіґ])/).map((each) => [each[0], each.slice(2).trim()]));

  /** Lower case, no accents, no apostrophes, Latin letters, single blanks. */
  function fold(text) {
    return text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f'’‘`´ʼʿʾʹ.\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .replace(/[øæœđðþłıß]/g, (letter) => LETTERS[letter]).replace(/[а-яєіґ]/g, (letter) => CYRILLIC[letter])
      .replace(/[\s\-‐‑–—_/]+/g, " ").trim();
  }

  // How the same foreign sound is written in English, German, French and Norwegian; the first rule that fits wins.
  const SOUNDS = [
    [/\b(?:al|el|ad|ed|an|en|ar|er|as|es|ash|esh|at|et|az|ez) (?=\p{L})/gu, ""], // the Arabic article, assimilated or not
    [/\b[ae](?=(dd|ll|nn|rr|ss|tt|zz))/g, ""], // the same, written as one word with the name
    [/shch|sjtsj/g, "s"], [/tsj|tch|tsch/g, "c"], [/sch|sh|sj/g, "s"], [/zh|dj/g, "j"], [/kh|ch|gh|ck|q|c/g, "k"],
    [/ou|oo|w|o/g, "u"], [/ee|ie|ei|ai|ay|ey|yi|iy|ij|yj/g, "i"], [/[yje]/g, "i"], [/ph/g, "f"], [/th/g, "t"], [/dh/g, "d"], [/v/g, "u"],
    [/ah\b/g, "a"], [/(.)\1+/g, "$1"],
  ];

  /** What is left of a name where spellings of the same sounds are one: "Deir al-Zor", "Deir ez-Zour". */
  const sounds = (text) => SOUNDS.reduce((left, [from, to]) => left.replace(from, to), fold(text));

  return { fold, sounds };
})();
