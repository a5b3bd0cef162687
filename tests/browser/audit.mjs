// Audit pages with axe-core and the keyboard in headless Chromium; see test_audit.py for how to run it.
// Usage: node audit.mjs PAGE.html|.xhtml … ; prints JSON, {page: [what is wrong, …]}.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.CITEKIT_AUDIT, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const SCREENS = [[320, "100%"], [640, "200%"], [1280, "200%"]];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const report = {};
for (const path of process.argv.slice(2)) report[path] = await audited(pathToFileURL(path).href);
await browser.close();
console.log(JSON.stringify(report, null, 1));

async function audited(url) {
  const wrong = [];
  for (const colorScheme of ["light", "dark"])
    for (const media of ["screen", "print"]) wrong.push(...(await violations(url, colorScheme, media)));
  const page = await opened(url, { javaScriptEnabled: false });
  wrong.push(...(await byKeyboard(page)), ...(await narrow(page)));
  await page.context().close();
  return wrong;
}

async function opened(url, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(10000);
  await page.goto(url);
  return page;
}

async function violations(url, colorScheme, media) {
  const page = await opened(url, { colorScheme });
  await page.emulateMedia({ media, colorScheme });
  await page.evaluate(axe);
  const found = await page.evaluate((rules) => axe.run(document, rules), RULES);
  await page.context().close();
  return [...found.violations].flatMap((rule) =>
    rule.nodes.map((node) => `${colorScheme} ${media}: ${rule.id}: ${node.html.slice(0, 160)}`),
  );
}

// Every link is reached in the order of the document; a mark leads to its note, the note's link back to the mark.
async function byKeyboard(page) {
  const wrong = [];
  const links = await page.locator("a[href]:visible").evaluateAll((all) => all.map((one) => one.outerHTML));
  const reached = [];
  for (const _ of links) {
    await page.keyboard.press("Tab");
    reached.push(await focused(page, (one) => one.outerHTML));
    const outline = await focused(page, (one) => getComputedStyle(one).outlineStyle);
    if (outline === "none") wrong.push(`keyboard: no visible focus on ${reached.at(-1)}`);
  }
  if (reached.join() !== links.join()) wrong.push("keyboard: links are not reached in their order");
  const marks = await page.locator('a[role="doc-noteref"][id][href^="#"]').evaluateAll((all) => all.map((one) => one.id));
  for (const id of marks) wrong.push(...(await thereAndBack(page, id)));
  return wrong;
}

// A key is pressed before the browser has gone where it leads: what never gets there is told by the checks below.
async function follow(page) {
  const before = page.url();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href !== before, { timeout: 5000 }).catch(() => {});
}

async function thereAndBack(page, id) {
  await page.locator(`[id="${id}"]`).focus();
  await follow(page);
  const note = new URL(page.url()).hash.slice(1);
  const places = page.locator(`[id="${note}"]`);
  if ((await places.count()) !== 1 || !(await places.evaluate((one) => one.matches(":target")))) return [`keyboard: ${id} leads nowhere`];
  if (!(await onScreen(page, note))) return [`keyboard: ${note} is not on the screen`];
  const back = page.locator(`[id="${note}"] [role="doc-backlink"]`);
  for (let links = await page.locator(`[id="${note}"] a`).count(); links > 0; links--) {
    await page.keyboard.press("Tab");
    if (await focused(page, (one) => one.getAttribute("role") === "doc-backlink")) break;
  }
  if (!(await back.evaluate((one) => one === document.activeElement))) return [`keyboard: no Tab from ${note} to its back link`];
  await follow(page);
  if (new URL(page.url()).hash !== `#${id}`) return [`keyboard: ${note} does not lead back to ${id}`];
  return (await onScreen(page, id)) ? [] : [`keyboard: ${id} is not on the screen`];
}

function focused(page, ask) {
  return page.locator(":focus").evaluate(ask);
}

function onScreen(page, id) {
  return page.locator(`[id="${id}"]`).evaluate((one) => {
    const box = one.getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0;
  });
}

// WCAG 2.2, 1.4.10 (reflow at 320 px) and 1.4.4 (text at 200 %).
async function narrow(page) {
  const wrong = [];
  for (const [width, size] of SCREENS) {
    await page.setViewportSize({ width, height: 640 });
    const wide = await page.locator(":root").evaluate((root, size) => {
      root.style.fontSize = size;
      return root.scrollWidth - root.clientWidth;
    }, size);
    if (wide > 0) wrong.push(`${width} px, text at ${size}: ${wide} px too wide`);
  }
  return wrong;
}
