import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Change } from '@/api/types'

/** One change per school, stage and measure; the last one holds. */
export function withChange(changes: readonly Change[], change: Change, recorded: number | null): Change[] {
  const others = changes.filter((one) => !isSame(one, change))
  return change.value === recorded ? others : [...others, change]
}

export function isSame(a: Change, b: Pick<Change, 'school_id' | 'stage' | 'measure'>): boolean {
  return a.school_id === b.school_id && a.stage === b.stage && a.measure === b.measure
}

/** Changes by school, schools in the order of their first change. */
export function bySchool<T extends Pick<Change, 'school_id'>>(changes: readonly T[]): { school: string; changes: T[] }[] {
  const groups = new Map<string, T[]>()
  for (const one of changes) groups.set(one.school_id, [...(groups.get(one.school_id) ?? []), one])
  return [...groups].map(([school, own]) => ({ school, changes: own }))
}

/** Whether both lists change the same to the same values, in whatever order. */
export function sameChanges(list: readonly Change[], other: readonly Change[]): boolean {
  return differenceCount(list, other) === 0
}

/** How many changes either list has that the other has not, or with another value; one of both lists counts once. */
export function differenceCount(list: readonly Change[], other: readonly Change[]): number {
  const differs = list.filter((one) => !other.some((two) => isSame(one, two) && one.value === two.value)).length
  return differs + other.filter((one) => !list.some((two) => isSame(one, two))).length
}

export interface ChangeHistory {
  changes: ShallowRef<Change[]>
  canUndo: ComputedRef<boolean>
  canRedo: ComputedRef<boolean>
  /** `group` joins quick steps of one control (a slider being drawn) into one step to undo. */
  replace: (changes: Change[], group?: string) => void
  undo: () => void
  redo: () => void
  /** No changes and no steps: of another area or other data. */
  restart: () => void
}

/** The changes of a what-if with the steps to take back. */
export function useChangeHistory(): ChangeHistory {
  const changes = shallowRef<Change[]>([])
  const past = shallowRef<Change[][]>([])
  const future = shallowRef<Change[][]>([])
  let lastGroup = ''

  function replace(now: Change[], group = ''): void {
    if (group === '' || group !== lastGroup) past.value = [...past.value, changes.value]
    lastGroup = group
    future.value = []
    changes.value = now
  }
  function undo(): void {
    const before = past.value.at(-1)
    if (before === undefined) return
    past.value = past.value.slice(0, -1)
    future.value = [...future.value, changes.value]
    changes.value = before
    lastGroup = ''
  }
  function redo(): void {
    const next = future.value.at(-1)
    if (next === undefined) return
    future.value = future.value.slice(0, -1)
    past.value = [...past.value, changes.value]
    changes.value = next
    lastGroup = ''
  }
  function restart(): void {
    past.value = []
    future.value = []
    changes.value = []
    lastGroup = ''
  }
  return { changes, replace, undo, redo, restart, canUndo: computed(() => past.value.length > 0), canRedo: computed(() => future.value.length > 0) }
}
