// A client answers the measures of a session by a link, on a phone: the network goes away in the
// middle, a risk answer shows whom to turn to at once, and without JavaScript the same work is done.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browse, demo, door, stop } from "./browser.mjs";

const phone = { viewport: { width: 390, height: 844 } };

// The therapist makes a link for Leila's next session.
const link = async (browser, served) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(door(served, "therapist", "Ruth Albrecht"));
  const course = served.courses.find((c) => c.client === "Leila Haddad").url;
  await page.goto(`${course}/check-in`);
  await page.click("button.primary");
  return { page, course, link: await page.textContent(".notice code") };
};

const question = (page) => page.textContent(".progress label");
const answered = (page, text) => page.waitForFunction((t) => document.querySelector(".progress label")?.textContent === t, text);

test("on a phone, with the network cut in the middle, and a risk answer", { timeout: 120_000 }, async () => {
  const served = await demo();
  const { browser, context, page, seen } = await browse(phone);
  try {
    const made = await link(browser, served);
    await page.goto(made.link);
    assert.equal(await question(page), "Question 1 of 9");
    assert.deepEqual(await axe(page), []);
    const group = page.getByRole("group", { name: "Little interest or pleasure in doing things" });
    assert.equal(await group.getByRole("radio").count(), 4, "read as one group with its question");
    await page.keyboard.press("2");
    assert.ok(await page.getByLabel("More than half the days").isChecked(), "the digit of an answer chooses it");
    await page.keyboard.press("Enter");
    await answered(page, "Question 2 of 9");

    await context.setOffline(true);
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".draft-state[data-state=failed]");
    assert.match(await page.textContent(".draft-state"), /No connection/);
    assert.ok(await page.getByLabel("Several days").isChecked(), "the answer waits on the page");
    await context.setOffline(false);
    await answered(page, "Question 3 of 9");
    await page.reload();
    assert.equal(await question(page), "Question 3 of 9", "it goes on where it was");
    await page.click("text=Back");
    assert.ok(await page.getByLabel("Several days").isChecked(), "what was answered stands");
    await page.goto(made.link);
    for (let n = 3; n <= 8; n++) {
      await page.keyboard.press("1");
      await page.keyboard.press("Enter");
      await answered(page, `Question ${n + 1} of 9`);
    }
    assert.equal(await page.locator(".crisis").count(), 0);
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".crisis[role=alert]");
    assert.match(await page.textContent(".crisis"), /turn to somebody at once.*116 123/s);
    assert.deepEqual(await axe(page), []);
    await made.page.goto(`${made.course}/risk_assessment`);
    await made.page.click("text=What became of it");
    assert.match(await made.page.textContent("main"), /the crisis contacts were shown to the client/);

    await page.click("button[name=send]");
    await answered(page, "Question 1 of 7");
    await page.click("text=See all questions at once");
    for (const item of await page.locator("fieldset").all()) await item.getByLabel("Not at all").check();
    await page.waitForSelector(".draft-state[data-state=saved]");
    await page.click("button[name=send]");
    await page.waitForSelector("text=Thank you");
    assert.match(await page.textContent("main"), /before or in session 7. Nobody reads them in real time/);
    assert.deepEqual(await axe(page), []);
    await made.page.goto(`${made.course}/check-in`);
    assert.match(await made.page.textContent("main"), /Answered /);
    // The cut network is the one thing that the browser may complain of.
    assert.deepEqual(seen.filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED")), []);
  } finally {
    await browser.close();
    await stop(served.child);
  }
});

test("without JavaScript, on a device that is handed over", { timeout: 60_000 }, async () => {
  const served = await demo();
  const { browser, page } = await browse({ ...phone, javaScriptEnabled: false });
  try {
    await page.goto(door(served, "therapist", "Ruth Albrecht"));
    const course = served.courses.find((c) => c.client === "Leila Haddad").url;
    await page.goto(`${course}/check-in`);
    await page.click("button[name=in_room]");
    assert.equal(await question(page), "Question 1 of 9");
    for (let n = 1; n <= 9; n++) {
      if (n === 2) {
        await page.click("text=Next");
        assert.match(await page.textContent("main"), /A question has no answer yet/);
      }
      await page.locator("input[type=radio]").nth(n === 9 ? 0 : 1).check();
      await page.click("text=Next");
    }
    assert.match(await page.textContent("main"), /Look at your answers once more/);
    await page.click("button[name=send]");
    assert.equal(await question(page), "Question 1 of 7");
    await page.goto(`${served.url}/caseload`);
    assert.match(page.url(), /sign-in/, "nothing but the questions is open here");
  } finally {
    await browser.close();
    await stop(served.child);
  }
});
