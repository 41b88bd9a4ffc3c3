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
};
