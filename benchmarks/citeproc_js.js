// citeproc-js on the request that `citekit process` takes (see docs/process.md): JSON on stdin, JSON on stdout.
// node citeproc_js.js LOCALES_FOLDER [edit]   with NODE_PATH leading to the npm package "citeproc".
"use strict";
const fs = require("fs");
const path = require("path");
const CSL = require("citeproc");

const folder = process.argv[2];
const request = JSON.parse(fs.readFileSync(0, "utf8"));

function localeXml(language) {
  const names = fs.readdirSync(folder).filter((name) => name.startsWith("locales-"));
  const exact = `locales-${language}.xml`;
  const same = names.find((name) => name.startsWith(`locales-${language.split("-")[0]}`));
  return fs.readFileSync(path.join(folder, names.includes(exact) ? exact : same || "locales-en-US.xml"), "utf8");
}

function engineFor(style) {
  const items = new Map(request.references.map((item) => [String(item.id), item]));
  const system = { retrieveLocale: localeXml, retrieveItem: (id) => items.get(String(id)) };
  const engine = new CSL.Engine(system, style, request.locale || undefined, Boolean(request.locale));
  engine.setOutputFormat(request.format || "html");
  return engine;
}

const asCitation = (given, index) => ({
  citationID: String(given.citationID || index + 1),
  citationItems: given.citationItems.map((item) => ({ ...item })),
  properties: { noteIndex: given.noteIndex === undefined ? index + 1 : given.noteIndex },
});

function result(style) {
  const engine = engineFor(style);
  const citations = (request.citations || []).map(asCitation);
  let texts;
  if (citations.length) {
    texts = engine.rebuildProcessorState(citations, request.format || "html", []);
  } else {
    engine.updateItems(request.references.map((item) => String(item.id)));
    texts = [];
  }
  const made = request.bibliography === false ? false : engine.makeBibliography();
  return {
    citations: texts.map(([id, , text]) => ({ id, text })),
    bibliography: made && { entries: entries(...made) },
  };
}

// The list of ids also has entries that print nothing, the texts mostly have not.
function entries(about, texts) {
  const empty = new Set(about.bibliography_errors.map((error) => String(error.itemID)));
  const all = about.entry_ids.map(([id]) => id);
  const ids = all.length === texts.length ? all : all.filter((id) => !empty.has(String(id)));
  if (ids.length !== texts.length) throw new Error(`${texts.length} entries for ${ids.length} ids`);
  return texts.map((text, index) => ({ id: ids[index], text }));
}

function edits(style) {
  const engine = engineFor(style);
  const citations = (request.citations || []).map(asCitation);
  engine.rebuildProcessorState(citations, "html", []);
  const middle = Math.floor(citations.length / 2);
  const times = [];
  for (let round = 0; round < (request.rounds || 5); round += 1) {
    const before = citations.slice(0, middle).map((one, index) => [one.citationID, index + 1]);
    const after = citations.slice(middle).map((one, index) => [one.citationID, middle + index + 2]);
    const added = {
      citationID: `added-${round}`,
      citationItems: [{ id: request.references[round % request.references.length].id, locator: "12" }],
      properties: { noteIndex: middle + 1 },
    };
    const started = process.hrtime.bigint();
    engine.processCitationCluster(added, before, after);
    times.push(Number(process.hrtime.bigint() - started) / 1e6);
    citations.splice(middle, 0, added);
  }
  return { milliseconds: times };
}

const one = (style) => (process.argv[3] === "edit" ? edits(style) : result(style));
if (request.styles) {
  const all = {};
  for (const [name, style] of Object.entries(request.styles)) {
    try {
      all[name] = one(style);
    } catch (error) {
      all[name] = { error: String(error) };
    }
  }
  fs.writeSync(1, JSON.stringify(all));
} else {
  fs.writeSync(1, JSON.stringify(one(request.style)));
}
