import { markdownBrief } from "../brief/dialect.ts";
import { isWork } from "../brief/prompt.ts";

// Sources: the documentation of Kiro ("Specs"), spec-kit, OpenSpec, BMAD-METHOD, Superpowers, PRPs and MoAI-ADK. Teams
// without any of them use the same names for their folders, and keep other pages in them too.
export default markdownBrief({
  id: "specification",
  title: "Specification or plan",
  kind: "by content",
  paths: [
    "**/.{kiro,moai,specify}/specs/**/*.md",
    "**/.specify/templates/**/*.md",
    "**/openspec/{changes,specs}/**/*.md",
    "**/superpowers/{specs,plans}/**/*.md",
    "**/.{agents,claude,cursor}/{plans,specs,tasks,prds,epics}/**/*.md",
    "**/PRPs/*.md",
    "**/*.{plan,prd,story,spec,epic,task}.md",
  ],
  elsewhere: [
    "**/{spec,specs,plan,plans,story,stories,epic,epics,task,tasks,prd,prds,PRPs,tickets,todos,backlog,requirements}/**/*.md",
    "**/*{-,_}{plan,prd,spec,story,stories,epic,epics,tasks,requirements}{,-template,_template}.md",
    "**/*{-,_}{PLAN,PRD,SPEC,TASKS,REQUIREMENTS}.md",
    "**/{plan,prd,spec,task,tasks,todo,PLAN,PRD,SPEC,TASK,TASKS,TODO}.md",
    "**/.{planning,taskmaster}/**/*.md",
  ],
  isOurs: isWork,
});
