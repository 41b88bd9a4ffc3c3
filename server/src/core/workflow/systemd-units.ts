// A unit of systemd: what its file and the drop-ins beside it say together.
import type { Around } from "../around.ts";
import { type IniEntry, type IniSection, type IniTree, parseIni } from "../syntax/ini.ts";
import type { SourceFile } from "../text.ts";

/** One value of a key. */
export interface Setting {
  readonly value: string;
  /** Where the file says so; left out for what a drop-in says. */
  readonly entry?: IniEntry;
}

/** A service unit. */
export interface Unit {
  readonly path: string;
  /** The name of its file: `web.service`, `tunnel@.service`. */
  readonly name: string;
  /** The `[Service]` header. */
  readonly header: IniSection["name"];
  /** The sections of the file itself. */
  readonly sections: readonly IniSection[];
  /** False where a template or a drop-in that nobody can read may say more. */
  readonly isWhole: boolean;
  /** The value that counts: the last one. Undefined where the key is not set, or set to nothing. */
  readonly last: (section: string, key: string) => Setting | undefined;
  /** All values of a key that is a list: an empty one drops those before it. */
  readonly all: (section: string, key: string) => readonly Setting[];
  /** Units beside it that start it: a timer, a socket, a path. */
  readonly starters: readonly string[];
}

/** Reads a unit; undefined for a file that runs nothing. */
export function readUnit({ sections }: IniTree, { path }: SourceFile, around: Around): Unit | undefined {
  const service = sections.find(({ name }) => name.value === "Service");
  if (!service || !sections.some((section) => section.entries.some(isStart))) return undefined;
  const slash = path.lastIndexOf("/") + 1;
  const folder = path.slice(0, slash);
  const name = path.slice(slash);
  const dropIns = dropInsOf(`${path}.d`, around);
  const settings = [
    ...sections.map((section) => ({ section, own: true })),
    ...(dropIns ?? []).map((section) => ({ section, own: false })),
  ].flatMap(({ section, own }) =>
    section.entries.map((entry) => ({
      section: section.name.value,
      key: entry.key.value,
      setting: { value: entry.value.value, ...(own && { entry }) },
    })),
  );
  const all = (section: string, key: string): Setting[] => {
    const found = settings.filter((each) => each.section === section && each.key === key).map(({ setting }) => setting);
    return found.slice(found.findLastIndex(({ value }) => value === "") + 1);
  };
  return {
    path,
    name,
    header: service.name,
    sections,
    isWhole: dropIns !== undefined && sections.every(({ strays }) => strays.length === 0),
    last: (section, key) => all(section, key).at(-1),
    all,
    starters: startersOf(name, folder, around),
  };
}

const isStart = ({ key, value }: IniEntry): boolean => key.value === "ExecStart" && value.value !== "";

// More is nobody's.
const MAX_FILES = 50;

/** What the files of `name.service.d/` say, in their order; undefined when one of them cannot be read. */
function dropInsOf(folder: string, around: Around): IniSection[] | undefined {
  const names = around.list(folder);
  if (!names) return around.exists(folder) ? undefined : [];
  const files = names.filter((name) => name.endsWith(".conf")).toSorted();
  const texts = files.slice(0, MAX_FILES).map((name) => around.read(`${folder}/${name}`));
  return texts.includes(undefined) ? undefined : texts.flatMap((text) => [...parseIni(text ?? "").sections]);
}

const STARTER = /\.(?:timer|socket|path)$/;

/**
 * The units in the same folder that start this one: those of the same name, `web.socket` also for `web@.service`, and those
 * that name it. Source: systemd.timer(5), systemd.socket(5), systemd.path(5).
 */
function startersOf(name: string, folder: string, around: Around): string[] {
  const stem = name.replace(/\.service$/, "");
  const own = [stem, stem.replace(/@$/, "")].flatMap((each) =>
    ["timer", "socket", "path"].map((kind) => `${each}.${kind}`),
  );
  const found = new Set(own.filter((each) => around.exists(`${folder}${each}`)));
  const others = (around.list(folder.replace(/\/$/, "")) ?? []).filter(
    (each) => STARTER.test(each) && !found.has(each),
  );
  for (const other of others.slice(0, MAX_FILES)) {
    const { sections } = parseIni(around.read(`${folder}${other}`) ?? "");
    const named = sections.flatMap(({ entries }) => entries.filter(({ key }) => /^(?:Unit|Service)$/.test(key.value)));
    if (named.some(({ value }) => value.value === name)) found.add(other);
  }
  return [...found];
}
