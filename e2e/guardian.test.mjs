// A parent is let in for what the client said yes to, reads their one page on a phone, and is shut out
// by the client.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browse, demo, stop } from "./browser.mjs";
import { agreed, begun, take } from "./guardian.mjs";

const phone = { viewport: { width: 390, height: 800 } };
const sound = async (page) => {
  assert.deepEqual(await axe(page), []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
};

test("a parent has one page, and the client shuts it", async () => {
  const served = await demo();
  const [ruth, parent, leila] = [await browse(), await browse(phone), await browse(phone)];
  try {
    const course = await begun(ruth.page, served);
    await ruth.page.click("main button.primary");
    assert.match(await ruth.page.textContent(".refusal:not([hidden])"), /yes|beside its field/);
    await sound(ruth.page);
    assert.equal(await ruth.page.inputValue('[name="login"]'), "nadia");
    const link = await agreed(ruth.page);
    await sound(ruth.page);
    await take(parent.page, link);
    await parent.page.waitForURL(/\/ward\//);
    await sound(parent.page);
    const told = await parent.page.textContent("main");
    assert.match(told, /16 sessions/);
    assert.match(told, /10:15/);
    assert.doesNotMatch(told, /safety plan|dispute|PHQ/i);
    assert.equal(await parent.page.title(), "Home");
    const ward = parent.page.url();
    assert.equal((await parent.page.goto(`${served.url}${course}`)).status(), 404);

    await ruth.page.goto(`${served.url}${course}/client`);
    await ruth.page.fill("#login", "leila");
    await ruth.page.click('button:has-text("Make a link")');
    await take(leila.page, await ruth.page.textContent(".notice code"));
    await leila.page.click('a:has-text("What your parents or guardians are told")');
    await sound(leila.page);
    await leila.page.click("summary");
    await leila.page.click('details button:has-text("Stop telling them")');
    await leila.page.waitForSelector("text=shut by Leila Haddad");
    await parent.page.goto(ward);
    assert.match(parent.page.url(), /sign-in/);
  } finally {
    await Promise.all([ruth, parent, leila].map((one) => one.browser.close()));
    await stop(served.child);
  }
});
