import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { ApiError } from '@/api/api_error'
import { fetchFill, type RunArea } from '@/api/results'
import type { Change, Fill } from '@/api/types'
import { language } from '@/composables/preferences'
import { useAction } from '@/composables/query'

/**
 * Brings the county to the standard as far as figures of its schools do, in one step of the changes.
 * `filled` is what that did, as long as the changes are those that it left; in another language it tells no more why reasons are left until that is asked anew. Who changed something meanwhile, or went to another area, keeps that.
 */
export function useCountyFill(at: () => RunArea | null, changes: () => Change[], replace: (changes: Change[]) => void): { filled: ComputedRef<Fill | null>; fillCounty: () => Promise<void>; error: ShallowRef<ApiError | null>; isFilling: Ref<boolean> } {
  const last = shallowRef<{ fill: Fill; place: RunArea; before: Change[]; left: Change[] } | null>(null)
  const { run, error, isRunning } = useAction(async () => {
    const place = at()
    const before = changes()
    if (place === null) return
    const fill = await fetchFill(place, before)
    if (changes() !== before || at() !== place) return
    if (fill.added.length > 0) replace(fill.changes)
    last.value = { fill, place, before, left: changes() }
  })
  watch(language, async () => {
    if (last.value === null || last.value.left !== changes()) return
    const mine = { ...last.value, fill: { ...last.value.fill, left: [] } }
    last.value = mine
    const anew = await fetchFill(mine.place, mine.before).catch(() => null)
    if (anew !== null && last.value === mine) last.value = { ...mine, fill: { ...mine.fill, left: anew.left } }
  })
  watch([at, changes], () => { error.value = null })
  return { filled: computed(() => (last.value !== null && last.value.left === changes() ? last.value.fill : null)), fillCounty: async () => void (await run()), error, isFilling: isRunning }
}
