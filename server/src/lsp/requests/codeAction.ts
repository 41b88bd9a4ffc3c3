import { type CodeAction, CodeActionKind, type CodeActionParams, CodeActionTriggerKind } from "vscode-languageserver";
import { dialects } from "../../core/dialects/index.ts";
import type { Finding } from "../../core/finding.ts";
import { fixAll, fixTogether } from "../../core/fix.ts";
import { suppressionEdit } from "../../core/suppress.ts";
import { FIX_ALL, toDiagnostic, toQuickFix, toWorkspaceEdit } from "../convert.ts";
import type { Judged, Session } from "../session.ts";

/** `textDocument/codeAction`: fixes of the findings that touch the range, then fixes of whole rules, then suppressions. */
export async function codeAction(session: Session, params: CodeActionParams): Promise<CodeAction[]> {
  const { textDocument, range, context } = params;
  const wants = (kind: string) =>
    !context.only || context.only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const judged = await session.judge(textDocument.uri);
  if (!judged) return [];
  // Source actions come only when asked for by name: they are about the file, not about the place of the cursor.
  const actions = context.only && wants(FIX_ALL) ? fixAllAction(judged) : [];
  if (!wants(CodeActionKind.QuickFix)) return actions;

  const { document, result } = judged;
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  const open = result.findings.filter(({ suppressed }) => !suppressed);
  const here = open.filter((finding) => finding.start <= end && start <= finding.end);
  const offered = (finding: Finding) => finding.fixes.filter(({ creates }) => !creates || session.createsFiles);
  actions.push(
    ...here.flatMap((finding) =>
      offered(finding).map((fix) => toQuickFix(document, finding, fix, session.hasSnippetEdits)),
    ),
  );
  if (context.triggerKind === CodeActionTriggerKind.Automatic && actions.length > 0) return actions;
  const rules = [...new Set(here.map(({ rule }) => rule))];
  actions.push(...rules.flatMap((rule) => fixRule(judged, rule, open)));
  actions.push(...here.flatMap((finding) => suppressHere(judged, finding)));
  return actions;
}

function fixAllAction({ document, file, config }: Judged): CodeAction[] {
  const edits = fixAll(file, config);
  if (edits.length === 0) return [];
  return [{ title: "Fix all safe Plumblint findings", kind: FIX_ALL, edit: toWorkspaceEdit(document, edits) }];
}

function fixRule({ document }: Judged, rule: string, open: readonly Finding[]): CodeAction[] {
  const fixable = open.filter((finding) => finding.rule === rule && (finding.fixes[0]?.edits.length ?? 0) > 0);
  if (fixable.length < 2) return [];
  return [
    {
      title: `Fix all ${fixable.length} "${rule}" in this file`,
      kind: CodeActionKind.QuickFix,
      diagnostics: fixable.map((finding) => toDiagnostic(document, finding)),
      edit: toWorkspaceEdit(document, fixTogether(fixable)),
    },
  ];
}

function suppressHere({ document, file, result }: Judged, finding: Finding): CodeAction[] {
  const syntax = dialects.find(({ id }) => id === result.dialect)?.syntax;
  const edit = syntax && suppressionEdit(file.text, finding, syntax);
  if (!edit) return [];
  return [
    {
      title: `Silence "${finding.rule}" here`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(document, finding)],
      edit: toWorkspaceEdit(document, [edit]),
    },
  ];
}
