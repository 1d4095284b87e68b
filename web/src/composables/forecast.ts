import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { ApiError } from '@/api/api_error'
import type { ForecastQuestion } from '@/api/results'
import type { Forecast, ForecastPlan, ForecastSeries } from '@/api/types'
import type { CohortView } from '@/charts/cohort_chart'
import type { FanView } from '@/charts/fan_chart'
import type { NeedView } from '@/charts/need_chart'
import { formatSchoolYear } from '@/format/numbers'
import { language } from './preferences'

/** A slider that moves asks once it has rested for so long. */
const restMs = 60
/** The server is still putting a large area together: asked again so often. */
const againMs = 2000
const mostAgain = 150

export const asItIs = { births: 1, migration: 1 }
export const isMoved = ({ births, migration }: { births: number; migration: number }): boolean => births !== 1 || migration !== 1

export interface ForecastQuery<A> {
  /** The answer to the last question that has one: what stands on the page while the next is under way. */
  data: ShallowRef<A | null>
  /** The same years with nothing moved; null until it was asked. */
  unmoved: ShallowRef<A | null>
  error: ShallowRef<ApiError | null>
  isLoading: Ref<boolean>
  /** The server has asked to come again: it takes long. */
  isSlow: Ref<boolean>
  reload: () => void
}

/**
 * Asks as the question changes; answers to questions that have passed are dropped. `place` of null asks nothing. With `compares` what is moved
 * is asked for unmoved too.
 */
export function useForecast<P, A extends { horizon: number }>(place: () => P | null, question: () => ForecastQuestion, fetcher: (place: P, question: ForecastQuestion) => Promise<A>, compares = true): ForecastQuery<A> {
  const data: ShallowRef<A | null> = shallowRef(null)
  const unmoved: ShallowRef<A | null> = shallowRef(null)
  const error = shallowRef<ApiError | null>(null)
  const isLoading = ref(false)
  const isSlow = ref(false)
  let round = 0
  let resting: ReturnType<typeof setTimeout> | undefined

  async function patient(at: P, wanted: ForecastQuestion, own: number): Promise<A | null> {
    for (let again = 0; ; ++again) {
      try {
        return await fetcher(at, wanted)
      } catch (cause) {
        if (own !== round) return null
        if (!(cause instanceof ApiError) || cause.status !== 503 || again >= mostAgain) throw cause
        isSlow.value = true
        await new Promise((resolve) => setTimeout(resolve, againMs))
        if (own !== round) return null
      }
    }
  }

  async function load(): Promise<void> {
    const own = ++round
    const at = place()
    if (at === null) return
    const wanted = question()
    isLoading.value = true
    isSlow.value = false
    try {
      const answer = await patient(at, wanted, own)
      if (own !== round || answer === null) return
      data.value = answer
      error.value = null
      if (!isMoved(wanted)) {
        unmoved.value = answer
      } else if (compares && unmoved.value?.horizon !== wanted.years) {
        const still = await patient(at, { ...wanted, ...asItIs }, own)
        if (own === round) unmoved.value = still
      }
    } catch (cause) {
      if (own !== round) return
      data.value = null
      error.value = ApiError.from(cause)
    } finally {
      if (own === round) {
        isLoading.value = false
        isSlow.value = false
      }
    }
  }

  watch([() => JSON.stringify(place()), language], () => {
    data.value = null
    unmoved.value = null
    void load()
  }, { immediate: true })
  watch(() => JSON.stringify(question()), () => {
    clearTimeout(resting)
    resting = setTimeout(() => void load(), restMs)
  })
  onScopeDispose(() => {
    ++round
    clearTimeout(resting)
  })
  return { data, unmoved, error, isLoading, isSlow, reload: () => void load() }
}

const years = (first: number, count: number): number[] => Array.from({ length: count }, (_, at) => first + at)

export const historyYears = (forecast: Forecast): number[] => years(forecast.first_history_year, forecast.last_history_year - forecast.first_history_year + 1)
export const forecastYears = (forecast: Forecast): number[] => years(forecast.last_history_year + 1, forecast.horizon)

const blank = (count: number): null[] => new Array<null>(count).fill(null)

/** A series as the fan chart draws it; `unmoved` is the same series with nothing moved, where something is. */
export function fanView(forecast: Forecast, series: ForecastSeries, unmoved: ForecastSeries | null, words: FanView['words']): FanView {
  const before = blank(series.history.length)
  return {
    years: [...historyYears(forecast), ...forecastYears(forecast)].map(formatSchoolYear),
    known: [...series.history, ...blank(series.pupils.length)],
    middle: [...before, ...series.pupils],
    low: [...before, ...series.low],
    high: [...before, ...series.high],
    unmoved: unmoved === null ? null : [...before, ...unmoved.pupils],
    words
  }
}

/** Years before the forecast that the cohort map shows at most: more make its fields too small. */
const mostKnown = 8

export function cohortView(forecast: Forecast, gradeName: (grade: number) => string, words: CohortView['words']): CohortView {
  const grades = forecast.series.filter((one) => one.grade !== null)
  const known = Math.min(mostKnown, historyYears(forecast).length)
  return {
    years: [...historyYears(forecast).slice(-known), ...forecastYears(forecast)].map(formatSchoolYear),
    grades: grades.map((one) => gradeName(one.grade ?? 0)),
    pupils: grades.map((one) => [...one.history.slice(-known), ...one.pupils]),
    knownYears: known,
    words
  }
}

export type SubjectNeed = NonNullable<ForecastPlan['teachers']>['subjects'][number]

/** Whole teachers, as many as it takes; the slack is what the arithmetic leaves, and nothing is 0, not -0. */
const wholeTeachers = (teachers: number | null): number | null => (teachers === null ? null : Math.ceil(teachers - 1e-6) + 0)

/** Teachers of a subject as the chart draws them: who of those on post today stays is known where all retirements are. */
export function needView(plan: ForecastPlan, subject: SubjectNeed, words: NeedView['words']): NeedView {
  const onPost = subject.on_post
  return {
    years: years(plan.last_history_year + 1, plan.horizon).map(formatSchoolYear),
    primary: subject.primary_need.map(wholeTeachers),
    junior: subject.junior_need.map(wholeTeachers),
    onPost: years(0, plan.horizon).map(() => onPost),
    staying: subject.retired.map(wholeTeachers).map((retired) => (retired === null || onPost === null ? null : Math.max(0, onPost - retired))),
    words
  }
}

/** Classes of a grade, or of all (grade null), by one rule. */
export interface ClassLine {
  grade: number | null
  rule: 'limit' | 'formed'
  /** Pupils of a class; null for all grades. */
  size: number | null
  classes: (number | null)[]
}

/** Classes needed in today's schools by the standard's limit and by the data's own rule; rules that tell nothing are left out. */
export function classLines(forecast: Forecast): ClassLine[] {
  const shown = forecast.series.filter((one) => one.grade !== null || one.id === 'all')
  const lines = shown.flatMap((one): ClassLine[] => [
    { grade: one.grade, rule: 'limit', size: one.limit, classes: one.classes },
    { grade: one.grade, rule: 'formed', size: one.formed_at, classes: one.classes_as_formed }
  ])
  const told = new Set(lines.filter((line) => line.classes.some((count) => count !== null)).map((line) => line.rule))
  return [...lines.filter((line) => line.grade !== null), ...lines.filter((line) => line.grade === null)].filter((line) => told.has(line.rule))
}
