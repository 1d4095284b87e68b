/** A text, or texts by key. */
export type Entry = string | { [key: string]: Entry }

/** The catalogue of one language out of its files; each top-level key stands in one file. */
export function joined(files: Record<string, Entry>): Record<string, Entry> {
  return Object.assign({}, ...Object.values(files)) as Record<string, Entry>
}
