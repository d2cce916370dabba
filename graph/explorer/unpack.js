"use strict";
/* Tables from columns (see graph/packing.py). */
claimgraph.unpack = (() => {
  /** A function from a row to the value of a column in it. */
  function reader(column) {
    if (Array.isArray(column)) return (row) => column[row];
    if (column.at) return (row) => column.of[column.at[row]];
    const fields = Object.entries(column.fields).map(([key, each]) => [key, reader(each)]);
    return (row) => {
      const made = {};
      let any = false;
      for (const [key, read] of fields) {
        made[key] = read(row) ?? null;
        any ||= made[key] !== null;
      }
      return any ? made : null;
    };
  }

  return function unpack({ size, fields }) {
    const columns = Object.entries(fields).map(([key, column]) => [key, reader(column)]);
    return Array.from({ length: size }, (_, at) => {
      const record = { at };
      for (const [key, read] of columns) record[key] = read(at) ?? null;
      return record;
    });
  };
})();
