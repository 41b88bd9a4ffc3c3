// Takes the pictures of the extension: `npm run screenshots [-- FOLDER]`, into .vscode-test/screenshots by default.
import { cpSync, createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { launchBrowser } from "./chromium.ts";
import { CACHE, ROOT } from "./download.ts";
import { openPage, startHost } from "./npm-host.ts";
import { Workbench } from "./workbench.ts";

const THEMES = { dark: "Dark Modern", light: "Light Modern", contrast: "Default High Contrast" };

// A window with nothing in it but what the pictures are about.
const SETTINGS = {
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "breadcrumbs.enabled": false,
  "editor.minimap.enabled": false,
  "editor.stickyScroll.enabled": false,
  "editor.occurrencesHighlight": "off",
  "workbench.activityBar.location": "hidden",
  "problems.autoReveal": false,
  "editor.fontSize": 13,
  "remote.autoForwardPorts": false,
  "workbench.editor.editorActionsLocation": "hidden",
};

const target = path.resolve(process.argv[2] ?? path.join(CACHE, "screenshots"));
for (const folder of [target, CACHE]) mkdirSync(folder, { recursive: true });
const scratch = mkdtempSync(path.join(tmpdir(), "plumblint-screenshots-"));
const shop = path.join(scratch, "shop");
cpSync(path.join(ROOT, "examples"), shop, { recursive: true });
mkdirSync(path.join(shop, ".vscode"), { recursive: true });

const log = createWriteStream(path.join(CACHE, "screenshots.log"));
const browser = await launchBrowser();
const host = await startHost({}, log);
try {
  for (const [name, theme] of Object.entries(THEMES)) {
    const settings = { ...SETTINGS, "workbench.colorTheme": theme };
    writeFileSync(path.join(shop, ".vscode/settings.json"), JSON.stringify(settings));
    await takeAll(name);
  }
} finally {
  await browser.close();
  await host.close();
  log.end();
  rmSync(scratch, { recursive: true, force: true });
}

async function takeAll(theme: string): Promise<void> {
  const page = await openPage(browser, log, 1.5);
  const workbench = new Workbench(page);
  const take = async (name: string) => {
    const file = path.join(target, `${name}-${theme}.png`);
    // Whatever still fades or slides.
    await page.waitForTimeout(700);
    await page.screenshot({ path: file });
    console.log(path.relative(process.cwd(), file));
  };
  await workbench.load(host.address(shop));
  const secondarySideBar = page.locator(".part.auxiliarybar:visible");
  if ((await secondarySideBar.count()) > 0) await page.keyboard.press("Control+Alt+B");

  await workbench.open("prisma/schema.prisma", 23);
  await workbench.squiggles().first().hover({ force: true });
  await page.locator(".monaco-hover:visible").first().waitFor();
  await take("hover");
  await page.mouse.move(0, 0);

  // All three families in one picture: the brief above the schema, the workflow beside them, the findings below.
  await workbench.run("View: Close All Editors");
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await workbench.open("briefs/compiler.brief.md");
  await workbench.run("View: New Editor Group to the Right");
  await workbench.open(".github/workflows/agents.yml", 6);
  await workbench.run("View: Focus First Editor Group");
  await workbench.run("View: New Editor Group Below");
  await workbench.open("prisma/schema.prisma", 23);
  await workbench.run("Problems: Focus on Problems View");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "schema.prisma" }).waitFor();
  await workbench.raisePanel(45);
  await workbench.run("View: Focus First Editor Group");
  await page.keyboard.press("F8");
  await page.keyboard.press("Escape");
  await workbench.run("Quick Fix...");
  await page.locator(".action-widget", { hasText: "Quick Fix" }).waitFor();
  await take("overview");
  await page.keyboard.press("Escape");
  await workbench.run("View: Hide Panel");
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await workbench.run("View: Close All Editors");

  await workbench.open(".github/workflows/agents.yml");
  await workbench.run("Plumblint: Show Pipeline");
  await workbench.frameWith("svg.picture");
  await take("pipeline");
  await workbench.run("View: Close All Editors");

  await workbench.run("Plumblint: Audit Workspace");
  await workbench.frameWith("details");
  await take("audit");
  await page.close();
}
