import type { Change, SchoolMending } from '@/api/types'
import { isSame } from './change_list'

/** The least that a school has to do in a stage, as changes: of two steps in one cell the larger value serves both. */
export function leastChanges(mending: SchoolMending): Change[] {
  const changes: Change[] = []
  for (const { change } of mending.least ?? []) {
    if (change.value === null) continue
    const wanted: Change = { school_id: change.school_id, stage: change.stage, measure: change.measure, value: change.value }
    const known = changes.find((one) => isSame(one, wanted))
    if (known === undefined) changes.push(wanted)
    else known.value = Math.max(known.value, wanted.value)
  }
  return changes
}
