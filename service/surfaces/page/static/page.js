// Everything on these pages works without this file: it shows a brief while it is made, and what belongs together.

const form = document.querySelector("form[data-streams]");
if (form) {
  form.addEventListener("submit", submit);
  // Whoever comes back from a brief finds the form, not what was shown while it was made.
  addEventListener("pageshow", rest);
}
for (const button of document.querySelectorAll("[data-copy], [data-copy-value]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => copy(button));
}
if (document.body.classList.contains("read")) connect();
const menu = document.querySelector(".more");
if (menu) {
  addEventListener("click", (event) => (menu.open &&= menu.contains(event.target)));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
document.getElementById("link")?.addEventListener("focus", (event) => event.target.select());

/** Send the form and show what is verified as it comes. */
async function submit(event) {
  event.preventDefault();
  const live = document.querySelector(".live");
  const steps = live.querySelector(".steps");
  const title = live.querySelector("h2");
  const stop = new AbortController();
  tell([]);
  steps.replaceChildren();
  title.textContent = "Reading…";
  live.hidden = false;
  form.hidden = true;
  live.scrollIntoView({ block: "nearest" });
  live.querySelector(".stop").onclick = () => stop.abort();
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { Accept: "text/event-stream" },
      signal: stop.signal,
    });
    if (!answer.ok) throw new Problem((await answer.json()).lines);
    for await (const { name, data } of events(answer.body)) {
      if (name === "done") return location.assign(data.url);
      if (name === "problem") throw new Problem(data.lines);
      if (data.kind === "doing") title.textContent = data.text;
      else steps.append(step(data));
    }
    throw new Problem(["The answer broke off. Try again."]);
  } catch (error) {
    rest();
    if (error.name === "AbortError") form.querySelector("button.main").focus();
    else tell(error instanceof Problem ? error.lines : ["The server cannot be reached. Try again."]);
  }
}

/** The form as it was before it was sent. */
function rest() {
  document.querySelector(".live").hidden = true;
  form.hidden = false;
}

class Problem extends Error {
  constructor(lines) {
    super(lines[0]);
    this.lines = lines;
  }
}

/** Server-sent events of an answer, one by one. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    held += value;
    const blocks = held.split("\n\n");
    held = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(
        block.split("\n").filter((line) => line && !line.startsWith(":")).map((line) => line.split(/: (.*)/s, 2)),
      );
      if (fields.data) yield { name: fields.event, data: JSON.parse(fields.data) };
    }
  }
}

function step({ kind, text }) {
  const line = document.createElement("li");
  line.className = kind;
  line.textContent = text;
  return line;
}

function tell(lines) {
  const box = document.querySelector(".problem");
  box.replaceChildren(
    ...lines.map((text) => {
      const line = document.createElement("p");
      line.textContent = text;
      return line;
    }),
  );
  box.hidden = !lines.length;
  if (lines.length) box.scrollIntoView({ block: "center" });
}

async function copy(button) {
  const said = document.querySelector(".said");
  try {
    await navigator.clipboard.writeText(await copied(button.dataset));
    said.textContent = "Copied.";
  } catch {
    said.textContent = "It could not be copied; download it instead.";
  }
}

/** What a button copies: a field's value, or what stands at an address. */
async function copied({ copyValue, copy }) {
  if (copyValue) return document.getElementById(copyValue).value;
  const answer = await fetch(copy);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

/** Light up evidence while a line is pointed at or has the focus, and the lines of a sentence likewise. */
function connect() {
  const sentencesOf = new Map();
  for (const sentence of document.querySelectorAll(".sentence.cited")) {
    for (const item of sentence.dataset.items.split(" ")) {
      sentencesOf.set(item, [...(sentencesOf.get(item) ?? []), sentence]);
    }
  }
  const lit = new Set();
  const light = (elements) => {
    for (const element of lit) element.classList.remove("lit");
    lit.clear();
    for (const element of elements) {
      element?.classList.add("lit");
      lit.add(element ?? document.body);
    }
  };
  const related = (target) => {
    const item = target.closest?.(".item");
    if (item) return [item, ...(sentencesOf.get(item.id) ?? [])];
    const back = target.closest?.(".back");
    if (back) return [document.getElementById(back.hash.slice(1)), ...(sentencesOf.get(back.hash.slice(1)) ?? [])];
    const sentence = target.closest?.(".sentence.cited");
    if (sentence) return [sentence, ...sentence.dataset.items.split(" ").map((id) => document.getElementById(id))];
    return [];
  };
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const found = related(event.target);
      if (found.length || lit.size) light(found);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") light([]);
  });
  // A line that is clicked, but for its links and selected words, brings its first evidence into view.
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, input, summary") || String(getSelection())) return;
    const [first, second] = related(event.target);
    (second ?? first)?.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
  });
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
