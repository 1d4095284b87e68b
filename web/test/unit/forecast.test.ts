import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { ApiError } from '@/api/api_error'
import type { ForecastQuestion } from '@/api/results'
import type { Forecast } from '@/api/types'
import { cohortView, fanView, useForecast } from '@/composables/forecast'

const numbers = (id: string, grade: number | null, history: (number | null)[], pupils: (number | null)[]): Forecast['series'][number] => ({ id, stage: null, grade, history, pupils, low: pupils, high: pupils, in_todays_schools: pupils, classes: pupils })
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
