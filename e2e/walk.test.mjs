// From the first start of a practice to closed maintenance, by keyboard only.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browse, practice, stop } from "./browser.mjs";
import { Keyboard } from "./keyboard.mjs";
import * as said from "./course.mjs";

const setUp = async (page, served) => {
  const keys = new Keyboard(page);
  await page.goto(served.link);
  await keys.fill({ name: "Tomas Weil", login: "tomas", passphrase: said.passphrase, again: said.passphrase });
  await keys.press("button.primary");
  await page.goto(`${served.url}/settings`);
  await keys.fill({ name: "Practice", crisis_contacts: "112\n116 123" });
  await keys.press("button.primary");
  await page.goto(`${served.url}/people`);
  await keys.fill({ name: "Ruth Albrecht", login: "ruth", role: ["therapist"] });
  await keys.press("button.primary");
  const link = await page.textContent(".notice code");
  await keys.press("form.sign-out button");
  await page.goto(served.url + link);
  await keys.fill({ passphrase: said.passphrase, again: said.passphrase });
  await keys.press("button.primary");
  assert.match(await page.textContent("h1"), /Caseload/);
};

test("a whole course by keyboard only", { timeout: 280_000 }, async () => {
  const served = await practice();
  const { browser, page, seen } = await browse({ locale: "en-US" });
  const keys = new Keyboard(page);
  const next = () => page.textContent(".next-step .step");
  const room = (name) => page.goto(`${course}/${name}`);
  const record = async (name, fields) => {
    await room(name);
    await keys.fill(fields);
    await keys.press("main .form .actions button.primary");
    assert.equal(await page.locator(".refusal").count(), 0, `${name}: ${await page.locator(".refusal").allTextContents()}`);
  };
  let course = "";
  const session = async (n, maintenance = false) => {
    await room("sessions");
    await keys.press("main form.inline button.primary");
    assert.match(await page.textContent("h1"), new RegExp(`Session ${maintenance ? "M" : ""}${n}$`));
    const here = page.url();
    await page.goto(`${course}/measures/phq-9?session=${maintenance ? "M" : ""}${n}`);
    for (let item = 1; item <= 9; item++) await keys.choose(`item_${item}`, item === 9 ? "0" : n < 6 ? "2" : n < 10 ? "1" : "0");
    await keys.press("form.score button.primary");
    await page.goto(here);
    await keys.fill(said.note(n));
    await keys.press(".sign button.primary");
    assert.equal(await page.locator(".refusal").count(), 0, `session ${n}: ${await page.locator(".refusal").allTextContents()}`);
    assert.match(await page.textContent("main"), /Signed by Ruth Albrecht/);
  };
  try {
    await setUp(page, served);
    await page.goto(`${served.url}/referral`);
    await keys.fill({ client_name: "Maren", reason: "Low since the move.", consent_to_assessment: ["yes"], assessment_booked_on: said.digits(said.today) });
    await keys.press("main form.form .actions button.primary");
    course = page.url();
    assert.match(await next(), /Decide whether IPT fits/);
    await record("suitability", said.suitability);
    await session(1);
    await record("assessment", said.assessment);
    await record("diagnosis", said.diagnosis);
    await record("sick_role", said.sickRole);
    await room("inventory");
    for (const [name, relation] of [["Jonas", "partner"], ["Ida", "sister"]]) {
      await keys.fill({ name, relation });
      await keys.press("main form.inline button.primary");
    }
    await room("circle");
    await keys.to("select");
    await keys.page.keyboard.type("inner");
    await keys.press("main form button.primary");
    assert.match(await page.textContent("main"), /Jonas: inner ring/);
    await session(2);
    await room("timeline");
    await keys.type("on", said.digits(said.later(-150)));
    await keys.select("kind", "Move");
    await keys.type("what", "The move");
    await keys.press("main form.form .actions button.primary");
    await record("triad", { crisis_event: "The move" });
    await record("formulation", said.formulation);
    await keys.press("aside form button.primary");
    await keys.fill({ answer: ["accept"], words: "Yes, that is me." });
    await keys.press("aside form button.primary");
    await record("focus", said.focus);
    await room("goals");
    await keys.fill({ text: "Two people I could ring." });
    await keys.press("details[open] form button.primary");
    await record("contract", said.contract);
    await keys.press("aside form button.primary");
    await keys.press("aside form button.primary");
    await page.goto(course);
    await keys.press("main section form button.primary");
    assert.match(await page.textContent(".where"), /Middle phase/);
    for (let n = 3; n <= 6; n++) await session(n);
    await record("mid_review", said.review);
    for (let n = 7; n <= 9; n++) await session(n);
    await page.goto(course);
    await keys.open("Raise the ending");
    await keys.fill({ words: "Three more after today." });
    await keys.press("details[open] form button.primary");
    assert.match(await page.textContent(".where"), /Ending/);
    for (let n = 10; n <= 12; n++) await session(n);
    await record("ending", said.ending);
    await record("relapse_plan", said.plan);
    await record("outcome", said.outcome);
    await record("maintenance", said.maintenance);
    await page.goto(course);
    await keys.press("main section form button.primary");
    assert.match(await page.textContent(".where"), /Maintenance/);
    await session(1, true);
    await page.goto(course);
    await keys.open("Close the course");
    await keys.press("main section details[open] form button.primary");
    assert.match(await page.textContent(".next-step"), /This course is closed/);
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(seen, []);
  } finally {
    await browser.close();
    await stop(served.child);
  }
});
