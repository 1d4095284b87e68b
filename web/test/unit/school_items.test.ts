import { describe, expect, it } from 'vitest'
import type { Inputs, WhatIfResult } from '@/api/types'
import { InputTable } from '@/what_if/input_table'
import { fillChanges, itemsOfSchool } from '@/what_if/school_items'

const measure = (id: string, items: string[]): Inputs['measures'][number] => ({ id, name: id, unit_text: '间', is_whole: true, group: 'items', indicators: [], items })
const table = new InputTable({
  measures: [measure('pupils', ['G4', 'G6']), measure('music_rooms', ['G3']), measure('funds', ['G6'])],
  school_id: ['A'], name: ['甲'], campus_of: [null], stage: ['primary'], pupils: [2191], values: { pupils: [2191], music_rooms: [1], funds: [null] }
})
const offender = (value: number | null, limit: number | null, more: object = {}) => ({ school_id: 'A', name: '甲', value, limit, verdict: 'unmet', text: '缺', ...more })
const result = (items: object[], fills: object[] = []): WhatIfResult => ({ after: { items }, not_recomputed: [{ id: 'G5' }], item_fills: fills }) as unknown as WhatIfResult
const step = { school_id: 'A', stage: 'primary' as const, measure: 'music_rooms', measure_name: '音乐教室', before: 1, value: 2 }

describe('itemsOfSchool', () => {
  it('has the changes that fill an item', () => {
    const [item] = itemsOfSchool(result([{ id: 'G3', name: '教室', offenders: [offender(1, 2)] }], [{ id: 'G3', changes: [step] }]), table, 'A')
    expect(item).toMatchObject({ id: 'G3', text: '缺', canEdit: true, isFixed: false, fill: [step], surplus: null })
  })
  it('has the pupils above the limit of an item that is of pupils alone', () => {
    expect(itemsOfSchool(result([{ id: 'G4', name: '规模', offenders: [offender(2191, 2000)] }]), table, 'A')[0]).toMatchObject({ fill: null, surplus: 191 })
    expect(itemsOfSchool(result([{ id: 'G6', name: '经费', offenders: [offender(2191, 100)] }]), table, 'A')[0]?.surplus).toBeNull()
  })
  it('tells no pupils where they are hidden, or where fewer are asked for', () => {
    expect(itemsOfSchool(result([{ id: 'G4', name: '规模', offenders: [offender(null, 2000)] }]), table, 'A')[0]?.surplus).toBeNull()
    expect(itemsOfSchool(result([{ id: 'G4', name: '规模', offenders: [offender(90, 100)] }]), table, 'A')[0]?.surplus).toBeNull()
  })
  it('fills an item once where two stages keep it from being met', () => {
    const items = itemsOfSchool(result([{ id: 'G3', name: '', offenders: [offender(1, 2, { stage: 'primary' }), offender(1, 2, { stage: 'junior' })] }], [{ id: 'G3', changes: [step] }]), table, 'A')
    expect(items.map((one) => [one.stage, one.fill !== null])).toEqual([['primary', true], ['junior', false]])
  })
  it('leaves out other schools, and what is met or unknown', () =>
    expect(itemsOfSchool(result([{ id: 'G3', name: '', offenders: [offender(1, 2, { school_id: 'B' }), offender(1, 2, { verdict: 'unknown' })] }]), table, 'A')).toEqual([]))
})

describe('fillChanges', () => {
  it('leaves out a value that is not told', () => expect(fillChanges([step, { ...step, measure: 'x', value: null }])).toEqual([{ school_id: 'A', stage: 'primary', measure: 'music_rooms', value: 2 }]))
})
