import { computed, shallowRef, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { fetchRuns } from '@/api/results'
import { api, unwrap } from '@/api/client'
import type { Run, Snapshot } from '@/api/types'
import { chooseFirstRun } from './first_run'
import { forgetRefused } from './refused_areas'
import { canBeShown } from './run_again'
import { session } from './session'

/** All runs that the account may see, newest first, and their snapshots; shared by every page. */
export const runs = shallowRef<Run[]>([])
export const snapshots = shallowRef<Snapshot[]>([])
export const areRunsLoaded = shallowRef(false)

/** The runs that the pages offer. */
export const shownRuns = computed(() => runs.value.filter(canBeShown))

export async function loadRuns(): Promise<void> {
  const [someRuns, someSnapshots] = await Promise.all([fetchRuns(), unwrap(api.GET('/api/snapshots'))])
  runs.value = someRuns
  snapshots.value = someSnapshots.snapshots
  areRunsLoaded.value = true
}

export function forgetRuns(): void {
  runs.value = []
  snapshots.value = []
  areRunsLoaded.value = false
  forgetRefused()
}

/** The area at which a run is entered: the topmost that the account may see, or all where there are several. */
export function entryArea(run: Run): string {
  const areas = snapshots.value.find((snapshot) => snapshot.id === run.snapshot_id)?.areas ?? []
  return areas.length === 1 && areas[0] !== undefined ? areas[0].code : '-'
}

/** The run that this account sees first. */
export function firstRun(): Run | undefined {
  return chooseFirstRun(runs.value, snapshots.value, session.value?.account.area_code ?? '')
}

export interface Place {
  runId: ComputedRef<number | null>
  areaCode: ComputedRef<string | null>
  run: ComputedRef<Run | undefined>
}

/** Run and area that the address names. */
export function usePlace(): Place {
  const route = useRoute()
  const runId = computed(() => {
    const given = Number(route.params.run)
    return Number.isInteger(given) && given > 0 ? given : null
  })
  const areaCode = computed(() => (typeof route.params.area === 'string' ? route.params.area : null))
  return { runId, areaCode, run: computed(() => runs.value.find((run) => run.id === runId.value)) }
}
