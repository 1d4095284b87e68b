import type { Lacks } from '@/api/types'
import { partsJoined } from '@/format/marks'

/** The county items that a school keeps from being met, in a stage or as a whole: with what it lacks, or by name where that may not be told. */
function itemTexts(lacks: Lacks, school: string, stage: string): string[] {
  return lacks.items.filter((item) => item.school_id === school && (item.stage === undefined || item.stage === stage)).map((item) => `${item.id} ${item.text !== '' ? item.text : item.name}`)
}

/** By "school stage" what a school is to mend: of one indicator, or of all that it does not meet, by what it means for the verdict where that may be told. */
export function lackTexts(lacks: Lacks | null, indicator: string): Map<string, string> {
  const texts = new Map<string, string>()
  lacks?.school_id.forEach((school, row) => {
    const of = (id: string): string => lacks.lacks[id]?.[row] ?? ''
    const all = indicator === '' ? (lacks.to_mend[row] ?? '') : ''
    const text = indicator === '' ? partsJoined([all !== '' ? all : partsJoined(Object.keys(lacks.lacks).filter((id) => of(id) !== '').map((id) => `${id} ${of(id)}`)), ...itemTexts(lacks, school, lacks.stage[row] ?? '')].filter((text) => text !== '')) : of(indicator)
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
