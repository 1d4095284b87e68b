import type { Change, SchoolMending } from '@/api/types'
import { isSame } from './change_list'

/** Both lists; of two changes of one cell the larger value, which suffices for either. */
export function joined(list: readonly Change[], more: readonly Change[]): Change[] {
  return more.reduce<Change[]>((all, one) => {
    const known = all.find((other) => isSame(other, one))
    return known === undefined ? [...all, one] : all.map((other) => (other === known && other.value < one.value ? one : other))
  }, [...list])
}

/** The changes of the least that a stage of a school has to do; none where it need not or cannot be told. */
export function leastChanges(mending: SchoolMending): Change[] {
  return joined([], (mending.least ?? []).flatMap(({ change }) =>
    change.value === null ? [] : [{ school_id: change.school_id, stage: change.stage, measure: change.measure, value: change.value }]))
}
