// Every screen that anybody can reach, wide and narrow: axe-core finds nothing, no words are
// missing, nothing scrolls sideways, nothing leaves the server, every script runs. No text is small,
// a thumb finds what it touches, and on paper stands nothing that is only for the screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crawl } from "./crawl.mjs";

// In the page: what of a thread is smaller than 14 px as it is shown, or lies over other words.
const crowded = () => [...document.querySelectorAll("svg.thread")].flatMap((svg) => {
  const boxes = [...svg.querySelectorAll("text")].map((e) => [e, e.getBoundingClientRect()]);
  const scale = svg.viewBox.baseVal?.width ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
  const tiny = boxes.filter(([e]) => parseFloat(getComputedStyle(e).fontSize) * scale < 13.9).map(([e]) => `small in a thread: ${e.textContent}`);
  // A box is as high as its line; letters are not.
  const over = (a, b) => a.left < b.right && b.left < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom;
  const touching = boxes.flatMap(([e, a], n) => boxes.slice(n + 1).filter(([, b]) => over(a, b)).map(([f]) => `${e.textContent} lies over ${f.textContent}`));
  return [...tiny, ...touching];
});

// In the page: the elements for which something is wrong, in a few words each.
const small = () => [...document.querySelectorAll("body *")].filter((e) => {
  const own = [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  return own && e.checkVisibility() && !e.closest("svg") && parseFloat(getComputedStyle(e).fontSize) < 14;
}).map((e) => `small text: ${e.textContent.trim().slice(0, 30)}`);

// A flag beside a name leads where the line above it leads.
const narrow = () => [...document.querySelectorAll("a:not(.flag, .skip), button, summary, select, textarea, input:not([type=hidden])")]
  .map((e) => (e.matches("[type=radio], [type=checkbox]") ? e.closest("td, label") : e))
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.5)
  .map((e) => `low target: ${e.outerHTML.slice(0, 60)}`);

const onPaper = () => [
  ...[...document.querySelectorAll("nav, button, .hint, .needed")].filter((e) => e.checkVisibility())
    .map((e) => `on paper: ${e.outerHTML.slice(0, 60)}`),
  ...(document.documentElement.scrollWidth > innerWidth ? ["wider than the paper"] : []),
];

// A tablet held upright, then A4 between its margins.
const paper = async (page) => {
  const screen = page.viewportSize();
  const thread = await page.evaluate(crowded);
  await page.setViewportSize({ width: 780, height: 1000 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 643, height: 970 });
  const wrong = [...await page.evaluate(onPaper), ...thread];
  if (wide) wrong.push("wider than a tablet");
  await page.emulateMedia({ media: null });
  await page.setViewportSize(screen);
  return wrong;
};
const thumb = async (page) => [...await page.evaluate(small), ...await page.evaluate(narrow), ...await page.evaluate(crowded)];

for (const [name, look, options] of [
  ["1280 px, light", paper, {}],
  ["320 px, dark", thumb, { viewport: { width: 320, height: 700 }, colorScheme: "dark" }],
]) {
  test(`every screen at ${name}`, { timeout: 600_000 }, async () => {
    const kinds = new Set();
    const looks = [];
    const findings = await crawl(options, async (page, role, kind) => {
      kinds.add(`${role} ${kind}`);
      for (const found of await look(page)) looks.push(`${role} ${kind}: ${found}`);
    });
    assert.deepEqual([...new Set([...findings, ...looks])], []);
    assert.ok(kinds.size >= 55, `only ${kinds.size} kinds of screen were reached`);
  });
}
