import type { ReportTableView } from '@/api/report_tables'
import type { DataColumn } from './data_table'

const comparedRows = 200
const judged = /^[✓✗◆?]|[✓✗]$/
const isCode = (text: string): boolean => /^\d{6,}$/.test(text)

/**
 * Where the columns of a report stand on a phone, told by what is in them: of the words before the first number those that differ most name
 * the row, the others stand under them (not codes, nor what is the same in every row); the first number and what is judged decide, else the
 * first and the last number, as long as the numbers are no series of years.
 */
export function reportPlaces(table: Pick<ReportTableView, 'columns' | 'rows'>): DataColumn['phone'][] {
  const rows = table.rows.slice(0, comparedRows)
  const textsOf = (column: number): string[] => rows.map((row) => (row[column]?.text ?? '') + (row[column]?.mark ?? '').trim())
  const numbers = table.columns.flatMap((column, at) => (column.align === 'right' ? [at] : []))
  const firstNumber = numbers[0] ?? table.columns.length
  const naming = table.columns.flatMap((_column, at) => (at < firstNumber ? [at] : []))
  const distinct = new Map(naming.map((at) => [at, new Set(textsOf(at)).size]))
  const named = naming.filter((at) => !textsOf(at).every(isCode))
  const lead = named.reduce((best, at) => ((distinct.get(at) ?? 0) > (distinct.get(best) ?? 0) ? at : best), named[0] ?? 0)
  const under = named.filter((at) => at !== lead && (rows.length < 2 || (distinct.get(at) ?? 0) > 1)).slice(0, 2)
  const judgedColumn = table.columns.findIndex((_column, at) => at >= firstNumber && textsOf(at).some((text) => judged.test(text)))
  const isSeries = numbers.every((at) => /^\d/.test(table.columns[at]?.title ?? ''))
  const second = judgedColumn >= 0 ? judgedColumn : named.length > 1 && !isSeries ? numbers.at(-1) : undefined
  const keys = new Set([numbers[0], second])
  return table.columns.map((_column, at) => (at === lead ? 'lead' : under.includes(at) ? 'under' : keys.has(at) ? 'key' : undefined))
}
