import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { ApiError } from '@/api/api_error'
import type { ForecastQuestion } from '@/api/results'
import type { Forecast, ForecastPlan } from '@/api/types'
import { classLines, cohortView, fanView, needView, useForecast, type SubjectNeed } from '@/composables/forecast'

const numbers = (id: string, grade: number | null, history: (number | null)[], pupils: (number | null)[]): Forecast['series'][number] => ({ id, stage: null, grade, history, pupils, low: pupils, high: pupils, in_todays_schools: pupils, classes: pupils, classes_as_formed: pupils.map(() => null), limit: grade === null ? null : 45, formed_at: null })
const forecast = (horizon: number): Forecast => ({
  area: { code: '330102', name: '县', level: 'county' }, school: null, run_id: 1, standard: null, standard_title: '', first_history_year: 2023, last_history_year: 2024, horizon, draws: 100, seed: 1, interval: 0.8,
  births: [1], migration: [1], counties_with_births: 0, births_move_from: null, source: '', is_synthetic: true, is_partial: false, imports: [], assumptions: [], findings: [],
  series: [numbers('all', null, [140, null], [141, 142]), numbers('g1', 1, [70, 71], [72, 73])], needs: [], schools_total: 2, schools_with_places: 0, left_out: [], counties: [], schools: null, breaches: []
})
const words = { known: 'k', forecast: 'f', band: 'b', unmoved: 'u', unit: 'p' }

describe('fanView', () => {
  it('lays what was and what is forecast side by side, and keeps gaps', () => {
    const made = forecast(2)
    const view = fanView(made, made.series[0]!, null, words)
    expect(view.years).toEqual(['2023/24', '2024/25', '2025/26', '2026/27'])
    expect(view.known).toEqual([140, null, null, null])
    expect(view.middle).toEqual([null, null, 141, 142])
    expect(view.unmoved).toBeNull()
  })
})

describe('cohortView', () => {
  it('takes the grades alone', () => {
    const view = cohortView(forecast(2), (grade) => `g ${grade}`, { unit: 'p', forecast: 'f' })
    expect(view.grades).toEqual(['g 1'])
    expect(view.pupils).toEqual([[70, 71, 72, 73]])
    expect(view.knownYears).toBe(2)
  })
})

describe('classLines', () => {
  it('leaves out the rule that tells nothing, and has all grades last', () => {
    const lines = classLines(forecast(2))
    expect(lines.map((line) => [line.grade, line.rule, line.size])).toEqual([[1, 'limit', 45], [null, 'limit', null]])
    expect(lines[0]?.classes).toEqual([72, 73])
  })
})

describe('needView', () => {
  const plan: ForecastPlan = { run_id: 1, area_code: '330102', area_name: '县', last_history_year: 2024, horizon: 2, source: '', is_synthetic: true, is_partial: false, teachers: null, settlements: 0, tables: [], findings: [] }
  const subject: SubjectNeed = { id: 'maths', name: '数学', on_post: 10, schools_unknown: 0, primary_need: [5.2, 7], junior_need: [5, 5], need: [11, 12], retired: [1.5, null], retired_at_least: [1.5, 2], shortage: [1, 2], to_hire: [2.5, null], to_hire_at_least: [2.5, 4] }
  const labels = { primary: 'p', junior: 'j', onPost: 'o', staying: 's', unit: 'u' }
  it('takes those who retire off those on post, where all retirements of a year are known', () => {
    const view = needView(plan, subject, labels)
    expect(view.years).toEqual(['2025/26', '2026/27'])
    expect(view.onPost).toEqual([10, 10])
    // Of 1.5 who retire two persons are taken, of 5.2 who are needed six.
    expect(view.staying).toEqual([8, null])
    expect(view.primary).toEqual([6, 7])
  })
  it('knows nobody who stays where those on post are not known', () => {
    const view = needView(plan, { ...subject, on_post: null }, labels)
    expect(view.onPost).toEqual([null, null])
    expect(view.staying).toEqual([null, null])
  })
})

describe('useForecast', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const asked = (fetcher: (place: number, question: ForecastQuestion) => Promise<Forecast>) => {
    const question = ref<ForecastQuestion>({ years: 2, births: 1, migration: 1 })
    const scope = effectScope()
    const query = scope.run(() => useForecast(() => 1, () => question.value, fetcher))
    if (query === undefined) throw new Error('no query')
    return { question, query, scope }
  }

  it('asks once for a slider that has moved many times, and keeps the old answer until then', async () => {
    const fetcher = vi.fn((_place: number, question: ForecastQuestion) => Promise.resolve({ ...forecast(2), births: [question.births] }))
    const { question, query, scope } = asked(fetcher)
    await vi.advanceTimersByTimeAsync(0)
    expect(query.data.value?.births).toEqual([1])
    for (const births of [0.99, 0.98, 0.9]) {
      question.value = { ...question.value, births }
      await nextTick()
    }
    expect(query.data.value?.births).toEqual([1])
    await vi.advanceTimersByTimeAsync(100)
    expect(fetcher).toHaveBeenCalledTimes(2)
    expect(query.data.value?.births).toEqual([0.9])
    expect(query.unmoved.value?.births).toEqual([1])
    scope.stop()
  })

  it('comes again where the server says that it takes long', async () => {
    let calls = 0
    const { query, scope } = asked(() => (++calls < 3 ? Promise.reject(new ApiError(503, 'server_busy', '', '', '')) : Promise.resolve(forecast(2))))
    await vi.advanceTimersByTimeAsync(100)
    expect(query.isSlow.value).toBe(true)
    expect(query.error.value).toBeNull()
    await vi.advanceTimersByTimeAsync(4100)
    expect(query.data.value?.horizon).toBe(2)
    expect(query.isSlow.value).toBe(false)
    scope.stop()
  })

  it('tells any other error', async () => {
    const { query, scope } = asked(() => Promise.reject(new ApiError(422, 'forecast_without_grades', 'no grades', '', '')))
    await vi.advanceTimersByTimeAsync(0)
    expect(query.error.value?.code).toBe('forecast_without_grades')
    scope.stop()
  })
})
