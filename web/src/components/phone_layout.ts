import { longestWord, measuredRows, pixelsOf, columnWidth, type DataColumn } from './data_table'

/** `lead` names the row and stays in view, `under` stands below it, `key` decides and stands beside it within the screen; the rest comes after it, sideways. */
export type PhonePlace = 'lead' | 'under' | 'key' | 'rest'

export interface PhoneLayout {
  columns: DataColumn[]
  places: PhonePlace[]
  /** Pixels of the columns of the grid: the lead with what stands under it, the keys, the rest. */
  tracks: number[]
  /** CSS `grid-area` of each column. */
  areas: string[]
  /** CSS `grid-template-rows`: what stands under the lead follows it closely. */
  rows: string
}

const narrowestLead = 96
const widestLead = 132
const narrowestKey = 52
/** A text that fits into this is given its width; a longer one takes what is left, and wraps. */
const widestFixed = 104
const narrowestText = 104
const widestNumber = 140
/** Lines that the title of a number takes at most, where there is room. */
const titleLines = 3

/** The columns in the order of a phone: what names the row first, then what decides. */
export function placedColumns(columns: readonly DataColumn[]): { column: DataColumn; place: PhonePlace }[] {
  const lead = columns.find((column) => column.phone === 'lead') ?? columns[0]
  if (lead === undefined) return []
  const others = columns.filter((column) => column !== lead)
  const under = others.filter((column) => column.phone === 'under')
  const marked = others.filter((column) => column.phone === 'key')
  const candidates = others.filter((column) => !under.includes(column))
  const first = candidates.find((column) => column.kind === 'number') ?? candidates[0]
  const keys = marked.length > 0 || first === undefined ? marked : [first]
  const place = (list: DataColumn[], at: PhonePlace) => list.map((column) => ({ column, place: at }))
  return [{ column: lead, place: 'lead' }, ...place(under, 'under'), ...place(keys, 'key'), ...place(candidates.filter((column) => !keys.includes(column)), 'rest')]
}

/** Pixels of the longest text of the first rows; of a column without texts (buttons), its own width. */
function textWidth(column: DataColumn, rowCount: number, textOf: (column: DataColumn, row: number) => string): number {
  let width = 0
  for (let row = 0; row < Math.min(rowCount, measuredRows); ++row) {
    const text = textOf(column, row)
    if (text !== '') width = Math.max(width, Math.round(pixelsOf(text)))
  }
  return width === 0 ? column.width : width
}

/** Pixels that a title wants: its longest word, and so much that it takes few lines. */
const titleWidth = (title: string): number => Math.min(Math.max(longestWord(title), Math.round(pixelsOf(title) / titleLines)), widestFixed)

/** Places and widths on a screen of `viewWidth` pixels: lead and keys fill it where there is room for them. */
export function phoneLayout(columns: readonly DataColumn[], viewWidth: number, rowCount: number, textOf: (column: DataColumn, row: number) => string): PhoneLayout {
  const placed = placedColumns(columns)
  const of = (place: PhonePlace) => placed.filter((one) => one.place === place).map((one) => one.column)
  const keys = of('key')
  // Words in place of a number wrap rather than push a key off the screen.
  const widest = Math.min(widestNumber, Math.floor((viewWidth - narrowestLead) / Math.max(1, keys.length)))
  const texts = keys.map((column) => {
    const width = textWidth(column, rowCount, textOf)
    if (column.kind === 'number') return Math.max(narrowestKey, Math.min(width, widest))
    return width > widestFixed && column.isWhole !== true ? null : Math.max(narrowestKey, width)
  })
  const flexible = texts.filter((width) => width === null).length
  const sum = (list: (number | null)[]): number => list.reduce<number>((total, width) => total + (width ?? 0), 0)
  const titled = texts.map((width, at) => (width === null ? null : Math.max(width, titleWidth(keys[at]!.title))))
  // Where not all of it has room, titles break.
  const fixed = narrowestLead + sum(titled) + flexible * narrowestText > viewWidth ? texts : titled
  const sumFixed = sum(fixed)
  const underWidth = of('under').reduce((most, column) => Math.max(most, textWidth(column, rowCount, textOf)), 0)
  const natural = Math.max(underWidth, textWidth(placed[0]!.column, rowCount, textOf), narrowestLead)
  const wanted = Math.min(widestLead, natural)
  const room = viewWidth - sumFixed - flexible * narrowestText
  const lead = flexible > 0 ? Math.max(narrowestLead, Math.min(wanted, room)) : Math.max(narrowestLead, Math.min(natural, viewWidth - sumFixed))
  const each = flexible > 0 ? Math.max(narrowestText, Math.floor((viewWidth - lead - sumFixed) / flexible)) : 0
  const rest = of('rest').map((column) => {
    const width = Math.max(columnWidth(column, rowCount, (row) => textOf(column, row)), Math.min(textWidth(column, rowCount, textOf), widestFixed))
    return Math.min(width, Math.max(narrowestText, viewWidth - lead))
  })
  const lines = 1 + of('under').length
  let track = 1
  const areas = placed.map(({ place }, at) => (place === 'lead' || place === 'under' ? `${at + 1} / 1` : `1 / ${++track} / span ${lines}`))
  return { columns: placed.map((one) => one.column), places: placed.map((one) => one.place), tracks: [lead, ...fixed.map((width) => width ?? each), ...rest], areas, rows: 'auto '.repeat(lines - 1) + '1fr' }
}
