import type { Finding, Upload } from '@/api/types'
import { bracketed } from '@/format/marks'

type Place = Pick<Finding, 'sheet' | 'file' | 'header'>
const key = (file: string, header: string): string => `${file}\u0000${header}`

/** What the columns of the files are called, by sheet or file and header. */
export function columnNames(tables: Upload['tables']): ReadonlyMap<string, string> {
  return new Map(tables.flatMap((table) => table.columns.map((column) => [key(table.sheet || table.file, column.header), column.name ?? ''] as const)))
}

/** The column of a finding: its name first, with the header where that is an id of a CSV file; the header where it has no other name. */
export function namedHeader(finding: Place | undefined, names: ReadonlyMap<string, string>): string {
  const header = finding?.header ?? ''
  const name = names.get(key(finding?.sheet || finding?.file || '', header)) ?? ''
  return name === '' || name === header || !/^[a-z]\w*$/.test(header) ? header : name + bracketed(header)
}

/** A message that quotes the header of its column, with the name of it. */
export function namedIn(message: string, finding: Place | undefined, names: ReadonlyMap<string, string>): string {
  const header = finding?.header ?? ''
  const named = namedHeader(finding, names)
  return named === header ? message : message.replace(new RegExp(`(?<=["“])${header}(?=["”])`), named)
}
