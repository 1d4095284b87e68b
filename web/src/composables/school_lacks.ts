import type { Lacks } from '@/api/types'
import { partsJoined } from '@/format/marks'

type LackedItem = Lacks['items'][number]

/** By school, the county items that it keeps from being met. */
function itemsBySchool(items: readonly LackedItem[]): ReadonlyMap<string, LackedItem[]> {
  const found = new Map<string, LackedItem[]>()
  for (const item of items) {
    const own = found.get(item.school_id)
    if (own === undefined) found.set(item.school_id, [item])
    else own.push(item)
  }
  return found
}

/** Of county items those of a stage or of the whole school: with what it lacks, or by name where that may not be told. */
function itemTexts(items: readonly LackedItem[], stage: string): string[] {
  return items.filter((item) => item.stage === undefined || item.stage === stage).map((item) => `${item.id} ${item.text !== '' ? item.text : item.name}`)
}

/** By "school stage" what a school is to mend: of one indicator, or of all that it does not meet, by what it means for the verdict where that may be told. */
export function lackTexts(lacks: Lacks | null, indicator: string): Map<string, string> {
  const texts = new Map<string, string>()
  const items = itemsBySchool(lacks?.items ?? [])
  lacks?.school_id.forEach((school, row) => {
    const of = (id: string): string => lacks.lacks[id]?.[row] ?? ''
    const all = indicator === '' ? (lacks.to_mend[row] ?? '') : ''
    const text = indicator === '' ? partsJoined([all !== '' ? all : partsJoined(Object.keys(lacks.lacks).filter((id) => of(id) !== '').map((id) => `${id} ${of(id)}`)), ...itemTexts(items.get(school) ?? [], lacks.stage[row] ?? '')].filter((text) => text !== '')) : of(indicator)
    if (text !== '') texts.set(`${school} ${lacks.stage[row]}`, text)
  })
  return texts
}

export interface MendPart {
  /** Of an indicator with a name; empty otherwise. */
  id: string
  name: string
  text: string
  /** What parts it from the next one. */
  end: string
}

/** The things of a list such as "needed: L1 12 persons; any 1 of 2 will do: L4 20 m2, L7 3 rooms": headings, and things that begin with an id of `names` with its name. */
export function mendParts(text: string, names: ReadonlyMap<string, string>): MendPart[] {
  const ids = [...names.keys()].map((id) => id.replace(/[^\w]/g, '\\$&')).join('|')
  const pieces = text.split(ids === '' ? /(；|; )/ : new RegExp(`(；|; |、(?=(?:${ids}) )|, (?=(?:${ids}) ))`))
  const parts: MendPart[] = []
  const add = (piece: string, end: string): void => {
    const id = /^\S+(?= )/.exec(piece)?.[0] ?? ''
    const name = names.get(id) ?? ''
    parts.push({ id: name === '' ? '' : id, name, text: name === '' ? piece : piece.slice(id.length + 1), end })
  }
  for (let at = 0; at < pieces.length; at += 2) {
    const piece = pieces[at] ?? ''
    const headed = ids === '' ? null : new RegExp(`^(.*?)(：|: )(?=(?:${ids}) )`).exec(piece)
    if (headed !== null) parts.push({ id: '', name: '', text: headed[1] ?? '', end: headed[2] ?? '' })
    add(piece.slice(headed?.[0].length ?? 0), pieces[at + 1] ?? '')
  }
  return parts
}
