import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import type { Change, Fill, WhatIfResult } from '@/api/types'

const asked: Change[][] = []
let reply: (changes: Change[]) => Promise<WhatIfResult> = () => Promise.reject(new Error('none'))
let fill: () => Promise<Fill> = () => Promise.reject(new Error('none'))
vi.mock('@/api/results', () => ({
  fetchWhatIf: (_at: unknown, changes: Change[]) => {
    asked.push(changes)
    return reply(changes)
  },
  fetchFill: () => fill()
}))
const { language } = await import('@/composables/preferences')
const { useWhatIf } = await import('@/what_if/use_what_if')
const { useCountyFill } = await import('@/what_if/use_county_fill')

const one: Change = { school_id: 'A', stage: 'primary', measure: 'pupils', value: 90 }
const other: Change = { ...one, value: 80 }
const told = (name: string): WhatIfResult => ({ name }) as unknown as WhatIfResult
const at = shallowRef({ run: 1, area: '137121' })
const changes = shallowRef<Change[]>([])
const school = shallowRef('A')
let scope: EffectScope
const settle = async (): Promise<void> => {
  await nextTick()
  await vi.advanceTimersByTimeAsync(100)
}
beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
  asked.length = 0
  at.value = { run: 1, area: '137121' }
  changes.value = []
  school.value = 'A'
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

describe('useWhatIf', () => {
  const open = () => {
    const whatIf = scope.run(() => useWhatIf(() => at.value, () => changes.value, () => school.value))
    if (whatIf === undefined) throw new Error('no scope')
    return whatIf
  }
  it('tells which changes a result is of, also while the next ones wait', async () => {
    reply = (list) => Promise.resolve(told(`${list.length}`))
    const { answer } = open()
    await settle()
    changes.value = [one]
    await nextTick()
    expect(answer.value?.changes).toEqual([])
    await settle()
    expect(answer.value).toEqual({ result: told('1'), changes: [one], school: 'A' })
  })
  it('keeps the last result beside an error, and asks again when told to', async () => {
    reply = () => Promise.resolve(told('good'))
    const { answer, error, retry } = open()
    await settle()
    reply = () => Promise.reject(new Error('refused'))
    changes.value = [one]
    await settle()
    expect(error.value).not.toBeNull()
    expect(answer.value).toEqual({ result: told('good'), changes: [], school: 'A' })
    reply = () => Promise.resolve(told('again'))
    retry()
    await settle()
    expect([error.value, answer.value?.changes]).toEqual([null, [one]])
  })
  it('tells which school a result is of, also where that of the next one fails', async () => {
    reply = () => Promise.resolve(told('of A'))
    const { answer } = open()
    await settle()
    reply = () => Promise.reject(new Error('refused'))
    school.value = 'B'
    await settle()
    expect(answer.value?.school).toBe('A')
    reply = () => Promise.resolve(told('of A again'))
    school.value = 'A'
    await settle()
    expect(answer.value).toEqual({ result: told('of A again'), changes: [], school: 'A' })
  })
  it('has no result and no error of another area', async () => {
    reply = () => Promise.resolve(told('first'))
    const { answer, error } = open()
    await settle()
    reply = () => Promise.reject(new Error('refused'))
    at.value = { run: 1, area: '137122' }
    await nextTick()
    expect(answer.value).toBeNull()
    await settle()
    expect([answer.value, error.value === null]).toEqual([null, false])
  })
  it('puts the newest of quick changes alone', async () => {
    reply = () => Promise.resolve(told('x'))
    open()
    changes.value = [one]
    await nextTick()
    changes.value = [other]
    await settle()
    expect(asked).toEqual([[other]])
  })
})

describe('useCountyFill', () => {
  const open = () => {
    const made = scope.run(() => useCountyFill(() => at.value, () => changes.value, (now) => { changes.value = now }))
    if (made === undefined) throw new Error('no scope')
    return made
  }
  const filled: Fill = { changes: [one], added: [{ ...one, name: '甲', measure_name: '学生', before: 100, for: ['L1'] }], left: [] }
  it('takes the changes over and tells what they are until others stand', async () => {
    fill = () => Promise.resolve(filled)
    const county = open()
    await county.fillCounty()
    expect(changes.value).toEqual([one])
    expect(county.filled.value).toEqual(filled)
    changes.value = [other]
    expect(county.filled.value).toBeNull()
  })
  it('tells why reasons are left in the language of the page', async () => {
    const left = (why: string): Fill['left'] => [{ kind: 'item_unmet', id: 'G1', name: '', why: 'not_of_schools', why_text: why }]
    fill = () => Promise.resolve({ ...filled, left: left('非学校数据') })
    const county = open()
    await county.fillCounty()
    fill = () => Promise.resolve({ ...filled, left: left('no figure of a school') })
    language.value = 'en'
    await nextTick()
    await vi.advanceTimersByTimeAsync(0)
    fill = () => Promise.reject(new Error('busy'))
    expect(county.filled.value?.left.map((one) => one.why_text)).toEqual(['no figure of a school'])
    language.value = 'zh'
    await nextTick()
    await vi.advanceTimersByTimeAsync(0)
    expect([county.filled.value?.left, county.filled.value?.added]).toEqual([[], filled.added])
    expect(changes.value).toEqual([one])
  })
  it('leaves changes alone that were made meanwhile', async () => {
    fill = () => Promise.resolve().then(() => { changes.value = [other]; return filled })
    const county = open()
    await county.fillCounty()
    expect(changes.value).toEqual([other])
    expect(county.filled.value).toBeNull()
  })
  it('leaves another area alone', async () => {
    fill = () => Promise.resolve().then(() => { at.value = { run: 1, area: '137122' }; return filled })
    const county = open()
    await county.fillCounty()
    expect([changes.value, county.filled.value]).toEqual([[], null])
  })
  it('tells where nothing is added, without a step to undo', async () => {
    fill = () => Promise.resolve({ changes: [], added: [], left: [] })
    const before = changes.value
    const county = open()
    await county.fillCounty()
    expect(changes.value).toBe(before)
    expect(county.filled.value?.added).toEqual([])
  })
  it('tells an error until something is changed', async () => {
    fill = () => Promise.reject(new Error('refused'))
    const county = open()
    await county.fillCounty()
    expect(county.error.value).not.toBeNull()
    changes.value = [one]
    await nextTick()
    expect(county.error.value).toBeNull()
  })
})
