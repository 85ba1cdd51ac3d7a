// What every browser test needs: a server of its own, a browser, and eyes for what is wrong.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(here, "..", "target");
export const binary = process.env.OPENIPT_BINARY ?? join(target, "debug", "openipt");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The library that sets a program's clock, where Debian puts it.
const faketime = () => readdirSync("/usr/lib").map((at) => join("/usr/lib", at, "faketime/libfaketime.so.1")).find(existsSync);

// Starts a server and waits for the line that says where it serves.
const start = (args, line, ahead = "", set = {}) =>
  new Promise((resolve, reject) => {
    const later = ahead ? { LD_PRELOAD: faketime(), FAKETIME: ahead, DONT_FAKE_MONOTONIC: "1" } : {};
    const env = { ...process.env, ...later, ...set };
    const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"], env });
    let out = "", err = "";
    child.stdout.on("data", (data) => {
      out += data;
      const found = line(out);
      if (found) resolve({ child, found });
    });
    child.stderr.on("data", (data) => { err += data; });
    child.on("exit", (code) => reject(new Error(`openipt ended with ${code}: ${err}`)));
  });

export const stop = (child, signal = "SIGTERM") =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.on("exit", resolve);
    child.kill(signal);
  });

export const demo = async () => {
  const { child, found } = await start(["demo", "--json", "--listen", "127.0.0.1:0"], (out) =>
    out.includes("\n") ? JSON.parse(out.split("\n")[0]) : null);
  return { child, ...found };
};

// A real practice in a folder of its own; the second start serves the same folder on the same port,
// so much later as is said (`+25h`). `set` are variables of the program.
export const practice = async (folder = mkdtempSync(join(tmpdir(), "openipt-e2e-")), port = 0, ahead = "", set = {}) => {
  const args = ["serve", "--data", join(folder, "data"), "--root-key", join(folder, "root.key"),
    "--listen", `127.0.0.1:${port}`];
  const isNew = !existsSync(join(folder, "data"));
  const { child, found } = await start(args, (out) => {
    const url = out.match(/serves on (\S+)/)?.[1];
    const link = out.match(/(\S+\/invitations\/\S+)/)?.[1];
    return url && (link || !isNew) ? { url, link } : null;
  }, ahead, set);
  return { child, folder, port: Number(new URL(found.url).port), ...found };
};

export const browse = async (options = {}) => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = [];
  page.on("console", (message) => { if (message.type() === "error") seen.push(message.text()); });
  page.on("pageerror", (error) => seen.push(String(error)));
  page.on("request", (request) => {
    if (!/^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(request.url())) seen.push(`left the server: ${request.url()}`);
  });
  return { browser, context, page, seen };
};

// What axe-core finds on the page, in words. The page's own policy forbids to run a text as script;
// the browser's inspector may. One a page: to begin with one anew takes longer than to look.
const inspectors = new WeakMap();
export const axe = async (page) => {
  if (!inspectors.has(page)) inspectors.set(page, await page.context().newCDPSession(page));
  const inspector = inspectors.get(page);
  await inspector.send("Runtime.evaluate", { expression: axeSource });
  const answer = await inspector.send("Runtime.evaluate", {
    expression: "axe.run(document, { resultTypes: ['violations'] })",
    awaitPromise: true, returnByValue: true,
  });
  return answer.result.value.violations.map((v) =>
    `${v.id}: ${v.help} — ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join("; ")}`);
};

export const door = (practiceUrl, role, name) =>
  practiceUrl.people.find((p) => p.role === role && (!name || p.name === name)).sign_in;
