// A person who uses the keyboard alone: Tab to a thing, type, Space, arrows, Enter.
export class Keyboard {
  constructor(page) { this.page = page; }

  // Goes forward until the thing has the focus.
  async to(selector, most = 500) {
    for (let n = 0; n < most; n++) {
      const there = await this.page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector);
      if (there) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${selector} cannot be reached by keyboard on ${this.page.url()}`);
  }

  async type(name, text) {
    const selector = `[name="${name}"]`;
    await this.to(selector);
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }

  // Chooses a radio button: Space, then arrows.
  async choose(name, value) {
    await this.to(`input[type=radio][name="${name}"]`);
    await this.page.keyboard.press("Space");
    for (let n = 0; n < 12; n++) {
      const now = await this.page.evaluate((s) => document.querySelector(s)?.value, `input[name="${name}"]:checked`);
      if (now === value) return;
      await this.page.keyboard.press("ArrowDown");
    }
    throw new Error(`${name} has no ${value}`);
  }

  async select(name, letters) {
    await this.to(`select[name="${name}"]`);
    await this.page.keyboard.type(letters);
  }

  async check(selector) {
    await this.to(selector);
    await this.page.keyboard.press("Space");
  }

  // Fills a form in its order: text, or [value] for a choice.
  async fill(fields) {
    for (const [name, value] of Object.entries(fields)) {
      if (Array.isArray(value)) await this.choose(name, value[0]);
      else await this.type(name, value);
    }
  }

  // Presses a button or follows a link, and waits for the page that comes.
  async press(selector) {
    await this.to(selector);
    const before = await this.page.evaluate(() => performance.timeOrigin);
    await this.page.keyboard.press("Enter");
    await this.page.waitForFunction((was) => performance.timeOrigin !== was && document.readyState === "complete", before);
  }

  async open(summary) {
    await this.page.evaluate(() => document.activeElement?.blur());
    for (let n = 0; n < 300; n++) {
      const there = await this.page.evaluate((text) => document.activeElement?.tagName === "SUMMARY"
        && document.activeElement.textContent.includes(text), summary);
      if (there && await this.page.evaluate(() => document.activeElement.parentElement.open)) return;
      if (there) return this.page.keyboard.press("Enter");
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${summary} cannot be opened by keyboard`);
  }
}
