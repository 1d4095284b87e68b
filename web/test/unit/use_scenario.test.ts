// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef, type EffectScope } from 'vue'
import type { Change, Scenario } from '@/api/types'

let leaving: () => Promise<boolean> = () => Promise.resolve(true)
vi.mock('vue-router', () => ({ onBeforeRouteLeave: (guard: () => Promise<boolean>) => { leaving = guard }, onBeforeRouteUpdate: () => undefined }))
vi.mock('@/composables/session', () => ({ isLoggedIn: { value: true } }))
let stored: () => Promise<Scenario> = () => Promise.reject(new Error('none'))
vi.mock('@/api/client', () => ({ api: { GET: () => stored() }, unwrap: (answer: unknown) => answer }))
const { appliedChanges, endsChanges, useScenario } = await import('@/what_if/use_scenario')
const { language } = await import('@/composables/preferences')
const { mayLose } = await import('@/composables/unsaved')

const one: Change = { school_id: 'A', stage: 'primary', measure: 'pupils', value: 90 }
const gone: Change = { school_id: 'Z', stage: 'primary', measure: 'pupils', value: 5 }
const saved = { id: 7, name: '方案', changes: [one, gone], not_applied: [{ ...gone, reason: '没有这所学校' }] } as unknown as Scenario
const changes = shallowRef<Change[]>([])
let asks = 0
let scope: EffectScope
beforeEach(() => {
  scope = effectScope()
  changes.value = []
  asks = 0
})
afterEach(() => scope.stop())
function open(id: string | null) {
  const made = scope.run(() => useScenario(() => id, () => changes.value, (now) => { changes.value = now }, () => { ++asks; return Promise.resolve(false) }))
  if (made === undefined) throw new Error('no scope')
  return made
}
const settle = async (): Promise<void> => void (await new Promise((resolve) => setTimeout(resolve)))

describe('useScenario', () => {
  it('applies the changes that the data take, and tells the others with their reasons', async () => {
    stored = () => Promise.resolve(saved)
    const { opened, dropped } = open('7')
    await settle()
    expect(changes.value).toEqual([one])
    expect(opened.value?.name).toBe('方案')
    expect(dropped.value.map((change) => change.reason)).toEqual(['没有这所学校'])
    expect(await leaving()).toBe(true)
    expect(asks).toBe(0)
  })
  it('asks before it takes the place of changes that were made while it was fetched', async () => {
    stored = () => Promise.resolve().then(() => { changes.value = [{ ...one, value: 70 }]; return saved })
    const { opened } = open('7')
    await settle()
    expect(asks).toBe(1)
    expect(changes.value).toEqual([{ ...one, value: 70 }])
    expect(opened.value).toBeNull()
  })
  it('fetches the reasons of another language, and leaves the changes alone', async () => {
    stored = () => Promise.resolve(saved)
    const { dropped } = open('7')
    await settle()
    const changed = [{ ...one, value: 70 }]
    changes.value = changed
    stored = () => Promise.resolve({ ...saved, not_applied: [{ ...gone, reason: 'no such school' }] })
    language.value = 'en'
    await settle()
    language.value = 'zh'
    expect(dropped.value.map((change) => change.reason)).toEqual(['no such school'])
    expect(changes.value).toBe(changed)
  })
  it('counts what differs from the opened scenario', async () => {
    stored = () => Promise.resolve(saved)
    const { isSaved, unsavedCount } = open('7')
    await settle()
    expect([isSaved.value, unsavedCount.value]).toEqual([true, 0])
    changes.value = [one, { ...one, school_id: 'B' }]
    expect([isSaved.value, unsavedCount.value]).toEqual([false, 1])
    changes.value = [{ ...one, value: 70 }, { ...one, school_id: 'B' }]
    expect(unsavedCount.value).toBe(2)
    changes.value = [{ ...one, school_id: 'B' }]
    expect(unsavedCount.value).toBe(2)
  })
  it('tells why a scenario cannot be opened', async () => {
    stored = () => Promise.reject(new Error('gone'))
    const { error, opened } = open('8')
    await settle()
    expect(error.value).not.toBeNull()
    expect(opened.value).toBeNull()
  })
  it('asks before changes are lost that no scenario has', async () => {
    const { opened } = open(null)
    expect(await leaving()).toBe(true)
    changes.value = [one]
    expect(await leaving()).toBe(false)
    expect(await mayLose()).toBe(false)
    expect(asks).toBe(2)
    opened.value = { ...saved, changes: [one], not_applied: undefined }
    expect(await leaving()).toBe(true)
    changes.value = [{ ...one, value: 80 }]
    expect(await leaving()).toBe(false)
  })
  it('asks when the window is closed, and no more once the page is left', () => {
    open(null)
    const close = (): boolean => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    expect(close()).toBe(true)
    changes.value = [one]
    expect(close()).toBe(false)
    scope.stop()
    expect(close()).toBe(true)
  })
})

describe('appliedChanges', () => {
  it('are all where the scenario tells of none that are not', () => expect(appliedChanges({ changes: [one, gone] })).toEqual([one, gone]))
})

describe('endsChanges', () => {
  const place = (params: object, query: object) => ({ params, query }) as Parameters<typeof endsChanges>[0]
  const here = place({ run: '1', area: 'a' }, { scenario: '7' })
  it('is so of another area, other data and another scenario', () => {
    expect(endsChanges(place({ run: '1', area: 'b' }, {}), here)).toBe(true)
    expect(endsChanges(place({ run: '2', area: 'a' }, {}), here)).toBe(true)
    expect(endsChanges(place({ run: '1', area: 'a' }, { scenario: '8' }), here)).toBe(true)
  })
  it('is not so of another school, or without the scenario', () => {
    expect(endsChanges(place({ run: '1', area: 'a' }, { scenario: '7', school: 'x' }), here)).toBe(false)
    expect(endsChanges(place({ run: '1', area: 'a' }, {}), here)).toBe(false)
  })
})
