// The hand on the mouse and the keyboard: drives a workbench in a page.
import type { Frame, Locator, Page } from "playwright-core";

// Far more than anything takes, in milliseconds.
const PATIENCE = 20_000;

/** A workbench in a page, as a person sees it. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
  }

  /** Goes to an address and waits until the workbench has settled. */
  async load(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.locator(".monaco-workbench .explorer-folders-view .monaco-list-row").first().waitFor();
  }

  /** Runs a command by its title in the command palette. */
  async run(title: string): Promise<void> {
    await this.#choose("F1", `>${title}`, title);
  }

  /** Opens a file of the workspace in an editor, with the cursor at a line and column from 1. */
  async open(file: string, line = 1, column = 1): Promise<void> {
    const name = file.slice(file.lastIndexOf("/") + 1);
    await this.#choose("Control+P", `${file}:${line}:${column}`, name);
    await this.page.locator(".tab.active", { hasText: name }).waitFor();
    await this.position(line, column).waitFor();
  }

  /** The place in the status bar that says where the cursor is. */
  position(line: number, column: number): Locator {
    return this.page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` });
  }

  /** The wavy lines below findings in the editor in front. */
  squiggles(): Locator {
    return this.page.locator(".editor-instance .squiggly-warning, .editor-instance .squiggly-error");
  }

  /** The page inside a webview that has such an element. */
  async frameWith(selector: string): Promise<Frame> {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      for (const frame of this.page.frames()) {
        if (
          frame.parentFrame() &&
          (await frame
            .locator(selector)
            .count()
            .catch(() => 0)) > 0
        )
          return frame;
      }
      await this.page.waitForTimeout(50);
    }
    throw new Error(`No webview with ${selector}`);
  }

  /** Drags the upper edge of the panel up, by CSS pixels. */
  async raisePanel(by: number): Promise<void> {
    const panel = await this.page.locator(".part.panel").boundingBox();
    if (!panel) throw new Error("The panel is not visible");
    const x = panel.x + panel.width / 2;
    await this.page.mouse.move(x, panel.y - 1);
    await this.page.mouse.down();
    await this.page.mouse.move(x, panel.y - by, { steps: 5 });
    await this.page.mouse.up();
    await this.page.mouse.move(0, 0);
  }

  async #choose(key: string, text: string, expected: string): Promise<void> {
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: expected }).first();
    const end = Date.now() + PATIENCE;
    for (;;) {
      await this.page.keyboard.press(key);
      await this.page.locator(".quick-input-widget .quick-input-filter input").fill(text);
      try {
        return await row.click({ timeout: 2000 });
      } catch (error) {
        // The list does not grow while it is open, and the extension may not have been loaded yet.
        if (Date.now() > end) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }
}
