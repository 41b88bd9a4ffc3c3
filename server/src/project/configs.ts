import { dirname, join } from "node:path";
import { CONFIG_NAMES, type ConfigReading, type Layer, readConfig } from "../core/config.ts";
import { readIfThere } from "./files.ts";
import { relativePath } from "./paths.ts";

/** Reads a file's text by its absolute path; undefined when there is none. An editor answers for unsaved files too. */
export type Reader = (path: string) => string | undefined;

/** The configuration files of one project (an absolute folder), each read once until `forget` is called. */
export class Configs {
  readonly root: string;
  readonly #read: Reader;
  readonly #readings = new Map<string, ConfigReading | undefined>();

  constructor(root: string, read: Reader = readIfThere) {
    this.root = root;
    this.#read = read;
  }

  /** The layers that hold for a file (absolute path inside the project), from the root to the nearest. */
  layersFor(path: string): Layer[] {
    const layers: Layer[] = [];
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const reading = this.#readingOf(folder);
      if (reading) layers.unshift(reading.layer);
      if (folder === this.root || dirname(folder) === folder) return layers;
    }
  }

  forget(): void {
    this.#readings.clear();
  }

  #readingOf(folder: string): ConfigReading | undefined {
    if (!this.#readings.has(folder)) {
      for (const name of CONFIG_NAMES) {
        const path = join(folder, name);
        const text = this.#read(path);
        if (text === undefined) continue;
        this.#readings.set(
          folder,
          readConfig({ path: relativePath(this.root, path), text: text.replace(/^\uFEFF/, "") }),
        );
        break;
      }
      if (!this.#readings.has(folder)) this.#readings.set(folder, undefined);
    }
    return this.#readings.get(folder);
  }
}
