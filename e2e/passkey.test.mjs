// A passkey in a real browser, with a device of its own (WebAuthn's virtual authenticator): made,
// used, refused without its owner's finger, shown again before what is dangerous, and forgotten, by its
// owner or by a recovery.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browse, practice, stop } from "./browser.mjs";
import { passphrase } from "./course.mjs";
import { setUp, shown } from "./second_step.mjs";

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

const named = (url) => url.replace("127.0.0.1", "localhost");

const fill = async (page, fields) => {
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value);
  await page.click("main button.primary");
};

const begun = async (page, served) => {
  await page.goto(named(served.link));
  await fill(page, { name: "Tomas", login: "tomas", passphrase, again: passphrase });
  await setUp(page);
  return named(served.url);
};

const make = async (page, name) => {
  await page.fill("#passkey-name", name);
  await page.click('button:has-text("Add a passkey")');
};
const leave = (page) => page.click("form.sign-out button");
const show = (page) => page.click('form[data-passkey="get"] button');

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

const invite = async (page, url, name, login) => {
  await page.goto(`${url}/people`);
  await page.check('[name="role"][value="therapist"]');
  await fill(page, { name, login });
};
const linkOn = async (page) => named(await page.textContent(".notice code"));

test("before what is dangerous the passkey is shown again, and what was typed goes on", async () => {
  let served = await practice();
  const { browser, page, seen } = await browse();
  try {
    const url = await begun(page, served);
    const phone = await device(page);
    await page.goto(`${url}/account`);
    await make(page, "phone");
    await page.waitForSelector('li:has-text("phone")');
    await stop(served.child);
    served = await practice(served.folder, served.port, "+11m");

    await invite(page, url, "Ruth", "ruth");
    await page.waitForSelector('form[data-passkey="get"]:not([hidden])');
    assert.deepEqual(await axe(page), []);
    await phone.knows(false);
    await show(page);
    await page.waitForSelector("[data-failed]:not([hidden])");
    await phone.knows(true);
    await show(page);
    await page.waitForSelector('th:has-text("Ruth")');
    assert.match(await linkOn(page), /\/invitations\//);
    await page.goto(`${url}/account`);
    await page.click('li:has-text("phone") button:has-text("Forget it")');
    assert.equal(await page.locator('li:has-text("phone")').count(), 0, "it counts for the next ten minutes");
    assert.deepEqual(seen.filter((line) => !/422|403/.test(line)), []);
  } finally {
    await browser.close();
    await stop(served.child);
  }
});

test("who lost the phone comes in by a recovery, a day later, and the lost passkey opens nothing", async () => {
  let served = await practice();
  const [tomas, ruth] = [await browse(), await browse()];
  try {
    const url = await begun(tomas.page, served);
    await invite(tomas.page, url, "Ruth", "ruth");
    await ruth.page.goto(await linkOn(tomas.page));
    await fill(ruth.page, { passphrase, again: passphrase });
    await setUp(ruth.page);
    await device(ruth.page);
    await ruth.page.goto(`${url}/account`);
    await make(ruth.page, "lost phone");
    await ruth.page.waitForSelector('li:has-text("lost phone")');
    await leave(ruth.page);

    await tomas.page.click('tr:has-text("Ruth") button:has-text("New link")');
    const link = await linkOn(tomas.page);
    await ruth.page.goto(link);
    assert.equal(await ruth.page.locator('[name="passphrase"]').count(), 0, "it waits a day");
    await stop(served.child);
    served = await practice(served.folder, served.port, "+25h");

    await ruth.page.goto(link);
    const other = `${passphrase} anew`;
    await fill(ruth.page, { passphrase: other, again: other });
    await ruth.page.waitForSelector(".typed-secret code");
    const secret = await ruth.page.textContent(".typed-secret code");
    await fill(ruth.page, { code: shown(secret, Date.now() + 25 * 3_600_000) });
    await ruth.page.click('a:has-text("go on")');
    await ruth.page.goto(`${url}/account`);
    assert.equal(await ruth.page.locator('li:has-text("lost phone")').count(), 0);
    await leave(ruth.page);
    await ruth.page.goto(`${url}/sign-in`);
    await show(ruth.page);
    await ruth.page.waitForSelector(".refusal");
    assert.match(await ruth.page.textContent(".refusal"), /not known here/);
    await ruth.page.goto(link);
    assert.equal(await ruth.page.locator('[name="passphrase"]').count(), 0, "it works once");
  } finally {
    await Promise.all([tomas.browser.close(), ruth.browser.close()]);
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
