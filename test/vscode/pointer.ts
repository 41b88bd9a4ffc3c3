// What only a hand can show: tests that click in the window. The extension host cannot look into a webview.
import type { Workbench } from "./workbench.ts";

/** Each test, by what it shows. A test fails by throwing. */
export const POINTER_TESTS: Readonly<Record<string, (workbench: Workbench) => Promise<void>>> = {
  async "a click on a link of the audit report opens the line in the editor"(workbench) {
    await workbench.run("Plumblint: Audit Workspace");
    const report = await workbench.frameWith("details");
    const file = report.locator("details", { hasText: "ci.yml" });
    await file.locator("td a", { hasText: "5:3" }).click();
    await workbench.page.locator(".tab.active", { hasText: "ci.yml" }).waitFor();
    await workbench.position(5, 3).waitFor();
  },

  async "a node of a pipeline leads to its line, by a click and by the keyboard"(workbench) {
    await workbench.run("View: Close All Editors");
    await workbench.open(".github/workflows/ci.yml");
    await workbench.run("Plumblint: Show Pipeline");
    const pipeline = await workbench.frameWith("svg.picture [data-node]");
    await pipeline.locator(".node.job", { hasText: "lint" }).click({ position: { x: 60, y: 16 } });
    await workbench.page.locator(".statusbar-item", { hasText: "Ln 11, Col" }).waitFor();
    const first = pipeline.locator("[data-node]").first();
    await first.focus();
    await first.press("ArrowDown");
    await pipeline.locator("[data-node]:focus", { hasText: "actions/checkout@v5" }).press("Enter");
    await workbench.page.locator(".statusbar-item", { hasText: "Ln 9, Col" }).waitFor();
    await pipeline.locator("#full").click();
    await pipeline.locator("#in").click();
    await pipeline.locator("#full", { hasText: "125%" }).waitFor();
    await workbench.run("View: Close All Editors");
  },

  async "contract sections, arguments and placeholders have colours of their own"(workbench) {
    await workbench.run("View: Close All Editors");
    for (const [column, scope] of [
      [5, "entity.name.type.contract.inputs.plumblint"],
      [4, "variable.parameter.argument.plumblint"],
    ] as const) {
      await workbench.open(".claude/commands/port.md", column === 5 ? 10 : 12, column);
      await workbench.run("Developer: Inspect Editor Tokens and Scopes");
      await workbench.page.locator(".token-inspect-widget", { hasText: scope }).waitFor();
      await workbench.page.keyboard.press("Escape");
    }
  },

  async "a link of a hover leads to the line where a part is stated"(workbench) {
    await workbench.open(".claude/commands/port.md", 10, 5);
    await workbench.run("Show or Focus Hover");
    await workbench.page.locator(".monaco-hover a", { hasText: "line 16" }).click();
    await workbench.page.locator(".statusbar-item", { hasText: "Ln 16, Col" }).waitFor();
  },
};
