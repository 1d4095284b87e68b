import { describe, expect, it } from 'vitest'
import type { WhatIfResult } from '@/api/types'
import { leastChanges } from '@/what_if/least_changes'
import { movedItems, stageOutcomes } from '@/what_if/outcome_summary'

const indicator = (id: string, cv: number | null) => ({ id, name: id, cv, cv_limit: 0.5 })
const side = (verdict: string, met: number, cvs: (number | null)[], item: string) => ({
  verdict, reasons: [], items: [{ id: 'G5', name: '班额', verdict: item }],
  stages: [{ stage: 'primary', name: '小学', verdict, schools: 10, schools_met: met, indicators: cvs.map((cv, at) => indicator(`L${at + 1}`, cv)) }]
})
const result = { before: side('unmet', 5, [0.6, 0.52, null, 0.3004], 'unmet'), after: side('met', 6, [0.5, 0.47, 0.2, 0.3001], 'met') } as unknown as WhatIfResult

describe('stageOutcomes', () => {
  it('tells verdict and schools of a stage before and after', () => {
    const [stage] = stageOutcomes(result, 3)
    expect(stage).toMatchObject({ name: '小学', before: 'unmet', after: 'met', metBefore: 5, metAfter: 6, schools: 10 })
  })
  it('lists the CVs whose shown decimals differ, what moved most first', () => {
    expect(stageOutcomes(result, 3)[0]?.moved.map((one) => one.id)).toEqual(['L3', 'L1', 'L2'])
    expect(stageOutcomes(result, 3)[0]?.moved[1]).toMatchObject({ place: 'stages.0.indicators.0', before: 0.6, after: 0.5 })
    expect(stageOutcomes(result, 4)[0]?.moved).toHaveLength(4)
  })
})

describe('movedItems', () => {
  it('names items with another verdict', () => expect(movedItems(result)).toEqual([{ id: 'G5', name: '班额', before: 'unmet', after: 'met' }]))
})

describe('leastChanges', () => {
  const step = (indicator: string, measure: string, value: number | null) => ({ indicator, to: 'standard' as const, change: { school_id: 'A', stage: 'primary' as const, measure, measure_name: measure, value } })
  it('takes the larger of two values of one cell and leaves out what is not told', () => {
    const mending = { stage: 'primary' as const, verdict: 'unmet' as const, text: '', least: [step('L4', 'rooms', 5), step('L5', 'rooms', 7), step('L1', 'teachers', null)] }
    expect(leastChanges(mending)).toEqual([{ school_id: 'A', stage: 'primary', measure: 'rooms', value: 7 }])
  })
  it('is empty where nothing is to be done', () => expect(leastChanges({ stage: 'primary', verdict: 'met', text: '', least: null })).toEqual([]))
})
