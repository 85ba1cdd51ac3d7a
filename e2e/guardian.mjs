// A parent of Leila, let in for what she said yes to. As a program (`node guardian.mjs FILE`, of what
// `openipt demo --json` printed) it prints the cookie of the parent, for bin/scan.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { browse, door } from "./browser.mjs";
import { today } from "./course.mjs";

const chosen = "words that somebody chose";

export const take = async (page, link) => {
  await page.goto(link);
  for (const name of ["passphrase", "again"]) await page.fill(`[name="${name}"]`, chosen);
  await page.click("main button.primary");
};

// Up to the form, filled but for the day of the client's yes; the address of the course.
export const begun = async (page, served) => {
  const course = new URL(served.courses.find((c) => c.client === "Leila Haddad").url).pathname;
  await page.goto(door(served, "therapist", "Ruth Albrecht"));
  await page.goto(`${served.url}${course}/client`);
  await page.fill('[name="born"]', `${Number(today.slice(0, 4)) - 15}-01-01`);
  await page.click("main form button.primary");
  await page.click('a:has-text("Who of them is told what")');
  for (const [name, value] of Object.entries({ name: "Nadia Haddad", login: "nadia", relation: "Mother" }))
    await page.fill(`[name="${name}"]`, value);
  await page.check('[name="told"][value="appointments"]');
  await page.check('[name="told"][value="agreement"]');
  return course;
};

// The link for the parent.
export const agreed = async (page) => {
  await page.fill('[name="clients_yes"]', today);
  await page.click("main button.primary");
  return page.textContent(".notice code");
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const served = JSON.parse(readFileSync(process.argv[2], "utf8").split("\n")[0]);
  const [ruth, parent] = [await browse(), await browse()];
  await begun(ruth.page, served);
  await take(parent.page, await agreed(ruth.page));
  await parent.page.waitForURL(/\/ward\//);
  const [cookie] = await parent.context.cookies();
  console.log(`${cookie.name}=${cookie.value}`);
  await Promise.all([ruth.browser.close(), parent.browser.close()]);
}
