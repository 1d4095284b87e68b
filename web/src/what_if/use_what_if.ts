import { onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { ApiError } from '@/api/api_error'
import { fetchWhatIf, type RunArea } from '@/api/results'
import type { Change, WhatIfResult } from '@/api/types'
import { language } from '@/composables/preferences'

const waitMs = 80

/** Asks the server for the verdict under the changes, and what `school` lacks; only the newest question counts, and no more than one in `waitMs` is put. */
export function useWhatIf(at: () => RunArea | null, changes: () => Change[], school: () => string): { result: ShallowRef<WhatIfResult | null>; error: ShallowRef<ApiError | null>; isAsking: Ref<boolean> } {
  const result = shallowRef<WhatIfResult | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const isAsking = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let open: AbortController | undefined

  async function ask(place: RunArea, wanted: Change[], shown: string): Promise<void> {
    open?.abort()
    const mine = new AbortController()
    open = mine
    isAsking.value = true
    try {
      result.value = await fetchWhatIf(place, wanted, shown, mine.signal)
      error.value = null
    } catch (cause) {
      if (mine.signal.aborted) return
      error.value = ApiError.from(cause)
    } finally {
      if (open === mine) isAsking.value = false
    }
  }

  watch([at, changes, school, language], ([place, wanted, shown]) => {
    clearTimeout(timer)
    if (place !== null) timer = setTimeout(() => void ask(place, wanted, shown), waitMs)
  }, { immediate: true })
  onUnmounted(() => {
    clearTimeout(timer)
    open?.abort()
  })
  return { result, error, isAsking }
}
