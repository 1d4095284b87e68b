import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { ApiError } from '@/api/api_error'
import { fetchWhatIf, type RunArea } from '@/api/results'
import type { Change, WhatIfResult } from '@/api/types'
import { language } from '@/composables/preferences'

const waitMs = 80

export interface WhatIfAnswer {
  result: WhatIfResult
  /** Those that were asked with: the result tells of no others. */
  changes: Change[]
  /** That it tells the gaps of. */
  school: string
}

/**
 * Asks the server for the verdict under the changes, and what `school` lacks; only the newest question counts, and no more than one in `waitMs` is put.
 * Where a question fails, the answer is that of the last one that did not, beside the error; in another area there is none until it comes.
 */
export function useWhatIf(at: () => RunArea | null, changes: () => Change[], school: () => string): { answer: ShallowRef<WhatIfAnswer | null>; error: ShallowRef<ApiError | null>; isAsking: Ref<boolean>; retry: () => void } {
  const answer = shallowRef<WhatIfAnswer | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const isAsking = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let open: AbortController | undefined
  let answered = ''

  async function ask(place: RunArea, wanted: Change[], shown: string): Promise<void> {
    const mine = new AbortController()
    open = mine
    isAsking.value = true
    try {
      const result = await fetchWhatIf(place, wanted, shown, mine.signal)
      if (mine.signal.aborted) return
      answer.value = { result, changes: wanted, school: shown }
      error.value = null
    } catch (cause) {
      if (!mine.signal.aborted) error.value = ApiError.from(cause)
    } finally {
      if (open === mine) isAsking.value = false
    }
  }
  function stop(): void {
    clearTimeout(timer)
    open?.abort()
    open = undefined
    isAsking.value = false
  }
  function put(waitsMs: number): void {
    stop()
    const place = at()
    const key = place === null ? '' : `${place.run} ${place.area}`
    if (key !== answered) {
      answer.value = null
      error.value = null
    }
    answered = key
    if (place !== null) timer = setTimeout(() => void ask(place, changes(), school()), waitsMs)
  }

  watch([at, changes, school, language], () => put(waitMs), { immediate: true })
  onScopeDispose(stop)
  return { answer, error, isAsking, retry: () => put(0) }
}
