"use strict";
/* Where lines run. vis-network bends them by a roundness; this says which, and where the points of the curve are. */
claimgraph.geometry = (() => {
  /** The control point of the curve as vis-network computes it: positive roundness bends clockwise, negative against. */
  function control(from, to, roundness) {
    const turn = Math.sign(roundness) || 1;
    const factor = Math.abs(roundness) * 0.5 + 0.5;
    const dx = to.x - from.x;
    const dy = from.y - to.y;
    const radius = Math.hypot(dx, dy);
    const angle = Math.atan2(dy, dx) + (turn * Math.abs(roundness) * 0.5 + 0.5) * Math.PI;
    return { x: from.x + factor * radius * Math.sin(angle), y: from.y + factor * radius * Math.cos(angle) };
  }

  function pointAt(from, to, roundness, t) {
    const via = control(from, to, roundness);
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return { x: a * from.x + b * via.x + c * to.x, y: a * from.y + b * via.y + c * to.y };
  }

  const BENDS = [0, 0.12, -0.12, 0.24, -0.24, 0.38, -0.38];
  const SPOTS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

  /** How many other nodes the curve would run across. */
  function crossings(from, to, roundness, nodes) {
    const points = SPOTS.map((t) => pointAt(from, to, roundness, t));
    let found = 0;
    for (const node of nodes) {
      if (node === from || node === to) continue;
      const reach = node.size + 10;
      if (points.some((each) => Math.abs(each.x - node.x) < reach && Math.abs(each.y - node.y) < reach)) found += 1;
    }
    return found;
  }

  /**
   * A roundness for every edge: parallel ones fan out, and one that is alone bends only to keep clear of other nodes.
   * `edges` have from, to and id; `nodes` is a map from id to {x, y, size}.
   */
  function routes(edges, nodes) {
    const pairs = new Map();
    for (const edge of edges) {
      const key = JSON.stringify([edge.from, edge.to].sort());
      if (!pairs.has(key)) pairs.set(key, []);
      pairs.get(key).push(edge);
    }
    const all = [...nodes.values()];
    const thorough = edges.length * all.length < 400000; // beyond that, straight lines come at once and curves too late
    const found = new Map();
    for (const group of pairs.values()) {
      group.forEach((edge, i) => {
        const bend = (i - (group.length - 1) / 2) * Math.min(0.32, 1.6 / group.length);
        found.set(edge.id, edge.from <= edge.to ? bend : -bend);
      });
      const [only] = group;
      if (group.length === 1 && thorough && only.from !== only.to) {
        const [from, to] = [nodes.get(only.from), nodes.get(only.to)];
        const costs = BENDS.map((each) => crossings(from, to, each, all) + Math.abs(each));
        found.set(only.id, BENDS[costs.indexOf(Math.min(...costs))]);
      }
    }
    return found;
  }

  /** Rectangles that are taken, in a grid, so that asking whether a place is free stays cheap. */
  class Occupied {
    constructor(cell) {
      this.cell = cell;
      this.cells = new Map();
    }

    * keys({ left, top, right, bottom }) {
      for (let x = Math.floor(left / this.cell); x <= Math.floor(right / this.cell); x += 1) {
        for (let y = Math.floor(top / this.cell); y <= Math.floor(bottom / this.cell); y += 1) yield `${x} ${y}`;
      }
    }

    add(box) {
      for (const key of this.keys(box)) {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push(box);
      }
    }

    isFree(box, except) {
      for (const key of this.keys(box)) {
        for (const other of this.cells.get(key) || []) {
          const apart = other.right <= box.left || other.left >= box.right || other.bottom <= box.top || other.top >= box.bottom;
          if (!apart && other.of !== except) return false;
        }
      }
      return true;
    }
  }

  return { control, pointAt, routes, Occupied };
})();
