"use strict";
/* A slider over the dates: of what is claimed to have happened, or of publication. It plays. */
claimgraph.timeline = (() => {
  const { model, words, filters, events } = claimgraph;
  const { element, button } = claimgraph.elements;
  const { t } = words;
  const STEP = 700; // milliseconds for each step while it plays
  const DAYS = 24 * 60 * 60 * 1000;
  const MOST = 120; // steps of one granularity before the next coarser one is used
  const bar = document.getElementById("timeline");
  const made = {};
  let playing = null;
  let parts = null;

  const iso = (time) => new Date(time).toISOString().slice(0, 10);

  /** The first days of the steps from one day to another: days, months or years, whichever are few enough. */
  function steps(first, last) {
    const [a, b] = [new Date(first), new Date(last)];
    const length = (b - a) / DAYS + 1;
    if (length <= MOST) return Array.from({ length }, (_, i) => iso(a.getTime() + i * DAYS));
    const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth() + 1;
    if (months <= MOST) return Array.from({ length: months }, (_, i) => iso(Date.UTC(a.getUTCFullYear(), a.getUTCMonth() + i, 1)));
    const years = b.getUTCFullYear() - a.getUTCFullYear() + 1;
    const every = Math.ceil(years / MOST);
    return Array.from({ length: Math.ceil(years / every) }, (_, i) => `${String(a.getUTCFullYear() + i * every).padStart(4, "0")}-01-01`);
  }

  /** The steps of a kind of date, the last day of each, and how many claims fall on it. */
  function scale(by) {
    made[by] ??= build(by);
    return made[by];
  }

  function build(by) {
    const spans = model.view.claims.map((each) => filters.interval(each, by)).filter(Boolean);
    if (!spans.length) return null;
    const starts = spans.map(([from]) => from).sort();
    const last = spans.map(([, to]) => to).reduce((a, b) => (a > b ? a : b));
    const firsts = steps(starts[0], last);
    const lasts = firsts.map((_, i) => (i + 1 < firsts.length ? iso(new Date(firsts[i + 1]).getTime() - DAYS) : last));
    const counts = firsts.map(() => 0);
    for (const [from] of spans) counts[stepOf(firsts, from)] += 1;
    return { firsts, lasts, counts };
  }

  /** The last step that begins on a day or before it. */
  function stepOf(firsts, day) {
    let [low, high] = [0, firsts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (firsts[middle] <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The steps that the handles stand on. */
  function handles() {
    const { firsts } = scale(filters.time.by);
    const { from, to } = filters.time;
    return [from ? stepOf(firsts, from) : 0, to ? stepOf(firsts, to) : firsts.length - 1];
  }

  function setHandles(low, high) {
    const { firsts, lasts } = scale(filters.time.by);
    const whole = low <= 0 && high >= firsts.length - 1;
    filters.setTime(whole ? { from: "", to: "" } : { from: firsts[low], to: lasts[high] });
  }

  function stop() {
    clearInterval(playing);
    playing = null;
    update();
  }

  /** From the first step on, one more at a time: what had happened, or had been written, by then. */
  function play() {
    if (playing) return void stop();
    const { firsts } = scale(filters.time.by);
    const [low, high] = handles();
    setHandles(low, high >= firsts.length - 1 ? low : high);
    playing = setInterval(() => {
      const [from, to] = handles();
      if (to >= firsts.length - 1) return void stop();
      setHandles(from, to + 1);
      if (to + 1 >= firsts.length - 1) stop();
    }, STEP);
    update();
  }

  function slider(which, length) {
    const made_ = element("input", { type: "range", min: 0, max: length - 1, step: 1, className: which, id: `time-${which}` });
    made_.addEventListener("input", () => {
      const [low, high] = handles();
      const value = Number(made_.value);
      if (playing) stop();
      if (which === "from") setHandles(Math.min(value, high), high);
      else setHandles(low, Math.max(value, low));
    });
    return made_;
  }

  function histogram(counts) {
    const most = Math.max(...counts);
    return element("div", { className: "histogram", ariaHidden: "true" }, ...counts.map((count) => {
      const column = element("span");
      column.style.height = `${count ? Math.max(8, (count / most) * 100) : 0}%`;
      return column;
    }));
  }

  function chooser() {
    const choice = element("select", { id: "time-by", ariaLabel: t("dates-of") },
      ...["event", "published"].map((by) => element("option", { value: by, selected: by === filters.time.by }, t(`by-${by}`))));
    choice.addEventListener("change", () => {
      if (playing) stop();
      filters.setTime({ by: choice.value, from: "", to: "" });
    });
    return choice;
  }

  /** Builds the bar anew: for another kind of date or another language. */
  function render() {
    const known = scale(filters.time.by);
    bar.hidden = !known || (known.firsts.length < 2 && !scale("published"));
    if (!known) return;
    const focused = bar.contains(document.activeElement) ? document.activeElement.id : null;
    const [from, to] = [slider("from", known.firsts.length), slider("to", known.firsts.length)];
    const playButton = button("▶", play, { id: "play", className: "play" });
    const said = element("output", { id: "time-shown", htmlFor: "time-from time-to" });
    parts = { by: filters.time.by, from, to, playButton, said, columns: histogram(known.counts) };
    bar.replaceChildren(playButton, chooser(), element("div", { className: "sliders" }, parts.columns, from, to), said);
    update();
    if (focused) document.getElementById(focused)?.focus();
  }

  /** Puts the bar's parts where the filters are. */
  function update() {
    if (!parts) return;
    if (parts.by !== filters.time.by) return void render();
    const { firsts, lasts } = scale(filters.time.by);
    const [low, high] = handles();
    for (const [part, at, day] of [[parts.from, low, firsts[low]], [parts.to, high, lasts[high]]]) {
      part.value = at;
      part.ariaLabel = t(part === parts.from ? "time-from" : "time-to");
      part.ariaValueText = words.date(day);
    }
    [...parts.columns.children].forEach((each, i) => each.classList.toggle("out", i < low || i > high));
    parts.said.textContent = low === 0 && high === firsts.length - 1 && !filters.time.from
      ? t("all-dates", { span: words.range(firsts[0], lasts.at(-1)) }) : words.range(firsts[low], lasts[high]);
    parts.playButton.textContent = playing ? "❚❚" : "▶";
    parts.playButton.ariaLabel = t(playing ? "pause" : "play");
  }

  function start() {
    render();
    events.addEventListener("language", render);
    events.addEventListener("filters", update);
  }

  return { start };
})();
