/** The largest value that a change takes. */
export const mostValue = 1e15

/** Why a number that was typed cannot be the value of a measure: it is below zero, too large, or has parts where things are counted. */
export type Refusal = 'below' | 'above' | 'part'

/** Null where the number will do. */
export function refusalOf(value: number, isWhole: boolean): Refusal | null {
  if (value < 0) return 'below'
  if (value > mostValue) return 'above'
  return isWhole && !Number.isInteger(value) ? 'part' : null
}
