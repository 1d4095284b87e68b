import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate, type RouteLocationNormalized } from 'vue-router'
import { ApiError } from '@/api/api_error'
import { api, unwrap } from '@/api/client'
import type { Change, DroppedChange, Scenario } from '@/api/types'
import { language } from '@/composables/preferences'
import { mayLose, useUnsaved } from '@/composables/unsaved'
import { differenceCount, isSame, sameChanges } from './change_list'

/** The changes of a scenario that the data of its run take. */
export const appliedChanges = ({ changes, not_applied: dropped }: Pick<Scenario, 'changes' | 'not_applied'>): Change[] =>
  changes.filter((one) => !(dropped ?? []).some((other) => isSame(one, other)))

/** Whether going from one address of the page to another ends the changes: another area or data, or another scenario. */
export function endsChanges(to: Pick<RouteLocationNormalized, 'params' | 'query'>, from: Pick<RouteLocationNormalized, 'params' | 'query'>): boolean {
  return to.params.run !== from.params.run || to.params.area !== from.params.area || (to.query.scenario !== undefined && to.query.scenario !== from.query.scenario)
}

export interface OpenedScenario {
  opened: ShallowRef<Scenario | null>
  /** Changes of the opened scenario that were left out, with the reasons. */
  dropped: ComputedRef<DroppedChange[]>
  /** Whether the opened scenario has just the changes of the page. */
  isSaved: ComputedRef<boolean>
  /** How many changes of the page differ from those of the opened scenario; all where none is open. */
  unsavedCount: ComputedRef<number>
  error: ShallowRef<ApiError | null>
}

const fetchScenario = async (id: number): Promise<Scenario> => unwrap(api.GET('/api/scenarios/{scenario_id}', { params: { path: { scenario_id: id } } }))

/**
 * The scenario of the address `id`, whose changes become those of the page; none is open where it cannot be fetched. Leaving the page with changes that no
 * scenario has asks first, by `ask`, and so do those made while the scenario was fetched: who keeps them does not open it.
 */
export function useScenario(id: () => string | null, changes: () => Change[], replace: (changes: Change[]) => void, ask: () => Promise<boolean>): OpenedScenario {
  const opened = shallowRef<Scenario | null>(null)
  const error = shallowRef<ApiError | null>(null)
  watch(id, async (wanted) => {
    error.value = null
    if (wanted === null) return
    const before = changes()
    try {
      const scenario = await fetchScenario(Number(wanted))
      if (id() !== wanted || (changes() !== before && !(await mayLose())) || id() !== wanted) return
      opened.value = scenario
      replace(appliedChanges(scenario))
    } catch (cause) {
      if (id() !== wanted) return
      opened.value = null
      error.value = ApiError.from(cause)
    }
  }, { immediate: true })
  // The reasons why changes are left out are words of the server; the changes stay as they are.
  watch(language, async () => {
    const mine = opened.value
    if (mine === null || (mine.not_applied ?? []).length === 0) return
    const now = await fetchScenario(mine.id).catch(() => null)
    if (now !== null && opened.value === mine && now.version === mine.version) opened.value = { ...mine, not_applied: now.not_applied }
  })

  const isSaved = computed(() => opened.value !== null && sameChanges(changes(), appliedChanges(opened.value)))
  const unsavedCount = computed(() => differenceCount(changes(), opened.value === null ? [] : appliedChanges(opened.value)))
  const isUnsaved = (): boolean => changes().length > 0 && unsavedCount.value > 0
  useUnsaved(isUnsaved, ask)
  onBeforeRouteLeave(mayLose)
  onBeforeRouteUpdate((to, from) => !endsChanges(to, from) || mayLose())
  return { opened, dropped: computed(() => opened.value?.not_applied ?? []), isSaved, unsavedCount, error }
}
