import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { ApiError } from '@/api/api_error'
import { fetchSchoolRows, fetchSchools, type RunArea, type SchoolQuery } from '@/api/results'
import type { SchoolResults } from '@/api/types'
import type { RemoteRows, RowQuery } from '@/components/data_table'
import { language } from './preferences'

export const pageRows = 200
const pagesAtOnce = 4

/** Where a row of the table stands in a reply. */
export interface SchoolRow {
  data: SchoolResults
  at: number
}

export interface SchoolRows {
  rowCount: ComputedRef<number>
  /** undefined: not fetched yet. */
  row: (row: number) => SchoolRow | undefined
  /** Of the first reply: what the columns are. */
  head: ShallowRef<SchoolResults | null>
  error: ShallowRef<ApiError | null>
  /** undefined where all rows came at once. */
  remote: ComputedRef<RemoteRows | undefined>
  reload: () => Promise<void>
}

/** Columns of the table whose name at the server is another one. */
const sortNames: Record<string, string> = { id: 'school_id' }

/** What the server is asked, of what the reader chose and what the address fixes. */
export function schoolQuery(query: RowQuery, fixed: { stage: string; township: string }): SchoolQuery {
  const out: SchoolQuery = {}
  const set = (key: keyof SchoolQuery, value: string | undefined): void => {
    if (value !== undefined && value !== '') out[key] = value
  }
  set('q', query.search)
  set('stage', fixed.stage || query.choices.stage)
  set('township', fixed.township)
  set('verdict', query.choices.verdict)
  set('below', query.choices.below)
  if (query.order !== null) {
    set('sort', sortNames[query.order.column] ?? query.order.column)
    set('order', query.order.isDescending ? 'desc' : 'asc')
  }
  return out
}

/** The schools of an area: of a county all at once, of an area above it (`isPaged`) page by page as they are looked at. */
export function useSchoolRows(
  place: () => (RunArea & { isPaged: boolean; fixed: { stage: string; township: string } }) | null
): SchoolRows {
  const head = shallowRef<SchoolResults | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const pages = shallowRef(new Map<number, SchoolResults>())
  const whole = shallowRef<SchoolRow[] | null>(null)
  let asked = new Map<number, Promise<void>>()
  let query: RowQuery = { search: '', choices: {}, order: null }
  let round = 0

  function forget(): void {
    ++round
    asked = new Map()
    pages.value = new Map()
    whole.value = null
    error.value = null
  }

  function loadPage(number: number): Promise<void> {
    const at = place()
    const known = asked.get(number)
    if (at === null || known !== undefined) return known ?? Promise.resolve()
    const own = round
    const asking = fetchSchoolRows(at, schoolQuery(query, at.fixed), number * pageRows, pageRows).then(
      (page) => {
        if (own !== round) return
        head.value = page
        pages.value = new Map(pages.value).set(number, page)
      },
      (cause: unknown) => {
        if (own !== round) return
        asked.delete(number)
        error.value = ApiError.from(cause)
        throw cause
      }
    )
    asked.set(number, asking)
    asking.catch(() => undefined)
    return asking
  }

  async function loadWhole(at: RunArea & { fixed: { stage: string; township: string } }): Promise<void> {
    const own = round
    try {
      const data = await fetchSchools(at)
      if (own !== round) return
      head.value = data
      whole.value = data.school_id.flatMap((_, row) =>
        (at.fixed.stage === '' || data.stage[row] === at.fixed.stage) && (at.fixed.township === '' || data.township_code[row] === at.fixed.township) ? [{ data, at: row }] : []
      )
    } catch (cause) {
      if (own === round) error.value = ApiError.from(cause)
    }
  }

  async function reload(): Promise<void> {
    forget()
    const at = place()
    if (at === null) return
    await (at.isPaged ? loadPage(0).catch(() => undefined) : loadWhole(at))
  }

  async function loadAll(): Promise<void> {
    await loadPage(0)
    const count = Math.ceil((head.value?.total ?? 0) / pageRows)
    for (let first = 0; first < count; first += pagesAtOnce)
      await Promise.all(Array.from({ length: Math.min(pagesAtOnce, count - first) }, (_, step) => loadPage(first + step)))
  }

  const remote: RemoteRows = {
    show: (first, end) => {
      for (let number = Math.floor(first / pageRows); number * pageRows < end; ++number) void loadPage(number).catch(() => undefined)
    },
    ask: (wanted) => {
      query = wanted
      void reload()
    },
    loadAll
  }

  watch([() => JSON.stringify(place()), language], ([now], [before]) => {
    if (now !== before) {
      head.value = null
      query = { search: '', choices: {}, order: null }
    }
    void reload()
  }, { immediate: true })

  return {
    head,
    error,
    rowCount: computed(() => whole.value?.length ?? (place()?.isPaged === true ? (head.value?.total ?? 0) : 0)),
    row: (row) => {
      if (whole.value !== null) return whole.value[row]
      const data = pages.value.get(Math.floor(row / pageRows))
      return data === undefined ? undefined : { data, at: row % pageRows }
    },
    remote: computed(() => (place()?.isPaged === true ? remote : undefined)),
    reload
  }
}
