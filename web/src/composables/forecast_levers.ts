import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import type { ForecastQuestion } from '@/api/results'
import { asItIs } from './forecast'

export const usualYears = 5
/** What the sliders reach. */
export const leverLimits = { years: [1, 20], births: [0.6, 1.4], migration: [0.95, 1.05] } as const

/** A slider that moves changes the address once it has rested for so long. */
const restMs = 400

/** The levers that an address names; what it does not name, or beyond what the sliders reach, is as usual. */
export function leversOf(query: LocationQuery): ForecastQuestion {
  const read = (name: keyof typeof leverLimits, usual: number): number => {
    const text = query[name]
    const value = typeof text === 'string' && text !== '' ? Number(text) : Number.NaN
    const [least, most] = leverLimits[name]
    return value >= least && value <= most ? value : usual
  }
  const years = read('years', usualYears)
  return { years: Number.isInteger(years) ? years : usualYears, births: read('births', asItIs.births), migration: read('migration', asItIs.migration) }
}

/** What of the levers an address has to name. */
export function leverQuery({ years, births, migration }: ForecastQuestion): Record<string, string> {
  return {
    ...(years === usualYears ? {} : { years: String(years) }),
    ...(births === asItIs.births ? {} : { births: String(births) }),
    ...(migration === asItIs.migration ? {} : { migration: String(migration) })
  }
}

/** The levers stand in the address, so that they outlast a reload and the way back, and can be sent. */
export function useLevers(): Ref<ForecastQuestion> {
  const route = useRoute()
  const router = useRouter()
  const question = ref(leversOf(route.query))
  const name = route.name
  let resting: ReturnType<typeof setTimeout> | undefined
  watch(question, (wanted) => {
    clearTimeout(resting)
    resting = setTimeout(() => {
      if (route.name === name) void router.replace({ query: leverQuery(wanted) })
    }, restMs)
  })
  watch(() => route.query, (query) => {
    if (route.name === name && JSON.stringify(leverQuery(leversOf(query))) !== JSON.stringify(leverQuery(question.value))) question.value = leversOf(query)
  })
  onScopeDispose(() => clearTimeout(resting))
  return question
}
