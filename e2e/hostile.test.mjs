// Markup in every field that anybody is shown: it is stored, and then every page is opened in a
// browser. Nothing of it runs, and the browser has nothing to report against the content policy.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browse, demo, door, stop } from "./browser.mjs";

const MARKUP = `"'><img src=x onerror=ran(1)></textarea></title></script><script>ran(2)</script><svg onload=ran(3)>` +
  `<a href="javascript:ran(4)">x</a><iframe srcdoc="<script>parent.ran(5)</script>"></iframe>\${7*7}{{7*7}}`;
const PEOPLE = [["therapist", "Ruth Albrecht"], ["therapist", "Daniel Okafor"], ["supervisor"], ["client", "Maren"], ["administrator"]];
// What would end the story for the others.
const ENDS = /\/(ending|removal|confirmation|transfer|closing)$|^\/(sign-out|account\/)/;

// In the page: what its forms would send, with the markup in every field that is free text.
const forms = (markup) => [...document.querySelectorAll("form[method=post]")].map((form) => {
  const fields = new Map();
  for (const field of form.elements) {
    if (!field.name || fields.has(field.name)) continue;
    const kind = field.type;
    if (kind === "date") fields.set(field.name, "2026-01-05");
    else if (kind === "time") fields.set(field.name, "10:30");
    else if (kind === "number") fields.set(field.name, "1");
    else if (kind.startsWith("select")) fields.set(field.name, [...field.options].find((o) => o.value)?.value ?? "");
    else if (["hidden", "radio", "checkbox", "submit"].includes(kind)) fields.set(field.name, field.value);
    else fields.set(field.name, markup);
  }
  return { action: form.getAttribute("action"), fields: [...fields] };
});

const kind = (path) => path.replace(/[0-9a-f]{32}/g, "*").replace(/(sessions|history|scores)\/M?\d+/, "$1/*").replace(/\?.*/, "");

test("markup that is stored in every field runs on no page", async () => {
  const served = await demo();
  const { browser, context, page } = await browse();
  const ran = [], reported = [];
  await context.exposeBinding("ran", (_, which) => { ran.push(which); });
  await context.exposeBinding("reported", (_, what) => { reported.push(what); });
  await context.addInitScript(() => document.addEventListener("securitypolicyviolation",
    (e) => globalThis.reported(`${e.violatedDirective} ${e.blockedURI} at ${location.pathname}`)));
  page.on("dialog", (dialog) => { ran.push("dialog"); dialog.dismiss(); });
  let sent = 0, taken = 0, pages = 0, shown = 0, quiet = 0;

  // Every kind of page that somebody finds, at most two of each.
  const walk = async (visit) => {
    const queue = ["/", ...served.courses.map((c) => new URL(c.url).pathname)];
    const known = new Set(), kinds = new Map();
    while (queue.length) {
      const path = queue.shift();
      const many = kinds.get(kind(path)) ?? 0;
      if (known.has(path) || many >= 2 || /record\.json|\/export\.|^\/assets/.test(path)) continue;
      known.add(path);
      kinds.set(kind(path), many + 1);
      const response = await page.goto(served.url + path);
      assert.ok(response.status() < 500, `${path}: ${response.status()}`);
      await visit(path);
      const links = await page.$$eval("a[href]", (all) => all.map((a) => a.getAttribute("href")));
      queue.push(...links.filter((link) => link.startsWith("/")).map((link) => link.split("#")[0]));
    }
  };

  try {
    for (const [role, name] of PEOPLE) {
      await page.goto(door(served, role, name));
      const found = new Map();
      await walk(async () => {
        for (const form of await page.evaluate(forms, MARKUP)) if (!found.has(form.action)) found.set(form.action, form.fields);
      });
      for (const [action, fields] of found) {
        if (ENDS.test(action)) continue;
        const answer = await context.request.post(served.url + action, {
          data: new URLSearchParams(fields).toString(), maxRedirects: 0,
          headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
        });
        assert.ok(answer.status() < 500, `${action}: ${answer.status()}`);
        sent += 1;
        taken += [200, 303].includes(answer.status()) ? 1 : 0;
      }
    }
    for (const [role, name] of PEOPLE) {
      await page.goto(door(served, role, name));
      await walk(async () => {
        pages += 1;
        shown += (await page.content()).includes("ran(2)") ? 1 : 0;
      });
    }
    quiet = reported.length;
    // What is watched for is seen: a picture from elsewhere is reported.
    await page.evaluate(() => { document.body.append(Object.assign(new Image(), { src: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" })); });
    await page.waitForTimeout(300);
  } finally {
    await browser.close();
    await stop(served.child);
  }
  console.log(`${taken} of ${sent} forms taken; the markup stands as text on ${shown} of ${pages} pages`);
  assert.ok(taken > 60 && shown > 40, `${taken} forms taken, on ${shown} pages`);
  assert.deepEqual(ran, []);
  assert.deepEqual(reported.slice(0, quiet), []);
  assert.ok(reported.length > quiet, "the browser reports what the policy forbids");
});
