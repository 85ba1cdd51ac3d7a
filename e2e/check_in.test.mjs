// A client answers on a phone by a link: one question after the other, through a lost network, with
// the contacts at once where they are needed; and on a device that was handed over.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browse, demo, door, stop } from "./browser.mjs";

const phone = { viewport: { width: 390, height: 844 } };

// Ruth makes a link, and a client without an account opens it in a browser of their own.
const story = async (options, told) => {
  const served = await demo();
  const { browser, page } = await browse();
  try {
    const course = served.courses.find((c) => c.client === "Leila Haddad").url;
    await page.goto(door(served, "therapist", "Ruth Albrecht"));
    await page.goto(`${course}/check-in`);
    for (const box of await page.locator('[name="measures"]').all()) await box.uncheck();
    await page.check('[name="measures"][value="phq-9"]');
    const client = await (await browser.newContext({ ...phone, ...options })).newPage();
    await told({ served, course, ruth: page, client });
  } finally {
    await browser.close();
    await stop(served.child);
  }
};
const made = async (ruth) => {
  await ruth.click("main form.form button.primary");
  return ruth.textContent(".link-once code");
};
const at = (page, number) => page.waitForSelector(`.progress:has-text("Question ${number} of 9")`);
const say = async (page, answer) => {
  await page.check(`fieldset input[value="${answer}"]`);
  await page.click("form.check-in button.primary");
};
const clean = async (page) => assert.deepEqual(await axe(page), []);

test("on a phone, through a lost network, to the receipt", async () => {
  await story({}, async ({ course, ruth, client }) => {
    await clean(ruth);
    await client.goto(await made(ruth));
    await clean(ruth);
    await at(client, 1);
    assert.equal(await client.title(), "Questions");
    await clean(client);
    const question = await client.textContent("legend");
    assert.equal(await client.getByRole("radiogroup", { name: question.trim() }).count(), 1);
    assert.equal(await client.getByRole("radio").count(), 4);
    await client.keyboard.press("2");
    assert.ok(await client.isChecked('[name="item_1"][value="2"]'), "a digit chooses");
    await client.keyboard.press("Enter");
    await at(client, 2);

    await client.context().setOffline(true);
    await say(client, 1);
    await client.waitForSelector('.draft-state[data-state="failed"]');
    assert.match(await client.textContent(".draft-state"), /No connection. Your answer is kept here/);
    assert.ok(await client.isChecked('[name="item_2"][value="1"]'));
    await client.click("form.check-in button.primary");
    await client.context().setOffline(false);
    await at(client, 3);
    await client.reload();
    await at(client, 3);
    await client.click('.actions a:has-text("Back")');
    await at(client, 2);
    assert.ok(await client.isChecked('[name="item_2"][value="1"]'), "the answer stands");
    await say(client, 1);

    for (let number = 3; number <= 8; number++) {
      await at(client, number);
      await say(client, 1);
    }
    await at(client, 9);
    assert.equal(await client.locator(".crisis").count(), 0);
    await say(client, 1);
    await client.waitForSelector(".crisis");
    assert.match(await client.textContent("main > :first-child"), /do not have to be alone/);
    assert.match(await client.textContent("main"), /Look at your answers once more, then send/);
    await clean(client);
    await ruth.goto(`${course}/risk_assessment`);
    assert.match(await ruth.textContent("main"), /crisis contacts were shown to the client/);
    await client.click('button[name="send"]');
    await client.waitForSelector('h1:has-text("Thank you")');
    assert.match(await client.textContent("main"), /Nobody reads them in real time/);
    await clean(client);
  });
});

test("a device handed over is signed out", async () => {
  await story({}, async ({ served, ruth }) => {
    await ruth.click('button[name="in_room"]');
    await at(ruth, 1);
    await clean(ruth);
    await ruth.goto(`${served.url}/caseload`);
    assert.match(ruth.url(), /sign-in/);
  });
});

test("without JavaScript the same work is done", async () => {
  await story({ javaScriptEnabled: false }, async ({ ruth, client }) => {
    await client.goto(await made(ruth));
    await client.click("form.check-in button.primary");
    assert.match(await client.textContent(".refusal"), /no answer yet/);
    for (let number = 1; number <= 9; number++) {
      await at(client, number);
      await say(client, number === 9 ? 1 : 2);
    }
    await client.waitForSelector(".crisis");
    await client.click('button[name="send"]');
    assert.match(await client.textContent("h1"), /Thank you/);
  });
});
