import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import type { SchoolQuery } from '@/api/results'
import type { SchoolResults } from '@/api/types'
import { county } from '../county'

const total = 200_000
const asked: { query: SchoolQuery; offset: number }[] = []
let answer: (page: SchoolResults) => Promise<SchoolResults> = (page) => Promise.resolve(page)

vi.mock('@/api/results', () => ({
  fetchSchools: () => Promise.resolve(county),
  fetchSchoolRows: (_at: unknown, query: SchoolQuery, offset: number, limit: number) => {
    asked.push({ query, offset })
    const name = Array.from({ length: Math.min(limit, total - offset) }, (_, row) => `${query.sort ?? ''}${offset + row}`)
    return answer({ ...county, total, offset, name, school_id: name })
  }
}))

const { useSchoolRows } = await import('@/composables/school_rows')
const settle = async (): Promise<void> => void (await new Promise((resolve) => setTimeout(resolve)))
const everything = { stage: '', township: '' }
const nothing = { search: '', choices: {}, order: null }

function open(isPaged = true, fixed = everything) {
  const area = ref('13')
  const rows = effectScope().run(() => useSchoolRows(() => ({ run: 1, area: area.value, isPaged, fixed })))
  if (rows === undefined) throw new Error('no scope')
  return { rows, area }
}
beforeEach(() => {
  asked.length = 0
  answer = (page) => Promise.resolve(page)
})

describe('useSchoolRows', () => {
  it('fetches of 200,000 schools those that are looked at', async () => {
    const { rows } = open()
    await settle()
    expect(rows.rowCount.value).toBe(total)
    rows.remote.value?.show(100_000, 100_030)
    rows.remote.value?.show(100_010, 100_040)
    expect(rows.row(100_001)).toBeUndefined()
    await settle()
    expect(asked.map((one) => one.offset)).toEqual([0, 100_000])
    expect(rows.row(100_001)?.data.name[rows.row(100_001)?.at ?? 0]).toBe('100001')
  })
  it('fetches both pages where a window lies over their edge', async () => {
    const { rows } = open()
    await settle()
    rows.remote.value?.show(190, 230)
    await settle()
    expect(asked.map((one) => one.offset)).toEqual([0, 200])
  })
  it('begins anew with another order and drops what comes late', async () => {
    const { rows } = open()
    await settle()
    const late: (() => void)[] = []
    answer = (page) => new Promise((resolve) => late.push(() => resolve(page)))
    rows.remote.value?.show(400, 420)
    answer = (page) => Promise.resolve(page)
    rows.remote.value?.ask({ ...nothing, order: { column: 'pupils', isDescending: true } })
    await settle()
    late.forEach((end) => end())
    await settle()
    expect(rows.row(400)).toBeUndefined()
    expect(rows.row(0)?.data.name[0]).toBe('pupils0')
    expect(asked.at(-1)?.query).toEqual({ sort: 'pupils', order: 'desc' })
  })
  it('fetches every row once for the export', async () => {
    const { rows } = open()
    await settle()
    await rows.remote.value?.loadAll()
    expect(new Set(asked.map((one) => one.offset)).size).toBe(total / 200)
    expect(asked.length).toBe(total / 200)
    expect(rows.row(total - 1)?.data.name[rows.row(total - 1)?.at ?? 0]).toBe(String(total - 1))
  })
  it('tells a failure and asks again', async () => {
    answer = () => Promise.reject(new Error('no'))
    const { rows } = open()
    await settle()
    expect(rows.error.value).not.toBeNull()
    answer = (page) => Promise.resolve(page)
    await rows.reload()
    expect(rows.error.value).toBeNull()
    expect(rows.rowCount.value).toBe(total)
  })
  it('takes a county at once and keeps to the stage of the address', async () => {
    const { rows } = open(false, { stage: 'junior', township: '' })
    await settle()
    expect(rows.remote.value).toBeUndefined()
    expect(rows.rowCount.value).toBe(1)
    expect(rows.row(0)?.at).toBe(4)
    expect(asked).toEqual([])
  })
})
