import type { Lacks } from '@/api/types'
import { partsJoined } from '@/format/marks'

/** By "school stage" what a school is to mend: of one indicator, or with their ids of all that it does not meet. */
export function lackTexts(lacks: Lacks | null, indicator: string): Map<string, string> {
  const texts = new Map<string, string>()
  lacks?.school_id.forEach((school, row) => {
    const of = (id: string): string => lacks.lacks[id]?.[row] ?? ''
    const text = indicator === '' ? partsJoined(Object.keys(lacks.lacks).filter((id) => of(id) !== '').map((id) => `${id} ${of(id)}`)) : of(indicator)
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

/** The things of a list such as "L1 12 persons; L4 20 m2", those that begin with an id of `names` with its name. */
export function mendParts(text: string, names: ReadonlyMap<string, string>): MendPart[] {
  const pieces = text.split(/(；|; )/)
  const parts: MendPart[] = []
  for (let at = 0; at < pieces.length; at += 2) {
    const piece = pieces[at] ?? ''
    const id = /^\S+(?= )/.exec(piece)?.[0] ?? ''
    const name = names.get(id) ?? ''
    parts.push({ id: name === '' ? '' : id, name, text: name === '' ? piece : piece.slice(id.length + 1), end: pieces[at + 1] ?? '' })
  }
  return parts
}
