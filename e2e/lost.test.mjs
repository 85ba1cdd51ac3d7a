// Nothing typed is lost: a refused form, an expired sign-in, a killed server, a second tab.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browse, demo, door, practice, stop } from "./browser.mjs";
import * as said from "./course.mjs";
import { setUp } from "./second_step.mjs";

const fill = async (page, fields) => {
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) await page.check(`[name="${name}"][value="${value[0]}"]`);
    else await page.fill(`[name="${name}"]`, value);
  }
};
// Without the keyboard walk's typing, dates are put in as the page holds them.
const iso = (digits) => `${digits.slice(4)}-${digits.slice(0, 2)}-${digits.slice(2, 4)}`;

const begun = async (page, served) => {
  await page.goto(served.link);
  await fill(page, { name: "Tomas", login: "tomas", passphrase: said.passphrase, again: said.passphrase });
  await page.click("main button.primary");
  await setUp(page);
  await page.goto(`${served.url}/people`);
  await fill(page, { name: "Ruth", login: "ruth", role: ["therapist"] });
  await page.click("main button.primary");
  const link = await page.textContent(".notice code");
  await page.click("form.sign-out button");
  await page.goto(link);
  await fill(page, { passphrase: said.passphrase, again: said.passphrase });
  await page.click("main button.primary");
  await setUp(page);
  await page.goto(`${served.url}/referral`);
  await fill(page, { client_name: "Maren", reason: "Low.", consent_to_assessment: ["yes"], assessment_booked_on: said.today });
  await page.click("main form.form .actions button.primary");
  const course = page.url();
  await page.goto(`${course}/suitability`);
  await fill(page, said.suitability);
  await page.click("main form.form .actions button.primary");
  return course;
};

const typed = (page, name) => page.inputValue(`[name="${name}"]`);
const saved = (page) => page.waitForFunction(() =>
  document.querySelector(".draft-state")?.dataset.state === "saved");

test("a refused form comes back with all that was typed, and says why beside the field", async () => {
  const served = await practice();
  const { browser, page } = await browse();
  try {
    const course = await begun(page, served);
    await page.goto(`${course}/contract`);
    await fill(page, { ...said.contract, planned_end: "2020-01-01" });
    await page.click("main .two form.form .actions button.primary");
    assert.equal(await typed(page, "risk_plan"), "Crisis contacts.");
    assert.match(await page.textContent('.field:has([name="planned_end"]) .problem'), /end date after its beginning/);
    await page.fill('[name="planned_end"]', iso(said.contract.planned_end));
    await page.fill('[name="sessions"]', "many");
    await page.click("main .two form.form .actions button.primary");
    assert.match(await page.textContent('.field:has([name="sessions"]) .problem'), /whole number/);
    assert.equal(await typed(page, "focus_in_words"), "Finding my feet.");
    await page.goto(`${course}/measures/phq-9`);
    for (let n = 1; n <= 9; n++) await page.check(`[name="item_${n}"][value="1"]`);
    await page.fill('[name="total"]', "12");
    await page.click("main form.score button.primary");
    assert.match(await page.textContent(".refusal"), /contradicts its items: they make 9/);
    assert.equal(await page.isChecked('[name="item_5"][value="1"]'), true);
    assert.match(await page.textContent(".safety-bar.open"), /risk question is open/, "item 9 raised its flag all the same");
  } finally {
    await browser.close();
    await stop(served.child);
  }
});

test("a form that was refused is a draft, also when its page is left at once", async () => {
  const served = await practice();
  const { browser, page } = await browse();
  try {
    const course = await begun(page, served);
    await page.goto(`${course}/contract`);
    await fill(page, { ...said.contract, planned_end: "2020-01-01" });
    await page.click("main .two form.form .actions button.primary");
    await saved(page);
    await page.goto(course);
    await page.goto(`${course}/contract`);
    assert.equal(await typed(page, "risk_plan"), "Crisis contacts.");
  } finally {
    await browser.close();
    await stop(served.child);
  }
});

test("a small form that is refused comes back with its text too", async () => {
  const served = await practice();
  const { browser, page } = await browse();
  try {
    const course = await begun(page, served);
    await page.goto(`${course}/sessions`);
    await page.click("main form.inline button.primary");
    await page.fill('[name="opening_answer"]', "Not to be touched by the task below.");
    await saved(page);
    const session = page.url();
    await page.fill('[name="what"]', "Ring Ida on Wednesday.");
    await page.fill('[name="confidence"]', "eleven");
    await page.click('form[action$="/homework"] button');
    assert.match(await page.textContent('.field:has([name="confidence"]) .problem'), /whole number from 0 to 10/);
    assert.equal(await typed(page, "what"), "Ring Ida on Wednesday.");
    assert.equal(await typed(page, "opening_answer"), "Not to be touched by the task below.");
    await page.fill('[name="confidence"]', "7");
    await page.click('form[action$="/homework"] button');
    assert.equal(page.url().split("?")[0], session);
    assert.match(await page.textContent("main"), /Ring Ida on Wednesday/);
    assert.equal(await typed(page, "opening_answer"), "Not to be touched by the task below.");
    await page.goto(`${course}/sessions`);
    await page.fill("#on", "2031-01-01");
    await page.click("main form.inline button.primary");
    assert.match(await page.textContent(".refusal"), /has not come yet/);
    assert.equal(await typed(page, "on"), "2031-01-01");
  } finally {
    await browser.close();
    await stop(served.child);
  }
});

test("a killed server loses nothing that was saved while typing", async () => {
  let served = await practice();
  const { browser, page } = await browse();
  try {
    const course = await begun(page, served);
    await page.goto(`${course}/triad`);
    await page.fill('[name="crisis_event"]', "The move, and the silence after it.");
    await saved(page);
    await stop(served.child, "SIGKILL");
    await page.fill('[name="crisis_meaning"]', "Written while the server was away.");
    await page.waitForFunction(() => document.querySelector(".draft-state")?.dataset.state === "failed");
    served = await practice(served.folder, served.port);
    await saved(page);
    await page.reload();
    assert.equal(await typed(page, "crisis_event"), "The move, and the silence after it.");
    assert.equal(await typed(page, "crisis_meaning"), "Written while the server was away.");
    assert.match(await page.textContent(".notice"), /unsent draft/);
    await page.click("main .two form.form .actions button.primary");
    await page.goto(`${course}/triad`);
    assert.equal(await page.locator(".notice").count(), 0, "a sent draft is gone");
  } finally {
    await browser.close();
    await stop(served.child);
  }
});

test("an expired sign-in loses nothing", async () => {
  // In the demo Ruth comes in by a door and has no passphrase yet: her first link works at once.
  const served = await demo();
  const { browser, page } = await browse();
  try {
    await page.goto(door(served, "therapist", "Ruth Albrecht"));
    await page.click('a:has-text("Jun Park")');
    const course = page.url();
    await page.goto(`${course}/triad`);
    const before = await typed(page, "crisis_event");
    // A small form that has no page of its own stands open in a second tab.
    const second = await page.context().newPage();
    await second.goto(`${course}/sessions`);
    await second.click("table a");
    const session = second.url();
    // Elsewhere she takes that link, and taking it ends every older sign-in.
    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await other.goto(door(served, "administrator"));
    await other.click('tr:has-text("Ruth") button:has-text("New link")');
    const link = await other.textContent(".notice code");
    await other.click("form.sign-out button");
    await other.goto(link);
    await fill(other, { passphrase: said.passphrase, again: said.passphrase });
    await other.click("main button.primary");
    await second.click('summary:has-text("Agree an assignment")');
    await second.fill('[name="what"]', "Ring Ida on Wednesday.");
    await second.click('form[action$="/homework"] button');
    assert.match(await second.textContent(".notice"), /was saved/);
    const text = `${before} Typed after the sign-in had ended.`;
    await page.fill('[name="crisis_event"]', text);
    await page.click("main .two form.form .actions button.primary");
    assert.match(await page.textContent(".notice"), /was saved/);
    await fill(page, { login: "ruth", passphrase: said.passphrase });
    await page.click("main button.primary");
    assert.equal(await typed(page, "crisis_event"), text);
    await fill(second, { login: "ruth", passphrase: said.passphrase });
    await second.click("main button.primary");
    assert.equal(second.url(), session, "back to the page on which the small form stands");
    assert.equal(await typed(second, "what"), "Ring Ida on Wednesday.");
    assert.match(await second.textContent("form.notice"), /unsent draft/);
  } finally {
    await browser.close();
    await stop(served.child);
  }
});

test("a second tab is shown side by side, never overwritten", async () => {
  const served = await practice();
  const { browser, context, page } = await browse();
  try {
    const course = await begun(page, served);
    await page.goto(`${course}/triad`);
    const second = await context.newPage();
    await second.goto(`${course}/triad`);
    await page.fill('[name="crisis_event"]', "From the first tab.");
    await page.click("main .two form.form .actions button.primary");
    await second.fill('[name="crisis_event"]', "From the second tab.");
    await second.click("main .two form.form .actions button.primary");
    const versus = await second.textContent(".versus");
    assert.match(versus, /From the first tab\./);
    assert.match(versus, /From the second tab\./);
    assert.equal(await typed(second, "crisis_event"), "From the second tab.");
    await second.click("main .two form.form .actions button.primary");
    await second.goto(`${course}/history`);
    assert.equal(await second.locator('td:has-text("Interpersonal triad")').count(), 2, "both stay");
  } finally {
    await browser.close();
    await stop(served.child);
  }
});

test("another button pressed right after typing loses nothing, and an older draft gives way", async () => {
  const served = await practice();
  const { browser, page } = await browse();
  try {
    const course = await begun(page, served);
    await page.goto(`${course}/sessions`);
    await page.click("main form.inline button.primary");
    const session = page.url();
    await page.fill('[name="opening_answer"]', "Typed a moment ago.");
    await page.click('form[action$="/sessions/next"] button');
    await page.waitForURL(`${session}?saved=yes`);
    assert.equal(await typed(page, "opening_answer"), "Typed a moment ago.");
    // The same note is saved in another tab: the draft now stands beside it, not over it.
    const second = await page.context().newPage();
    await second.goto(session);
    await second.fill('[name="opening_answer"]', "Saved in the second tab.");
    await second.click("main .two form.form .actions button.primary");
    await page.fill('[name="opening_answer"]', "Typed a moment ago, and more.");
    await page.waitForSelector('.draft-state[data-state="saved"]');
    await page.goto(session);
    assert.equal(await typed(page, "opening_answer"), "Saved in the second tab.");
    assert.match(await page.textContent("details.notice pre"), /and more/);
  } finally {
    await browser.close();
    await stop(served.child);
  }
});

test("without JavaScript the same work is done", async () => {
  const served = await practice();
  const { browser, page } = await browse({ javaScriptEnabled: false });
  try {
    const course = await begun(page, served);
    await page.goto(`${course}/sessions`);
    await page.click("main form.inline button.primary");
    const session = page.url();
    await page.fill('[name="opening_answer"]', "A draft, saved by a button.");
    await page.click('noscript button, button[formaction="/drafts"]');
    assert.match(await page.textContent(".notice"), /unsent draft/);
    await page.goto(`${course}/measures/phq-9?session=1`);
    for (let n = 1; n <= 9; n++) await page.check(`[name="item_${n}"][value="${n === 9 ? 0 : 2}"]`);
    await page.click("main form.score button.primary");
    assert.equal(page.url().split("?")[0], session);
    assert.equal(await typed(page, "opening_answer"), "A draft, saved by a button.");
    await page.click(".sign button.primary");
    assert.match(await page.textContent(".refusal"), /says nothing of risk/);
    assert.equal(await typed(page, "opening_answer"), "A draft, saved by a button.", "signing saves first");
    await page.goto(session);
    await fill(page, said.note(1));
    await page.click("main .two form.form .actions button.primary");
    await page.click(".sign button.primary");
    assert.match(await page.textContent("main"), /Signed by Ruth/);
    await page.goto(`${course}/print/contract`);
    assert.match(await page.textContent("h1"), /nothing here/);
  } finally {
    await browser.close();
    await stop(served.child);
  }
});
