import { ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError } from '@/api/api_error'
import { fetchOverview, fetchWhatIf } from '@/api/results'
import type { Reason, Scenario, Verdict, WhatIfResult } from '@/api/types'
import { brokenReasons, mendedReasons } from '@/what_if/county_reasons'
import { language } from './preferences'

/** What a saved scenario brings to its county. */
export interface ScenarioOutcome {
  before: Verdict
  after: Verdict
  stages: { stage: string; name: string; metBefore: number; metAfter: number; schools: number }[]
  /** How many reasons keep the county from being met. */
  reasonsBefore: number
  reasonsAfter: number
  /** Reasons that the scenario ends, and those that it makes. */
  mended: Reason[]
  broken: Reason[]
  /** All that keep the county from being met under the scenario. */
  left: Reason[]
}

/** Of the reply of a what-if; stages in its order, those that only one side has are left out. */
export function scenarioOutcome(result: WhatIfResult): ScenarioOutcome {
  const stages = result.after.stages.flatMap((after) => {
    const before = result.before.stages.find((one) => one.stage === after.stage)
    return before === undefined ? [] : [{ stage: after.stage, name: after.name, metBefore: before.schools_met, metAfter: after.schools_met, schools: after.schools }]
  })
  return {
    before: result.before.verdict, after: result.after.verdict, stages,
    reasonsBefore: result.before.reasons.length, reasonsAfter: result.after.reasons.length,
    mended: mendedReasons(result), broken: brokenReasons(result), left: result.after.reasons
  }
}

export type OutcomeState = { outcome: ScenarioOutcome } | { error: ApiError } | null

/**
 * Names of the areas of scenarios and what each scenario brings, asked one after another so that a long list does not take the server up.
 * Null is not known yet; an area whose name cannot be told is not in `areas`.
 */
export function useScenarioOutcomes(list: () => readonly Scenario[]): { areas: Ref<ReadonlyMap<string, string>>; stateOf: (scenario: Scenario | undefined) => OutcomeState } {
  const areas = shallowRef<ReadonlyMap<string, string>>(new Map())
  const states = shallowRef<ReadonlyMap<string, OutcomeState>>(new Map())
  const round = ref(0)
  const keyOf = (one: Scenario): string => `${language.value} ${one.id} ${one.version}`

  async function nameArea(one: Scenario): Promise<void> {
    if (areas.value.has(one.area_code)) return
    const overview = await fetchOverview({ run: one.run_id, area: one.area_code }).catch(() => null)
    if (overview !== null) areas.value = new Map(areas.value).set(one.area_code, overview.area.name)
  }
  async function tell(one: Scenario): Promise<void> {
    if (states.value.has(keyOf(one))) return
    const state: OutcomeState = await fetchWhatIf({ run: one.run_id, area: one.area_code }, one.changes, '').then((result) => ({ outcome: scenarioOutcome(result) }), (cause: unknown) => ({ error: ApiError.from(cause) }))
    states.value = new Map(states.value).set(keyOf(one), state)
  }
  watch([list, language], async ([scenarios]) => {
    const mine = ++round.value
    for (const one of scenarios) {
      if (mine !== round.value) return
      await nameArea(one)
      await tell(one)
    }
  }, { immediate: true })
  return { areas, stateOf: (scenario) => (scenario === undefined ? null : (states.value.get(keyOf(scenario)) ?? null)) }
}
