import { getCurrentScope, onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { ApiError } from '@/api/api_error'
import { language } from './preferences'

export interface Query<T> {
  data: ShallowRef<T | null>
  error: ShallowRef<ApiError | null>
  isLoading: Ref<boolean>
  reload: () => Promise<void>
}

/** A table of a country takes half a minute; a server that is busy for longer is told of. */
const mostRepeats = 30

/** Asks again, as often and as late as the server says, what it is still making or too busy for. `isWanted` ends that. */
export async function fetchPatiently<T>(fetcher: () => Promise<T>, isWanted: () => boolean): Promise<T> {
  for (let repeat = 0; ; ++repeat) {
    try {
      return await fetcher()
    } catch (cause) {
      const error = ApiError.from(cause)
      if (error.status !== 503 || error.retryAfterS === null || repeat === mostRepeats || !isWanted()) throw cause
      await new Promise((resolve) => setTimeout(resolve, (error.retryAfterS ?? 0) * 1000))
      if (!isWanted()) throw cause
    }
  }
}

/**
 * Fetches when `key` changes and when the language does; an answer that arrives after a newer question is dropped.
 * A key of null asks nothing and empties the data.
 */
export function useQuery<K, T>(key: () => K | null, fetcher: (key: K) => Promise<T>): Query<T> {
  const data = shallowRef<T | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const isLoading = ref(false)
  let latest = 0

  async function load(keepsOld: boolean): Promise<void> {
    const asked = ++latest
    const current = key()
    if (current === null) {
      data.value = null
      error.value = null
      isLoading.value = false
      return
    }
    isLoading.value = true
    if (!keepsOld) data.value = null
    try {
      const answer = await fetchPatiently(() => fetcher(current), () => asked === latest)
      if (asked !== latest) return
      data.value = answer
      error.value = null
    } catch (cause) {
      if (asked !== latest) return
      data.value = null
      error.value = ApiError.from(cause)
    } finally {
      if (asked === latest) isLoading.value = false
    }
  }

  // A page that was left asks no more.
  if (getCurrentScope() !== undefined) onScopeDispose(() => ++latest)
  watch([() => JSON.stringify(key()), language], ([, nowLanguage], [, oldLanguage]) => void load(nowLanguage !== oldLanguage && oldLanguage !== undefined), {
    immediate: true
  })
  return { data, error, isLoading, reload: () => load(true) }
}

/** Runs one write at a time and keeps its error for showing. */
export function useAction<A extends unknown[], T>(action: (...args: A) => Promise<T>): {
  run: (...args: A) => Promise<T | undefined>
  error: ShallowRef<ApiError | null>
  isRunning: Ref<boolean>
} {
  const error = shallowRef<ApiError | null>(null)
  const isRunning = ref(false)
  async function run(...args: A): Promise<T | undefined> {
    if (isRunning.value) return undefined
    isRunning.value = true
    error.value = null
    try {
      return await action(...args)
    } catch (cause) {
      error.value = ApiError.from(cause)
      return undefined
    } finally {
      isRunning.value = false
    }
  }
  return { run, error, isRunning }
}
