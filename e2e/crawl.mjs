// Walks through every page each person can reach, and lists them with what is wrong on them.
import { axe, browse, demo, door, stop } from "./browser.mjs";

// Every address is visited once for each kind of page: ids do not matter, but whether the course is
// open does, for a closed one shows no forms.
const kind = (path, open) => path.replace(open, "open").replace(/[0-9a-f]{32}/g, "*").replace(/(day|session|on|at)=[^&]*/g, "$1=*")
  .replace(/sessions\/M?\d+/, "sessions/*").replace(/history\/\d+/, "history/*").replace(/scores\/\d+/, "scores/*");

export const crawl = async (options, visit) => {
  const served = await demo();
  const findings = [];
  const { browser, page, seen } = await browse(options);
  try {
    for (const [role, name] of [["therapist", "Ruth Albrecht"], ["administrator"], ["supervisor"], ["researcher"], ["client"]]) {
      await page.goto(door(served, role, name));
      const queue = [new URL(page.url()).pathname];
      const known = new Set();
      const open = new URL(served.courses.find((c) => c.client === "Leila Haddad").url).pathname.split("/").pop();
      if (role === "therapist") {
        // Maren first: her course has something in every room. Sofia, Henrik, Esther and Niamh are another therapist's.
        const maren = (c) => (c.client === "Maren" ? 0 : 1);
        const own = served.courses.filter((c) => !["Sofia Brandt", "Henrik Solberg", "Esther Lindqvist", "Niamh Corrigan"].includes(c.client));
        own.sort((a, b) => maren(a) - maren(b));
        queue.push(...own.map((c) => new URL(c.url).pathname));
      };
      while (queue.length) {
        const path = queue.shift();
        const which = /courses\/[0-9a-f]{32}$/.test(path) ? path : kind(path, open);
        if (known.has(which) || /record\.json|\/export\./.test(path)) continue;
        known.add(which);
        const response = await page.goto(served.url + path);
        const status = response.status();
        const text = await page.evaluate(() => document.body.innerText);
        if (status !== 200) findings.push(`${role} ${path}: ${status}`);
        if (text.includes("⟨")) findings.push(`${role} ${path}: words missing ${text.match(/⟨[^⟩]*⟩/g).slice(0, 6).join(" ")}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overflow > 0) findings.push(`${role} ${path}: scrolls sideways by ${overflow}`);
        for (const found of await axe(page)) findings.push(`${role} ${path}: ${found}`);
        if (visit) await visit(page, role, which);
        const links = await page.$$eval("a[href]", (all) => all.map((a) => a.getAttribute("href")));
        for (const link of links) if (link.startsWith("/") && !link.startsWith("/assets")) queue.push(link.split("#")[0]);
      }
      findings.push(...seen.splice(0).map((text) => `${role}: ${text}`));
    }
  } finally {
    await browser.close();
    await stop(served.child);
  }
  return findings;
};
