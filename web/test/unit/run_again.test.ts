import { describe, expect, it } from 'vitest'
import type { AreaNode, Run, Snapshot } from '@/api/types'
import { coversWhole, needingAgain, replacementOf } from '@/composables/run_again'

const area = (code: string, parent: string | null = null): AreaNode => ({ code, name: code, level: 'county', parent, has_children: false })
const snapshot = (...areas: AreaNode[]): Snapshot => ({
  id: 1, name: '数据', title: '', source: '', is_synthetic: false, is_partial: false, school_years: [], areas, schools: 1, created_at: '', created_by: 'a', importer_version: '0', sha256: ''
})
const run = (id: number, form: Run['form'], more: Partial<Run> = {}): Run => ({
  id, snapshot_id: 1, snapshot_name: '', kind: 'assess', standard: 'cn.quality-2017', standard_title: '', school_year: 2024, tolerances: [], is_partial: false, is_synthetic: false, program_version: '0',
  state: 'done', form, created_at: '', created_by: 'a', finished_at: null, ...more
})

describe('coversWhole', () => {
  it('is so for accounts of all areas', () => expect(coversWhole(snapshot(area('1'), area('2')), '')).toBe(true))
  it('is so for the account of the one topmost area', () => expect(coversWhole(snapshot(area('1')), '1')).toBe(true))
  it('is not so where the data reach further', () => {
    expect(coversWhole(snapshot(area('11', '1')), '11')).toBe(false)
    expect(coversWhole(snapshot(area('1')), '11')).toBe(false)
    expect(coversWhole(snapshot(), '11')).toBe(false)
  })
})

describe('runs of another form', () => {
  it('are replaced by the newest shown run of the same question', () => {
    const old = run(1, 'older')
    expect(replacementOf(old, [run(5, 'current', { state: 'failed' }), run(4, 'current'), run(3, 'current'), old])?.id).toBe(4)
    expect(replacementOf(old, [run(4, 'current', { school_year: 2023 }), run(3, 'current', { tolerances: ['t'] }), old])).toBeUndefined()
    expect(replacementOf(run(4, 'current'), [run(5, 'current'), run(4, 'current')])).toBeUndefined()
  })
  it('need to be assessed again once for each question', () => {
    const runs = [run(6, 'current', { school_year: 2023 }), run(5, 'older'), run(4, 'older'), run(3, 'older', { school_year: 2023 }), run(2, 'older', { school_year: 2022, state: 'failed' }), run(1, 'older', { school_year: 2021 })]
    expect(needingAgain(runs).map((one) => one.school_year)).toEqual([2024, 2021])
  })
})
