// An OpenID provider at another site: linked, and then the way in, with the code of the second step; what
// it says of somebody else opens nothing.
import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import { test } from "node:test";
import { axe, browse, practice, stop } from "./browser.mjs";
import { passphrase } from "./course.mjs";
import { setUp, shown } from "./second_step.mjs";

// Signs everybody in as `subject` who presses its one button.
const provider = async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const says = { subject: "tomas-1", asked: [] };
  const codes = new Map();
  const base64 = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const token = (url, nonce) => {
    const now = Math.floor(Date.now() / 1000);
    const text = `${base64({ alg: "EdDSA", kid: "1" })}.${base64({ iss: url, aud: "us", sub: says.subject, nonce, iat: now, exp: now + 60 })}`;
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString("base64url")}`;
  };
  const server = createServer((request, response) => {
    const url = `http://127.0.0.1:${server.address().port}`;
    const { pathname, searchParams } = new URL(request.url, url);
    const json = (value) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
    says.asked.push(pathname);
    if (pathname === "/.well-known/openid-configuration")
      return json({ issuer: url, authorization_endpoint: `${url}/authorize`, token_endpoint: `${url}/token`, jwks_uri: `${url}/keys`,
        response_types_supported: ["code"], subject_types_supported: ["public"], id_token_signing_alg_values_supported: ["EdDSA"] });
    if (pathname === "/keys") return json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "EdDSA" }] });
    if (pathname === "/authorize") {
      const code = String(codes.size + 1);
      codes.set(code, searchParams.get("nonce"));
      const back = new URL(searchParams.get("redirect_uri"));
      back.searchParams.set("code", code);
      back.searchParams.set("state", searchParams.get("state"));
      return response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><title>Provider</title><a href="${back}">It is me</a>`);
    }
    let body = "";
    request.on("data", (data) => { body += data; });
    request.on("end", () => json({ access_token: "x", token_type: "Bearer", id_token: token(url, codes.get(new URLSearchParams(body).get("code"))) }));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}`, says, close: () => server.close() };
};

test("an account is linked, and its owner comes in by the provider and the second step", async () => {
  const issuer = await provider();
  const served = await practice(undefined, 0, "", { OPENIPT_OPENID_ISSUER: issuer.url, OPENIPT_OPENID_CLIENT: "us", OPENIPT_OPENID_SECRET: "x" });
  const { browser, page, seen } = await browse();
  try {
    const named = (url) => url.replace("127.0.0.1", "localhost");
    const url = named(served.url);
    await page.goto(named(served.link));
    for (const [name, value] of Object.entries({ name: "Tomas", login: "tomas", passphrase, again: passphrase }))
      await page.fill(`[name="${name}"]`, value);
    await page.click("main button.primary");
    const secret = await setUp(page);
    assert.deepEqual(issuer.says.asked, [], "nothing is asked before somebody wants it");

    await page.goto(`${url}/account`);
    await page.click('a:has-text("Link it to my account")');
    await page.click("text=It is me");
    await page.waitForSelector("text=It is linked to your account");
    assert.deepEqual(await axe(page), []);
    await page.click("main a.primary");
    await page.waitForSelector("text=Linked since");
    assert.deepEqual(await axe(page), []);

    await page.click("form.sign-out button");
    await page.goto(`${url}/sign-in?back=%2Fsettings`);
    assert.deepEqual(await axe(page), []);
    await page.click('a:has-text("Sign in with 127.0.0.1")');
    await page.click("text=It is me");
    await page.waitForSelector('[name="code"]');
    // A code counts once: that of now was given when it was set up.
    await page.fill('[name="code"]', shown(secret, Date.now() + 30_000));
    await page.click("main button.primary");
    await page.waitForURL(`${url}/settings`);

    issuer.says.subject = "somebody-else";
    await page.click("form.sign-out button");
    await page.goto(`${url}/sign-in`);
    await page.click('a:has-text("Sign in with 127.0.0.1")');
    await page.click("text=It is me");
    await page.waitForSelector("text=Nobody here has linked");
    assert.deepEqual(seen.filter((line) => !/422|favicon/.test(line)), []);
  } finally {
    await browser.close();
    await stop(served.child);
    issuer.close();
  }
});
