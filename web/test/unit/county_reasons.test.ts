import { describe, expect, it } from 'vitest'
import type { Fill, ItemResult, Reason, WhatIfSide } from '@/api/types'
import { brokenReasons, leftOf, leftWithoutReason, mendedReasons, offendersOf } from '@/what_if/county_reasons'

const reason = (kind: string, clause?: string, stage?: 'primary' | 'junior'): Reason => ({ kind, verdict: 'unmet', clause, stage, text: '' })
const side = (...reasons: Reason[]): WhatIfSide => ({ verdict: 'unmet', reasons, stages: [], items: [] })
const cv = reason('cv_above_limit', 'L7', 'primary')
const schools = reason('schools_unmet', undefined, 'primary')

describe('reasons of two sides', () => {
  it('are the same by kind, stage and clause, whatever their numbers', () => {
    const sides = { before: side({ ...cv, value: 0.6 }, schools), after: side({ ...cv, value: 0.5 }, { ...cv, stage: 'junior' }) }
    expect(mendedReasons(sides)).toEqual([schools])
    expect(brokenReasons(sides)).toEqual([{ ...cv, stage: 'junior' }])
  })
  it('differ where an item that was unknown is unmet', () =>
    expect(brokenReasons({ before: side(reason('item_unknown', 'G3')), after: side(reason('item_unmet', 'G3')) })).toHaveLength(1))
})

describe('offendersOf', () => {
  const offender = (id: string, verdict: string, stage?: string) => ({ school_id: id, name: id, stage, value: 1, limit: 0, verdict })
  const items = [{ id: 'G5', offenders: [offender('a', 'unmet', 'primary'), offender('a', 'unmet', 'junior'), offender('b', 'met'), offender('c', 'unknown')] }, { id: 'L7' }] as unknown as ItemResult[]
  it('names each school once, and none that meets it', () => expect(offendersOf(items, reason('item_unmet', 'G5')).map((one) => one.school_id)).toEqual(['a', 'c']))
  it('names none for a reason that is not of an item', () => {
    expect(offendersOf(items, reason('cv_above_limit', 'G5'))).toEqual([])
    expect(offendersOf(items, reason('item_unmet', 'G9'))).toEqual([])
  })
})

describe('what a fill leaves', () => {
  const left: Fill['left'] = [{ kind: 'cv_above_limit', id: 'L7', stage: 'primary', name: '', why: 'not_filled', why_text: '甲' }, { kind: 'item_unmet', id: 'G1', name: '', why: 'not_of_schools', why_text: '乙' }]
  it('belongs to the reason of its clause and stage', () => {
    expect(leftOf(left, cv)?.why_text).toBe('甲')
    expect(leftOf(left, { ...cv, stage: 'junior' })).toBeUndefined()
    expect(leftOf(left, reason('item_unmet', 'G1'))?.why_text).toBe('乙')
  })
  it('tells reasons without a clause apart by their kind', () => {
    const nameless: Fill['left'] = [{ kind: 'schools_unmet', id: '', stage: 'primary', name: '', why: 'not_filled', why_text: '丙' }, { kind: 'schools_unknown', id: '', stage: 'primary', name: '', why: 'unknown', why_text: '丁' }]
    expect(leftOf(nameless, reason('schools_unknown', undefined, 'primary'))?.why_text).toBe('丁')
    expect(leftOf(nameless, schools)?.why_text).toBe('丙')
    expect(leftWithoutReason(nameless, [schools]).map((one) => one.why_text)).toEqual(['丁'])
  })
  it('is told apart where no reason is of it', () => expect(leftWithoutReason(left, [cv]).map((one) => one.id)).toEqual(['G1']))
})
