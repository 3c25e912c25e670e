"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.getElementById("viewer");
  const TITLES = ["Key facts", "Positions", "Parties", "Open questions"];
  const GAPS = { missing: "not in the brief", extra: "not in gold", held: "no pair" };

  // Text only ever becomes a text node: nothing an article or a model wrote is read as HTML.
  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
      else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  };
  const drawing = (share) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    const upright = matchMedia("(max-width: 600px)").matches;
    const ends = upright ? { x1: "50%", x2: "50%", y1: "0", y2: "100%" } : { x1: "0", x2: "100%", y1: "50%", y2: "50%" };
    for (const [name, value] of Object.entries(ends)) line.setAttribute(name, value);
    line.setAttribute("stroke-width", share === null ? 1 : 1 + 4 * share);
    svg.setAttribute("aria-hidden", "true");
    svg.append(line);
    return svg;
  };

  const byKey = new Map(data.outcomes.map((one) => [`${one.case}/${one.arm}/${one.repeat}`, one]));
  const state = { case: 0, arm: 0, repeat: 1 };

  const address = () => `case/${encodeURIComponent(data.cases[state.case].slug)}/${state.arm}/${state.repeat}`;
  const read = () => {
    const [kind, slug, arm, repeat] = location.hash.slice(1).split("/");
    if (kind !== "case") return false;
    const place = data.cases.findIndex((one) => encodeURIComponent(one.slug) === slug);
    if (place < 0) return false;
    Object.assign(state, { case: place, arm: Number(arm) || 0, repeat: Number(repeat) || 1 });
    return true;
  };
  const go = (change) => {
    Object.assign(state, change);
    const repeats = repeatsOf();
    if (!repeats.includes(state.repeat)) state.repeat = repeats[0] ?? 1;
    history.replaceState(null, "", `#${address()}`);
    draw();
  };
  const repeatsOf = () => data.outcomes.filter((one) => one.case === state.case && one.arm === state.arm).map((one) => one.repeat);

  const light = (numbers, scroll) => {
    for (const node of root.querySelectorAll(".s.lit")) node.classList.remove("lit");
    const found = numbers.map((number) => root.querySelector(`[data-s="${number}"]`)).filter(Boolean);
    for (const node of found) node.classList.add("lit");
    if (scroll && found.length) {
      const article = root.querySelector(".article");
      article.scrollTo({ top: found[0].offsetTop - article.offsetTop - article.clientHeight / 3 });
      found[0].scrollIntoView({ block: "nearest" });
    }
  };

  const bar = () => {
    const select = make("select", { "aria-label": "Case", on: { change: (event) => go({ case: Number(event.target.value) }) } },
      ...data.cases.map((one, place) => make("option", { value: place, selected: place === state.case }, one.slug)));
    const step = (by) => go({ case: (state.case + by + data.cases.length) % data.cases.length });
    const parts = [
      make("button", { type: "button", "aria-label": "Previous case", title: "Previous case (k)", on: { click: () => step(-1) } }, "←"),
      select,
      make("button", { type: "button", "aria-label": "Next case", title: "Next case (j)", on: { click: () => step(1) } }, "→"),
    ];
    if (data.arms.length > 1) {
      parts.push(make("div", { class: "arms", role: "group", "aria-label": "Arm" },
        ...data.arms.map((arm, place) => make("button", { type: "button", "aria-pressed": String(place === state.arm), on: { click: () => go({ arm: place }) } }, arm))));
    }
    const repeats = repeatsOf();
    if (repeats.length > 1) {
      parts.push(make("div", { class: "arms", role: "group", "aria-label": "Repeat" },
        ...repeats.map((repeat) => make("button", { type: "button", "aria-pressed": String(repeat === state.repeat), on: { click: () => go({ repeat }) } }, `#${repeat}`))));
    }
    return make("div", { class: "bar" }, ...parts);
  };

  const article = (story, used) => {
    const legend = make("ul", { class: "legend", "aria-hidden": "true" },
      make("li", {}, make("span", { class: "s g" }, "evidence in gold")), make("li", {}, make("span", { class: "s p" }, "evidence in the brief")));
    const box = make("div", { class: "article", tabindex: "0", role: "region", "aria-label": "The article", dir: "auto", lang: story.language }, legend);
    for (const [text, number] of story.parts) {
      if (!number) { box.append(text); continue; }
      const marks = ["s", story.evidence.includes(number) ? "g" : "", used.has(number) ? "p" : ""].filter(Boolean).join(" ");
      box.append(make("span", { class: marks, "data-s": number }, make("sup", { "aria-label": `sentence ${number}` }, String(number)), text));
    }
    return box;
  };

  const half = (line, side) => {
    const [id, text, sentences, about, weight] = line;
    const refs = make("p", { class: "refs" }, ...sentences.map((number) =>
      make("button", { type: "button", title: `Show sentence ${number}`, on: { click: () => light([number], true) } }, `s${number}`)));
    return make("div", { class: `half ${side}`, dir: "auto", lang: data.cases[state.case].language },
      make("p", {}, make("span", { class: "id" }, id), text, side === "gold" && weight === "nice" ? make("span", { class: "nice" }, "nice to have") : null),
      about ? make("p", { class: "by" }, about) : null, refs);
  };

  const pair = (row, story) => {
    const [section, kind, gold, ours, agreement, note] = row;
    const left = gold === null ? null : story.gold[section][gold];
    const sentences = [...(left ? left[2] : []), ...(ours ? ours[2] : [])];
    const share = agreement === null ? null : agreement / 100;
    const label = share === null ? null : make("b", { title: kind === "wrong" ? "the right view in the wrong mouth" : "agreement" }, `${kind === "wrong" ? "✕ " : ""}${share.toFixed(2)}`);
    return make("div", { class: `pair ${kind}`, on: { mouseenter: () => light(sentences, false) } },
      left ? half(left, "gold") : make("div", { class: "gap" }, note || GAPS[kind]),
      make("div", { class: "tie" }, drawing(share), label),
      ours ? half(ours, "ours") : make("div", { class: "gap" }, note || GAPS[kind]));
  };

  const rows = (outcome, story) => {
    const box = make("div", { class: "rows" }, make("div", { class: "heads" }, make("span", {}, "gold"), make("span"), make("span", {}, "the brief")));
    if (outcome.headline || story.headline) {
      box.append(make("h4", {}, "Headline"), make("div", { class: "pair" }, half(story.headline, "gold"), make("div", { class: "tie" }),
        outcome.headline ? half(outcome.headline, "ours") : make("div", { class: "gap" }, "no headline passed the checks")));
    }
    TITLES.forEach((title, section) => {
      const found = outcome.rows.filter((row) => row[0] === section);
      if (!found.length) return;
      const count = (kind) => found.filter((row) => row[1] === kind).length;
      const words = [["matched", "matched"], ["wrong", "in the wrong mouth"], ["missing", "missing"], ["held", "said elsewhere"], ["extra", "not in gold"]]
        .filter(([kind]) => count(kind)).map(([kind, label]) => `${count(kind)} ${label}`).join(", ");
      box.append(make("h4", {}, title, make("small", {}, words)), ...found.map((row) => pair(row, story)));
    });
    return box;
  };

  const lists = (outcome, story) => {
    const box = make("div", { class: "rows" });
    if (story.must_not.length) {
      box.append(make("h4", {}, "Must not be said"), make("ul", { class: "list" }, ...story.must_not.map(([statement, party, why], place) => {
        const by = outcome.trapped[place];
        return make("li", { class: by ? "bad" : "good" }, make("p", { dir: "auto" }, party ? `${party}: ${statement}` : statement),
          make("p", { class: "why", dir: "auto" }, by ? `Said in ${by}. ${why}` : `Not said. ${why}`));
      })));
    }
    const items = (title, found) => {
      if (!found.length) return;
      box.append(make("h4", {}, title, make("small", {}, String(found.length))), make("ul", { class: "list" }, ...found.map(([where, item, reasons]) =>
        make("li", {}, make("p", { dir: "auto" }, make("span", { class: "nice" }, where), " ", item), ...reasons.map((reason) => make("p", { class: "why", dir: "auto" }, reason))))));
    };
    items("Set aside by the checks", outcome.set_aside);
    items("Failed a check as first written, and mended", outcome.mended);
    items("Fails a check in the brief as it is", outcome.doubts);
    return box.childElementCount ? box : null;
  };

  const chips = (outcome) => {
    const panel = make("div", { class: "misses", hidden: true });
    const list = make("ul", { class: "chips", "aria-label": "Metrics that lost points here" });
    const rest = make("ul", { class: "chips" });
    outcome.scores.forEach(([text, tone, misses], place) => {
      const metric = data.metrics[place];
      const inside = [`${metric} `, make("b", {}, text)];
      const into = tone === "lost" ? list : rest;
      if (!misses.length) { into.append(make("li", {}, make("span", { class: tone }, ...inside))); return; }
      const button = make("button", { type: "button", class: tone, "aria-expanded": "false", on: { click: () => {
        const open = button.getAttribute("aria-expanded") === "true";
        for (const other of root.querySelectorAll(".chips button")) other.setAttribute("aria-expanded", "false");
        button.setAttribute("aria-expanded", String(!open));
        panel.hidden = open;
        panel.replaceChildren(make("b", {}, metric), make("ul", {}, ...misses.map((miss) => make("li", { dir: "auto" }, miss))));
      } } }, ...inside);
      into.append(make("li", {}, button));
    });
    const others = make("details", { class: "rest" }, make("summary", {}, `${rest.childElementCount} other metrics`), rest);
    return [list, panel, others];
  };

  const draw = () => {
    const story = data.cases[state.case];
    const outcome = byKey.get(`${state.case}/${state.arm}/${state.repeat}`);
    const parts = [bar(), make("div", { class: "story" }, make("h3", { dir: "auto" }, story.title), make("p", { class: "tags" }, story.tags))];
    const used = new Set(outcome ? outcome.evidence : []);
    if (!outcome) parts.push(make("p", { class: "note" }, "This arm was not run on this case."));
    else {
      parts.push(...chips(outcome));
      if (outcome.error) parts.push(make("p", { class: "failed" }, outcome.error));
    }
    const right = make("div", {});
    if (outcome && !outcome.error) right.append(rows(outcome, story), ...[lists(outcome, story)].filter(Boolean));
    else right.append(make("div", { class: "rows" }, ...TITLES.flatMap((title, section) => story.gold[section].length
      ? [make("h4", {}, title, make("small", {}, "gold")), ...story.gold[section].map((line) => half(line, "gold"))] : [])));
    parts.push(make("div", { class: "desk" }, article(story, used), right));
    // The bar is made anew, so whoever stands in it with the keyboard has to be put back.
    const controls = () => [...root.querySelectorAll(".bar button, .bar select")];
    const place = controls().indexOf(document.activeElement);
    root.replaceChildren(...parts);
    if (place >= 0) controls()[Math.min(place, controls().length - 1)].focus({ preventScroll: true });
  };

  addEventListener("hashchange", () => { if (read()) { draw(); document.getElementById("cases").scrollIntoView({ behavior: "instant" }); } });
  document.getElementById("cases").addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") go({ case: (state.case + (event.key === "j" ? 1 : -1) + data.cases.length) % data.cases.length });
  });
  if (data.cases.length) {
    const linked = read();
    draw();
    if (linked) document.getElementById("cases").scrollIntoView({ behavior: "instant" });
  }
})();
