// A circle of 25 people is built by keyboard and by pointer, taken back, shown by initials, and
// printed on one page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browse, demo, door, stop } from "./browser.mjs";

const names = [
  "Bea, aunt", "Anna, neighbour", "Anna, colleague", "محمد عبد الرحمن, flatmate", "田中 美由紀, friend at home",
  `${"Wilhelmina Alexandra ".repeat(9).trim()}, landlady`, "Ольга, friend", "Éloïse, cousin", "Piet, cousin", "Rosa, choir",
  "Tariq, football", "Uwe, football", "Vera, choir", "Willem, choir", "Xenia, study group", "Yusuf, study group",
  "Zofia, study group", "Carl, doctor", "Dora, landlord", "Emil, uncle",
];

// In the page: labels, signs and names of rings that lie over each other.
const over = () => {
  const boxes = [...document.querySelectorAll("svg.circle text, svg.circle .person")].map((e) => [e, e.getBBox()]);
  const touch = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y + 4 < b.y + b.height && b.y + 4 < a.y + a.height;
  return boxes.flatMap(([e, a], n) => boxes.slice(n + 1).filter(([f, b]) => touch(a, b) && e.textContent !== "me" && f.textContent !== "me")
    .map(([f]) => `${e.textContent || "sign"} lies over ${f.textContent || "sign"}`));
};

const pages = async (page) => (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;

test("a circle of 25 people by keyboard and by pointer", { timeout: 180_000 }, async () => {
  const served = await demo();
  const { browser, page, seen } = await browse();
  const says = (text) => page.waitForFunction((text) => document.querySelector("[data-say]")?.textContent === text, text);
  const course = served.courses.find((one) => one.client === "Jun Park").url;
  const waiting = () => page.locator(".bucket a");
  try {
    await page.goto(door(served, "therapist", "Ruth Albrecht"));
    await page.goto(`${course}/inventory`);
    await page.click("summary:has-text('Several at once')");
    await page.fill("#names", names.join("\n"));
    await page.click("form:has(#names) button:not(.quiet)");
    await page.goto(`${course}/circle`);
    assert.equal(await waiting().count(), 20);

    // By keyboard: a digit from the list, then up and down in the picture.
    for (let n = 0; n < 10; n += 1) {
      const name = await waiting().first().textContent();
      await waiting().first().focus();
      await page.keyboard.press(String(n % 3 + 1));
      await says(`${name}: ${["inner", "close", "outer"][n % 3]} ring.`);
    }
    await page.focus("svg.circle [data-name='Bea']");
    await page.keyboard.press("ArrowDown");
    await says("Bea: close ring.");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.name), "Bea", "the focus stays with her");
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await page.evaluate(() => document.activeElement.dataset.name), "Bea");

    // By pointer: from the list into the picture.
    for (let n = 0; n < 10; n += 1) {
      const name = await waiting().first().textContent();
      await page.locator("svg.circle").scrollIntoViewIfNeeded();
      const to = await page.evaluate((ring) => {
        const svg = document.querySelector("svg.circle");
        const radii = svg.dataset.radii.split(" ").map(Number);
        const at = new DOMPoint(svg.viewBox.baseVal.width / 2 + (radii[ring] + (radii[ring - 1] ?? 0)) / 2, svg.viewBox.baseVal.height / 2);
        const { x, y } = at.matrixTransform(svg.getScreenCTM());
        return { x: x + scrollX, y: y + scrollY };
      }, n % 3);
      // Both ends may not be on the screen at once: the screen is made as high as the page.
      await page.setViewportSize({ width: 1280, height: 3200 });
      const from = await waiting().first().boundingBox();
      await page.mouse.move(from.x + 5, from.y + 5);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 4 });
      await page.mouse.up();
      await says(`${name}: ${["inner", "close", "outer"][n % 3]} ring.`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    assert.equal(await waiting().count(), 0);
    await page.waitForFunction(() => document.querySelectorAll("svg.circle [data-person]").length === 25);

    // What was moved last is taken back, and she waits again; then she is placed anew by a list.
    assert.match(await page.textContent(".last"), /Last: Emil, Now: not placed → inner ring/);
    await page.click(".last button");
    assert.equal(await waiting().first().textContent(), "Emil");
    await page.selectOption("#one-now", { label: "outer ring" });
    await page.click("#one button.primary");
    assert.match(await page.textContent(".rings"), /Emil/);
    assert.equal(await waiting().count(), 0);

    assert.deepEqual(await page.evaluate(over), []);
    assert.deepEqual(await axe(page), []);
    assert.equal(await pages(page), 1, "one page of A4");
    await page.setViewportSize({ width: 390, height: 844 });
    assert.deepEqual(await page.evaluate(over), [], "on a phone");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.goto(`${course}/circle?names=initials`);
    assert.doesNotMatch(await page.innerText("main"), /Bea|Wilhelmina|محمد/);
    assert.match(await page.innerText("main"), /A\. 1[^]*A\. 2/, "two of one name");
    assert.equal(await pages(page), 1);
    assert.deepEqual(seen, []);
  } finally {
    await browser.close();
    await stop(served.child);
  }
});
