// The second step, as an authenticator does it (RFC 6238).
import { createHmac } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// The six figures that an authenticator with this secret shows now.
export const shown = (secret, at = Date.now()) => {
  const bits = [...secret.replaceAll(" ", "")].map((c) => LETTERS.indexOf(c).toString(2).padStart(5, "0"));
  const bytes = bits.join("").match(/.{8}/g).map((byte) => parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const from = mac[19] & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, "0");
};

// Sets it up on the page that staff are led to, and goes on; the secret.
export const setUp = async (page) => {
  const secret = await page.textContent(".typed-secret code");
  await page.fill('[name="code"]', shown(secret));
  await page.click("main button.primary");
  await page.click('a:has-text("go on")');
  return secret;
};
