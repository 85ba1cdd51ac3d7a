// A passkey in a real browser, with a device of its own (WebAuthn's virtual authenticator): made,
// used, refused without its owner's finger, and forgotten.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browse, practice, stop } from "./browser.mjs";
import { passphrase } from "./course.mjs";
import { setUp } from "./second_step.mjs";

// A device that holds passkeys; `knows` says whether it is its owner who holds the finger to it.
const device = async (page) => {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send("WebAuthn.enable");
  const { authenticatorId } = await inspector.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true,
      hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return {
    knows: (isUserVerified) =>
      inspector.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    held: async () => (await inspector.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
  };
};

const begun = async (page, served) => {
  await page.goto(served.link.replace("127.0.0.1", "localhost"));
  for (const [name, value] of Object.entries({ name: "Tomas", login: "tomas", passphrase, again: passphrase }))
    await page.fill(`[name="${name}"]`, value);
  await page.click("main button.primary");
  await setUp(page);
  return served.url.replace("127.0.0.1", "localhost");
};

const make = async (page, name) => {
  await page.fill("#passkey-name", name);
  await page.click('button:has-text("Add a passkey")');
};
const leave = (page) => page.click("form.sign-out button");
const show = (page) => page.click('button:has-text("Sign in with a passkey")');

test("a passkey is made, brings its owner in without typing, and is forgotten", async () => {
  const served = await practice();
  const { browser, page, seen } = await browse();
  try {
    const url = await begun(page, served);
    const phone = await device(page);
    await page.goto(`${url}/account`);
    await make(page, "phone");
    await page.waitForSelector('li:has-text("phone")');
    assert.deepEqual(await axe(page), []);
    const [held] = await phone.held();
    assert.equal(held.rpId, "localhost");
    assert.equal(held.isResidentCredential, true);

    await leave(page);
    await page.goto(`${url}/sign-in?back=%2Fpeople`);
    assert.deepEqual(await axe(page), []);
    await show(page);
    await page.waitForURL(`${url}/people`);
    await page.goto(`${url}/account`);
    assert.match(await page.textContent('li:has-text("phone")'), /last used/);

    await leave(page);
    await page.goto(`${url}/sign-in`);
    await phone.knows(false);
    await show(page);
    await page.waitForSelector("[data-failed]:not([hidden])");
    assert.match(await page.textContent("[data-failed]"), /No passkey was shown/);
    assert.deepEqual(await axe(page), []);
    await phone.knows(true);
    await show(page);
    await page.waitForURL(`${url}/people`);

    await page.goto(`${url}/account`);
    await page.click('button:has-text("Forget it")');
    assert.equal(await page.locator('li:has-text("phone")').count(), 0);
    await leave(page);
    await page.goto(`${url}/sign-in`);
    await show(page);
    await page.waitForSelector(".refusal");
    assert.match(await page.textContent(".refusal"), /not known here/);
    assert.deepEqual(seen.filter((line) => !/422|403/.test(line)), []);
  } finally {
    await browser.close();
    await stop(served.child);
  }
});

test("where the browser knows no passkeys, or runs no scripts, nothing of them is shown", async () => {
  const served = await practice();
  const { browser, page } = await browse({ javaScriptEnabled: false });
  try {
    await page.goto(served.url.replace("127.0.0.1", "localhost") + "/sign-in");
    assert.equal(await page.isVisible("[data-passkey]"), false);
    assert.equal(await page.isVisible('[name="passphrase"]'), true);
    await page.goto(`${served.url}/sign-in`);
    assert.equal(await page.locator("[data-passkey]").count(), 0, "a number has no passkeys");
  } finally {
    await browser.close();
    await stop(served.child);
  }
});
