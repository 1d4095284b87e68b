import { ReplyReader } from './reply_reader'

export interface ReportCell {
  text: string
  number: number | null
  /** "†", " ✓" ...: explained in the notes of the table. */
  mark: string
}

/** A table as `report` lays it out for screen, page and workbook alike. */
export interface ReportTableView {
  id: string
  title: string
  lead: string
  columns: { title: string; isNumber: boolean }[]
  rows: ReportCell[][]
  notes: string[]
}

export function readReportTables(reply: unknown): ReportTableView[] {
  return new ReplyReader(reply).objects('tables').map((table) => ({
    id: table.text('id'),
    title: table.text('title'),
    lead: table.text('lead'),
    columns: table.objects('columns').map((column) => ({ title: column.text('title'), isNumber: column.text('align') === 'right' })),
    rows: table.rows('rows').map((row) => row.map((cell) => ({ text: cell.text('text'), number: cell.number('number'), mark: cell.text('mark') }))),
    notes: table.texts('notes')
  }))
}
