import { describe, expect, it } from 'vitest'
import type { WhatIfResult } from '@/api/types'
import { scenarioOutcome } from '@/composables/scenario_outcomes'

const stage = (id: string, met: number) => ({ stage: id, name: id, schools: 20, schools_met: met })
const cv = { kind: 'cv_above_limit', stage: 'primary', clause: 'L7', text: 'L7' }
const item = { kind: 'item_unmet', clause: 'G3', text: 'G3' }
const result = (before: object[], after: object[]): WhatIfResult => ({ before: { verdict: 'unmet', stages: before, reasons: [cv, { ...cv, clause: 'L2' }] }, after: { verdict: 'unknown', stages: after, reasons: [cv, item] } }) as unknown as WhatIfResult

describe('scenarioOutcome', () => {
  it('tells verdicts and schools that meet the standard, before and after', () => {
    expect(scenarioOutcome(result([stage('primary', 12), stage('junior', 3)], [stage('primary', 14), stage('junior', 3)]))).toEqual({
      before: 'unmet', after: 'unknown',
      stages: [{ stage: 'primary', name: 'primary', metBefore: 12, metAfter: 14, schools: 20 }, { stage: 'junior', name: 'junior', metBefore: 3, metAfter: 3, schools: 20 }],
      reasonsBefore: 2, reasonsAfter: 2, mended: [{ ...cv, clause: 'L2' }], broken: [item], left: [cv, item]
    })
  })
  it('leaves out a stage that was not there before', () => expect(scenarioOutcome(result([], [stage('primary', 1)])).stages).toEqual([]))
})
