/** A cell as it is exported: numbers stay numbers, and missing stays empty. */
export type ExportCell = string | number | null

export interface ExportTable {
  title: string
  header: string[]
  rows: ExportCell[][]
  /** Lines above the table: where the data come from, and that they are made up. */
  origin?: string[]
  /** Lines under the table: what is not shown, and what else is to be said. */
  notes: string[]
}

function csvCell(cell: ExportCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  // A text that a spreadsheet would run as a formula is written so that it stays a text.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Lines that stand above are not said again below. */
function notesBelow(table: ExportTable): string[] {
  return table.notes.filter((note) => table.origin?.includes(note) !== true)
}

/** CSV with a byte order mark, so that Excel reads Chinese; RFC 4180 lines. */
export function tableToCsv(table: ExportTable): string {
  const lines = [...(table.origin ?? []).map((line) => [line]), table.header, ...table.rows, ...notesBelow(table).map((note) => [note])]
  return `\ufeff${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** A workbook with one sheet; the writer is loaded when it is first wanted. */
export async function tableToXlsx(table: ExportTable): Promise<Blob> {
  const { default: writeXlsxFile } = await import('write-excel-file')
  const header = table.header.map((title) => ({ value: title, fontWeight: 'bold' as const, wrap: true }))
  const rows = table.rows.map((row) =>
    row.map((cell) => (cell === null ? null : typeof cell === 'number' ? { type: Number, value: cell } : { type: String, value: cell }))
  )
  const line = (words: string) => [{ type: String, value: words }]
  const origin = (table.origin ?? []).map(line)
  const notes = notesBelow(table).map(line)
  const columns = table.header.map((title, at) => ({ width: columnWidth(title, table.rows, at) }))
  return await writeXlsxFile([...origin, header, ...rows, [], ...notes], { columns, stickyRowsCount: origin.length + 1, sheet: sheetName(table.title) })
}

function columnWidth(title: string, rows: ExportCell[][], at: number): number {
  let widest = width(title)
  for (const row of rows.slice(0, 200)) widest = Math.max(widest, width(String(row[at] ?? '')))
  return Math.min(48, Math.max(8, widest + 2))
}

/** In half-width characters. */
function width(text: string): number {
  let sum = 0
  for (const character of text) sum += character.charCodeAt(0) > 0x2e7f ? 2 : 1
  return sum
}

/** At most 31 characters, none that Excel refuses. */
function sheetName(title: string): string {
  return title.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31).trim() || 'Sheet1'
}
