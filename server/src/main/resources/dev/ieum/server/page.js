"use strict";
// The page: a form for each task over the server's API. No library, no outside address.
const WORDS = {
  en: {
    translate: "Translate", sentiment: "Sentiment", morphology: "Korean morphology", from: "From", to: "To",
    text: "Text", copy: "Copy", copied: "Copied", others: "Other translations", model: "Language",
    predict: "Predict", parts: "Compounds", none: "whole", discard: "parts", mixed: "both", analyse: "Analyse",
    auto: "Detect language", detected: "Detected", key: "API key", positive: "positive", negative: "negative",
    neutral: "neutral", score: "score", words: "What moved it: green towards positive, red towards negative",
    head: ["Word", "Morpheme", "Tag", "Meaning", "Dictionary form", "Parts"], failed: "The server does not answer.",
    attention: "Attention", hint: "Point at a word of either text, or use the arrow keys in the translation.",
    next: "Next event", events: "Events, in order", modelName: "Model", event: ["Event", "Probability"],
    forecast: "Forecast", table: "Table in CSV, with a header", chart: "Last values, median and 80 % interval",
    row: ["Series", "Time", "10 %", "Median", "90 %"]
  },
  ko: {
    translate: "번역", sentiment: "감성 분석", morphology: "형태소 분석", from: "원문", to: "번역문",
    text: "글", copy: "복사", copied: "복사했습니다", others: "다른 번역", model: "언어",
    predict: "분석하기", parts: "복합어", none: "그대로", discard: "나누기", mixed: "둘 다", analyse: "분석하기",
    auto: "언어 감지", detected: "감지한 언어", key: "API 키", positive: "긍정", negative: "부정",
    neutral: "중립", score: "점수", words: "점수를 움직인 말: 초록은 긍정, 빨강은 부정 쪽",
    head: ["어절", "형태소", "품사 태그", "품사", "기본형", "구성"], failed: "서버가 응답하지 않습니다.",
    attention: "주목", hint: "어느 쪽 글이든 낱말을 가리키거나, 번역문에서 화살표 키를 누르세요.",
    next: "다음 사건", events: "사건 순서", modelName: "모델", event: ["사건", "확률"],
    forecast: "예측", table: "CSV 표 (첫 줄은 열 이름)", chart: "최근 값, 중앙값과 80 % 구간",
    row: ["계열", "시각", "10 %", "중앙값", "90 %"]
  }
};
const TABS = ["translate", "sentiment", "morphology", "next", "forecast"];
const id = (name) => document.getElementById(name);
let language = (navigator.language || "en").startsWith("ko") ? "ko" : "en";
let languages = [];
let tab = "translate";
let turn = 0;

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function say(message) {
  id("message").textContent = message;
  id("message").hidden = !message;
}

async function ask(path, body) {
  const key = id("key").value;
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(key ? { ...body, api_key: key } : body)
  };
  let reply;
  try {
    reply = await fetch(path, options);
  } catch {
    throw new Error(WORDS[language].failed);
  }
  const json = await reply.json();
  if (!reply.ok) {
    throw new Error(json.error);
  }
  return json;
}

function name(code) {
  return new Intl.DisplayNames([language], { type: "language" }).of(code);
}

function write() {
  document.documentElement.lang = language;
  for (const part of document.querySelectorAll("[data-text]")) {
    part.textContent = WORDS[language][part.dataset.text];
  }
  const other = language === "ko" ? "en" : "ko";
  id("language").textContent = other === "ko" ? "한국어" : "English";
  id("language").lang = other;
  for (const option of document.querySelectorAll("option[data-code]")) {
    const code = option.dataset.code;
    option.textContent = code === "auto" ? WORDS[language].auto : name(code);
  }
}

function fill(select, codes) {
  const before = select.value;
  select.replaceChildren(...codes.map((code) => {
    const option = element("option", { value: code });
    option.dataset.code = code;
    return option;
  }));
  if (codes.includes(before)) {
    select.value = before;
  }
}

function fillTargets() {
  const source = id("source").value;
  const all = languages.filter((l) => source === "auto" || l.code === source);
  const targets = new Set(all.flatMap((l) => l.targets.filter((t) => t !== l.code)));
  fill(id("target"), [...targets]);
  write();
}

function show(next, focus) {
  tab = next;
  for (const each of TABS) {
    const button = id("tab-" + each);
    button.setAttribute("aria-selected", each === tab);
    button.tabIndex = each === tab ? 0 : -1;
    id(each).hidden = each !== tab;
  }
  if (focus) {
    id("tab-" + tab).focus();
  }
}

function remember(values) {
  history.replaceState(null, "", "#" + new URLSearchParams({ tab, ...values }));
}

const RUN = {
  async translate(text) {
    const chosen = id("source").value;
    const target = id("target").value;
    remember({ q: text, source: chosen, target });
    const found = chosen === "auto" ? (await ask("detect", { q: text }))[0] : null;
    const lines = text.split("\n");
    const answer = await ask("v1/translate", {
      texts: lines.filter((line) => line.trim()), source: found ? found.language : chosen, target,
      nbest: 4, alignment: true, tokens: true
    });
    return () => {
      id("translation").lang = target;
      id("attention").lang = found ? found.language : chosen;
      id("detected").textContent = found
        ? `${WORDS[language].detected}: ${name(found.language)} (${found.confidence} %)` : "";
      drawAttention(lines, answer.results);
      const others = new Set();
      const ranks = Math.max(...answer.results.map((result) => result.nbest.length));
      for (let rank = 1; rank < ranks; rank++) {
        others.add(joined(lines, answer.results, (result) => (result.nbest[rank] ?? result).translation));
      }
      others.delete(joined(lines, answer.results, (result) => result.translation));
      id("others").replaceChildren(
        ...[...others].map((other) => element("li", { textContent: other, lang: target })));
      id("others-head").hidden = others.size === 0;
    };
  },
  async sentiment(text) {
    const code = id("review-language").value;
    remember({ q: text, language: code });
    const answer = await ask("v1/sentiment", { texts: [text], language: code, explain: true });
    const result = answer.results[0];
    return () => {
      const words = WORDS[language];
      const mark = element("span", {});
      mark.style.left = 50 + 50 * result.score + "%";
      const shown = element("p", { className: "text", lang: code });
      let end = 0;
      for (const word of result.explanation) {
        const strength = Math.min(1, Math.abs(word.weight));
        const part = element("span", { className: "word", textContent: word.text, title: word.weight });
        part.style.backgroundColor =
          word.weight > 0 ? `rgb(34 170 119 / ${strength})` : `rgb(204 51 51 / ${strength})`;
        shown.append(text.slice(end, word.begin), part);
        end = word.end;
      }
      shown.append(text.slice(end));
      id("judgement").replaceChildren(
        element("p", {}, `${words[result.label] ?? result.label}, ${words.score} ${result.score}`),
        element("div", { className: "scale", ariaHidden: "true" }, mark),
        element("h2", { textContent: words.words }),
        shown);
    };
  },
  async morphology(text) {
    const decompound = id("decompound").value;
    remember({ q: text, decompound });
    const answer = await ask("v1/tokenize", { texts: [text], mode: "morphemes", decompound });
    return () => {
      const head = element("tr", {}, ...WORDS[language].head.map(
        (word) => element("th", { scope: "col", textContent: word })));
      const rows = answer.results[0].eojeols.flatMap((eojeol) => eojeol.morphemes.map((m, i) =>
        element("tr", {}, ...[
          i === 0 ? eojeol.text : "", m.text, m.tag, language === "ko" ? m.korean : m.english,
          m.dictionary_form, m.parts.map((part) => part.form + "/" + part.tag).join(" + ")
        ].map((cell, column) =>
          element("td", { textContent: cell, lang: column === 3 ? language : "ko" })))));
      id("morphemes").replaceChildren(element("div", { className: "scroll", tabIndex: 0 },
        element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows))));
    };
  },
  async next(text) {
    const model = id("next-model").value;
    remember({ q: text, model });
    const answer = await ask("v1/next", { texts: [text], model });
    return () => {
      const head = element("tr", {}, ...WORDS[language].event.map(
        (word) => element("th", { scope: "col", textContent: word })));
      const rows = (answer.results[0].next ?? []).map((one) => element("tr", {},
        element("td", { textContent: one.event }),
        element("td", {}, element("meter", { min: 0, max: 1, value: one.probability }), " " + one.probability)));
      id("events").replaceChildren(
        element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)));
    };
  },
  async forecast(text) {
    const model = id("forecast-model").value;
    remember({ q: text, model });
    const answer = await ask("v1/forecast", { texts: [text], model, past: 60 });
    const result = answer.results[0];
    return () => {
      const known = new Set(["time", "ahead", "mean", "quantiles", "value"]);
      const key = (row) => Object.keys(row).filter((field) => !known.has(field)).map((field) => row[field])[0] ?? "";
      const first = (rows) => rows.filter((row) => key(row) === key(result.forecast[0]));
      const words = WORDS[language];
      const column = key(result.forecast[0]) === "" ? 1 : 0; // one series has no name
      const head = element("tr", {}, ...words.row.slice(column).map(
        (word) => element("th", { scope: "col", textContent: word })));
      const rows = result.forecast.map((row) => element("tr", {}, ...[key(row), row.time,
        ...["0.1", "0.5", "0.9"].map((level) => row.quantiles[level])].slice(column)
        .map((cell) => element("td", { textContent: cell }))));
      id("doubt").textContent = result.warning ?? "";
      fan(first(result.past).map((row) => row.value), first(result.forecast).map((row) => row.quantiles));
      id("future").replaceChildren(element("div", { className: "scroll", tabIndex: 0 },
        element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows))));
    };
  }
};

/** Draws the last values and the quantiles of what is to come; the table beside it says the same. */
function fan(past, future) {
  const [width, height, edge] = [640, 200, 4]; // the first two as in the page
  const all = [...past.filter((value) => value !== null), ...future.flatMap((row) => Object.values(row))];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (row) => edge + (width - 2 * edge) * row / Math.max(1, past.length + future.length - 1);
  const y = (value) => height - edge - (height - 2 * edge) * (value - low) / (high - low || 1);
  const point = (value, row) => (value === null ? "" : `${x(row).toFixed(1)},${y(value).toFixed(1)}`);
  const line = (level) => future.map((row, i) => point(row[level], past.length + i));
  const join = point(past.at(-1), past.length - 1);
  const draw = (kind, points) =>
    id("fan").querySelector(kind).setAttribute("points", points.filter((one) => one).join(" "));
  draw("polygon", [join, ...line("0.1"), ...line("0.9").reverse()]);
  draw(".past", past.map(point));
  draw(".median", [join, ...line("0.5")]);
  id("fan").hidden = false;
}

function joined(lines, results, text) {
  let next = 0;
  return lines.map((line) => (line.trim() ? text(results[next++]) : line)).join("\n");
}

/** The texts of both sides, a span for each token, and which of them looked at which. */
let links = [];
let active = -1;

function spans(text, tokens, first) {
  const parts = [];
  let end = 0;
  tokens.forEach((token, i) => {
    const part = element("span", { textContent: text.slice(token.begin, token.end) });
    part.dataset.token = first + i;
    parts.push(text.slice(end, token.begin), part);
    end = token.end;
  });
  return [...parts, text.slice(end)];
}

function drawAttention(lines, results) {
  const sides = { attention: [], translation: [] };
  links = [];
  active = -1;
  let next = 0;
  let sources = 0;
  let targets = 0;
  lines.forEach((line, i) => {
    const end = i + 1 < lines.length ? "\n" : "";
    if (!line.trim()) {
      sides.attention.push(line + end);
      sides.translation.push(line + end);
      return;
    }
    const result = results[next++];
    for (const [source, target, weight] of result.alignment) {
      links.push({ attention: sources + source, translation: targets + target, weight });
    }
    sides.attention.push(...spans(line, result.source_tokens, sources), end);
    sides.translation.push(...spans(result.translation, result.target_tokens, targets), end);
    sources += result.source_tokens.length;
    targets += result.target_tokens.length;
  });
  for (const side of ["attention", "translation"]) {
    id(side).replaceChildren(...sides[side]);
  }
  id("attention-head").hidden = id("hint").hidden = links.length === 0;
  id("looked").textContent = "";
}

/** Marks a token of one side, and those of the other that it is linked with. */
function look(side, token) {
  const other = side === "attention" ? "translation" : "attention";
  const weights = new Map(links.filter((l) => l[side] === token).map((l) => [l[other], l.weight]));
  for (const part of document.querySelectorAll("#attention span, #translation span")) {
    const own = Number(part.dataset.token);
    const weight = part.parentNode.id === side ? Number(own === token) : weights.get(own) ?? 0;
    part.style.backgroundColor = weight ? `rgb(240 160 32 / ${0.25 + 0.5 * weight})` : "";
  }
  const text = (where, which) => id(where).querySelector(`[data-token="${which}"]`)?.textContent.trim();
  id("looked").textContent = [...weights]
    .map(([which, weight]) => `${text(side, token)} – ${text(other, which)} (${weight.toFixed(2)})`).join(", ");
}

async function run() {
  const text = id("text-" + tab).value;
  const own = ++turn;
  if (!text.trim()) {
    return;
  }
  try {
    const draw = await RUN[tab](text);
    if (own === turn) { // else a later text was faster
      say("");
      draw();
    }
  } catch (failure) {
    if (own === turn) {
      say(failure.message);
    }
  }
}

function listen() {
  id("language").addEventListener("click", () => {
    language = language === "ko" ? "en" : "ko";
    write();
    run();
  });
  for (const each of TABS) {
    id("tab-" + each).addEventListener("click", () => show(each));
    id("tab-" + each).addEventListener("keydown", (event) => {
      const shown = TABS.filter((other) => !id("tab-" + other).hidden);
      const step = { ArrowRight: 1, ArrowLeft: shown.length - 1 }[event.key];
      if (step) {
        show(shown[(shown.indexOf(tab) + step) % shown.length], true);
      }
    });
    id("go-" + each).addEventListener("click", run);
    const box = id("text-" + each);
    let pause;
    const later = () => {
      clearTimeout(pause);
      pause = setTimeout(run, 500);
    };
    box.addEventListener("input", (event) => {
      if (!event.isComposing) { // half a syllable is no text
        later();
      }
    });
    box.addEventListener("compositionend", later);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        run();
      }
    });
  }
  id("source").addEventListener("change", () => { fillTargets(); run(); });
  for (const select of ["target", "review-language", "decompound", "next-model", "forecast-model"]) {
    id(select).addEventListener("change", run);
  }
  for (const side of ["attention", "translation"]) {
    id(side).addEventListener("mouseover", (event) => {
      if (event.target.dataset.token) {
        look(side, Number(event.target.dataset.token));
      }
    });
  }
  id("translation").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const count = id("translation").querySelectorAll("span").length;
    if (step && count) {
      active = Math.min(count - 1, Math.max(0, active + step));
      look("translation", active);
      event.preventDefault();
    }
  });
  id("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(id("translation").textContent);
    id("copy").textContent = WORDS[language].copied;
    setTimeout(write, 1500);
  });
}

async function begin() {
  show("translate");
  write();
  listen();
  try {
    const [settings, all, models] =
      await Promise.all([ask("frontend/settings"), ask("languages"), ask("v1/models")]);
    languages = all;
    id("key-line").hidden = !settings.keyRequired;
    fill(id("source"), ["auto", ...all.filter((l) => l.targets.length > 1).map((l) => l.code)]);
    fillTargets();
    fill(id("review-language"), models.models.filter((m) => m.task === "sentiment").map((m) => m.languages[0]));
    for (const task of ["next", "forecast"]) {
      const names = models.models.filter((m) => m.task === task).map((m) => m.name);
      id(task + "-model").replaceChildren(...names.map((value) => element("option", { value, textContent: value })));
      id("tab-" + task).hidden = names.length === 0;
    }
    write();
    const state = new URLSearchParams(location.hash.slice(1));
    if (TABS.includes(state.get("tab"))) {
      show(state.get("tab"));
      for (const [field, select] of [["source", "source"], ["target", "target"],
        ["language", "review-language"], ["decompound", "decompound"], ["model", tab + "-model"]]) {
        if (state.has(field)) {
          id(select).value = state.get(field);
        }
      }
      id("text-" + tab).value = state.get("q") ?? "";
      run();
    }
  } catch (failure) {
    say(failure.message);
  }
}

begin();
