import type { ExportCell } from '@/export/table_export'

/** A column of a table of which the rows are known by their position only, so that columnar replies need not be turned into objects. */
export interface DataColumn {
  id: string
  title: string
  /** In pixels, at least: see `columnWidth`. */
  width: number
  /** Unit, denominator or definition, shown under the title and as its tooltip. */
  note?: string
  kind?: 'text' | 'number'
  /** What is sorted and exported: unrounded. */
  value: (row: number) => ExportCell
  /** What is shown where no slot `cell-<id>` is given; the value itself by default. */
  text?: (row: number) => string
  isSortable?: boolean
  /** Text of few words that is never cut, as numbers are not. */
  isWhole?: boolean
  /** Where it stands on a phone (see phone_layout.ts); by default the first column leads and the first number is the key. */
  phone?: 'lead' | 'under' | 'key'
  /** On a phone its title takes no place: the value tells what it is. */
  isUntitled?: boolean
}

/** Pixels that a text takes in a cell, its padding included: a Chinese character is as wide as two Latin letters. */
export const pixelsOf = (text: string): number => cellPadding + Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e7f' ? 14 : 7.6), 0)
const cellPadding = 24

/** Rows that a width is worked out of: those that are seen first. */
export const measuredRows = 100

/** Pixels that the longest word takes; Chinese may break at every character. */
export const longestWord = (text: string): number => text.split(/[\s\u2e80-\uffff]+/).reduce((most, word) => Math.max(most, Math.round(pixelsOf(word))), 0)

/**
 * A number is never cut, and no word of a title: at least as wide as the longest number (or text, `isWhole`) of the first rows, and as the longest word over them.
 */
export function columnWidth(column: DataColumn, rowCount: number, textOf: (row: number) => string): number {
  let width = Math.max(column.width, longestWord(column.title))
  if (column.kind !== 'number' && column.isWhole !== true) return width
  for (let row = 0; row < Math.min(rowCount, measuredRows); ++row) {
    const text = textOf(row)
    if (column.isWhole === true || (/\d/.test(text) && text.length <= longestNumber)) width = Math.max(width, Math.round(pixelsOf(text)))
  }
  return width
}
/** A longer text is words with a number in them, and may be cut. */
const longestNumber = 24

/** A choice above the table that keeps the rows for which `accepts` holds. */
export interface DataFilter {
  id: string
  title: string
  options: { value: string; label: string }[]
  accepts: (row: number, choice: string) => boolean
}

export interface SortOrder {
  column: string
  isDescending: boolean
}

/** What the reader asks of a table of which the server sorts, searches and filters the rows. */
export interface RowQuery {
  search: string
  choices: Record<string, string>
  order: SortOrder | null
}

/** Rows that are fetched as they are looked at. */
export interface RemoteRows {
  /** The rows of these positions are about to be drawn. */
  show: (first: number, end: number) => void
  /** Another question: positions begin anew. */
  ask: (query: RowQuery) => void
  /** Fetches every row, for the export. */
  loadAll: () => Promise<void>
}

/** Positions of the rows that pass the search and the filters, in the order asked for; missing values come last either way. */
export function orderedRows(
  rowCount: number,
  columns: readonly DataColumn[],
  accepts: (row: number) => boolean,
  order: SortOrder | null,
  locale: string
): Int32Array {
  const kept = new Int32Array(rowCount)
  let count = 0
  for (let row = 0; row < rowCount; ++row) if (accepts(row)) kept[count++] = row
  const rows = kept.subarray(0, count)
  const column = order === null ? undefined : columns.find((candidate) => candidate.id === order.column)
  if (order === null || column === undefined) return rows
  const keys = new Array<ExportCell>(rowCount)
  for (const row of rows) keys[row] = column.value(row)
  const collator = new Intl.Collator(locale, { numeric: true })
  const sign = order.isDescending ? -1 : 1
  return rows.sort((a, b) => {
    const left = keys[a] ?? null
    const right = keys[b] ?? null
    if (left === right) return a - b
    if (left === null || left === '') return 1
    if (right === null || right === '') return -1
    const compared = typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left), String(right))
    return compared === 0 ? a - b : sign * compared
  })
}

/** First and one past the last row to draw for a scroll position. */
export function visibleWindow(scrollTop: number, height: number, rowHeight: number, count: number, spare = 8): { first: number; end: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare)
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare)
  return { first: Math.min(first, end), end }
}
