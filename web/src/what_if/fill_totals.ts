import type { Fill } from '@/api/types'
import type { InputTable } from './input_table'

type Added = Fill['added'][number]

/** What a fill adds of a measure, over all schools. */
export interface FillTotal {
  measure: string
  /** Below 0 where it takes away; null where a number of it is not known. */
  added: number | null
}

/** Told in total though indicators and items are made of parts of it alone. */
const teachers = 'teachers'

/** Parts and wholes that follow other figures would count the same twice; bands of class sizes only move classes. */
function isTold(table: InputTable, measure: string): boolean {
  const group = table.inputs.measures.find((one) => one.id === measure)?.group
  return !measure.startsWith('classes_') && (group !== 'others' || measure === teachers)
}

/**
 * Of each measure the sum of value − before, in the order of the inputs. Of a school those of its stages count; that of the whole school counts where the fill
 * adds the measure to none of its stages. Measures that come to 0, bands of class sizes, and parts and wholes that follow other figures are left out.
 */
export function fillTotals(added: readonly Added[], table: InputTable): FillTotal[] {
  const staged = new Set(added.filter((one) => one.stage !== 'all').map((one) => `${one.school_id} ${one.measure}`))
  const counted = added.filter((one) => isTold(table, one.measure) && (one.stage !== 'all' || !staged.has(`${one.school_id} ${one.measure}`)))
  const sums = new Map<string, number | null>()
  for (const { measure, before, value } of counted) {
    const sum = sums.get(measure)
    sums.set(measure, sum === null || before === null || value === null ? null : (sum ?? 0) + value - before)
  }
  const place = new Map(table.inputs.measures.map((one, at) => [one.id, at]))
  const placeOf = (one: FillTotal): number => place.get(one.measure) ?? place.size
  // Sums of parts may miss 0 by their last digits.
  return [...sums].map(([measure, sum]) => ({ measure, added: sum })).filter((one) => one.added === null || Math.abs(one.added) > 1e-9).sort((a, b) => placeOf(a) - placeOf(b))
}
