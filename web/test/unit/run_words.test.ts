import { describe, expect, it, vi } from 'vitest'
import type { Run, Snapshot } from '@/api/types'

const asked: (number | undefined)[] = []
vi.mock('@/api/client', () => ({
  // Runs 5, 4 | 3, 2 | 1: three parts.
  api: {
    GET: (_path: string, { params }: { params: { query: { before?: number } } }) => {
      const before = params.query.before
      asked.push(before)
      const ids = [5, 4, 3, 2, 1].filter((id) => before === undefined || id < before).slice(0, 2)
      const last = ids.at(-1) ?? 0
      return { runs: ids.map((id) => ({ id }) as Run), next: last > 1 ? last : null }
    }
  },
  unwrap: (reply: unknown) => Promise.resolve(reply)
}))
const { fetchRuns } = await import('@/api/results')
const { importName, runTitles } = await import('@/composables/run_words')

const words = { partial: '部分', number: (id: number) => `编号 ${id}` }
const snapshot = (id: number, name: string, at: string, isPartial = false): Snapshot => ({
  id, name, title: '', source: '', is_synthetic: false, is_partial: isPartial, school_years: [], areas: [], schools: 1, created_at: at, created_by: 'a', importer_version: '0', sha256: ''
})

describe('importName', () => {
  const morning = snapshot(1, '青溪县', '2026-11-20T08:00:00Z')
  const evening = snapshot(2, '青溪县', '2026-11-20T19:30:00Z')
  it('is the name alone where no other import has it', () => expect(importName(morning, [morning, snapshot(3, '白河县', '2026-11-20T08:00:00Z')], words)).toBe('青溪县'))
  it('tells imports of one name apart by their time', () => {
    const [first, second] = [morning, evening].map((one) => importName(one, [morning, evening], words))
    expect(first).toMatch(/^青溪县 · .*2026/)
    expect(first).not.toBe(second)
  })
  it('takes the number too where the minute is the same', () => {
    const again = snapshot(9, '青溪县', '2026-11-20T08:00:20Z')
    expect(importName(again, [morning, again], words)).toMatch(/ · 编号 9$/)
    expect(importName(morning, [morning, again], words)).toMatch(/ · 编号 1$/)
  })
  it('says that an import is partial', () => expect(importName(snapshot(4, '青溪县', '2026-11-20T08:00:00Z', true), [], words)).toBe('青溪县 · 部分'))
})

describe('fetchRuns', () => {
  it('follows the parts to the last run', async () => {
    expect((await fetchRuns()).map((run) => run.id)).toEqual([5, 4, 3, 2, 1])
    expect(asked).toEqual([undefined, 4, 2])
  })
})

describe('runTitles', () => {
  const run = (id: number, year: number, standard: string): Run => ({ id, school_year: year, standard, standard_title: '' }) as Run
  const dataLabel = (one: Run): string => (one.id === 1 ? '初报' : '复核')
  it('are the years of two years, with the standard where that differs', () => {
    expect(runTitles(run(1, 2024, 'a'), run(2, 2023, 'a'), dataLabel)).toEqual(['2024/25', '2023/24'])
    expect(runTitles(run(1, 2024, 'a'), run(2, 2024, 'b'), dataLabel)).toEqual(['2024/25 a', '2024/25 b'])
  })
  it('name the standards by their titles where those differ', () => {
    const titled = (id: number, title: string): Run => ({ ...run(id, 2024, `s${id}`), standard_title: title }) as Run
    expect(runTitles(titled(1, '国标'), titled(2, '省标'), dataLabel)).toEqual(['2024/25 国标', '2024/25 省标'])
    expect(runTitles(titled(1, '国标'), titled(2, '国标'), dataLabel)).toEqual(['2024/25 s1', '2024/25 s2'])
  })
  it('name the imports where two of one year are compared, and the numbers where those have one name', () => {
    expect(runTitles(run(1, 2024, 'a'), run(2, 2024, 'a'), dataLabel)).toEqual(['2024/25 · 初报', '2024/25 · 复核'])
    expect(runTitles(run(3, 2024, 'a'), run(4, 2024, 'a'), dataLabel)).toEqual(['2024/25 · 复核 · 3', '2024/25 · 复核 · 4'])
  })
})
