import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate, type RouteLocationNormalized } from 'vue-router'
import { ApiError } from '@/api/api_error'
import { api, unwrap } from '@/api/client'
import type { Change, DroppedChange, Scenario } from '@/api/types'
import { mayLose, useUnsaved } from '@/composables/unsaved'
import { isSame, sameChanges } from './change_list'

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
  error: ShallowRef<ApiError | null>
}

/** The scenario of the address `id`, whose changes become those of the page; leaving the page with changes that no scenario has asks first, by `ask`. */
export function useScenario(id: () => string | null, changes: () => Change[], replace: (changes: Change[]) => void, ask: () => Promise<boolean>): OpenedScenario {
  const opened = shallowRef<Scenario | null>(null)
  const error = shallowRef<ApiError | null>(null)
  watch(id, async (wanted) => {
    error.value = null
    if (wanted === null) return
    try {
      const scenario = await unwrap(api.GET('/api/scenarios/{scenario_id}', { params: { path: { scenario_id: Number(wanted) } } }))
      if (id() !== wanted) return
      opened.value = scenario
      replace(appliedChanges(scenario))
    } catch (cause) {
      if (id() === wanted) error.value = ApiError.from(cause)
    }
  }, { immediate: true })

  const isUnsaved = (): boolean => changes().length > 0 && (opened.value === null || !sameChanges(changes(), appliedChanges(opened.value)))
  useUnsaved(isUnsaved, ask)
  onBeforeRouteLeave(mayLose)
  onBeforeRouteUpdate((to, from) => !endsChanges(to, from) || mayLose())
  return { opened, dropped: computed(() => opened.value?.not_applied ?? []), error }
}
