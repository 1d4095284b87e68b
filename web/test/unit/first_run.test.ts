import { describe, expect, it } from 'vitest'
import type { AreaNode, Run, Snapshot } from '@/api/types'
import { chooseFirstRun } from '@/composables/first_run'

const area = (code: string, level: AreaNode['level']): AreaNode => ({ code, name: code, level, has_children: true })
const snapshot = (id: number, areas: AreaNode[], schools: number, day: string): Snapshot => ({
  id, name: `数据${id}`, title: '', source: '', is_synthetic: false, is_partial: false, school_years: [], areas, schools, created_at: `2026-11-${day}T08:00:00Z`, created_by: 'a', importer_version: '0', sha256: ''
})
const run = (id: number, snapshotId: number, year: number, more: Partial<Run> = {}): Run => ({
  id, snapshot_id: snapshotId, snapshot_name: '', kind: 'assess', standard: 'cn.quality-2017', standard_title: '', school_year: year, tolerances: [], is_partial: false, is_synthetic: false, program_version: '0',
  state: 'done', form: 'current', created_at: '', created_by: 'a', finished_at: null, ...more
})

describe('chooseFirstRun', () => {
  const province = snapshot(1, [area('13', 'province')], 9000, '01')
  const county = snapshot(2, [area('137121', 'county')], 60, '20')

  it('is nothing without a finished run', () => {
    expect(chooseFirstRun([], [], '')).toBeUndefined()
    expect(chooseFirstRun([run(1, 1, 2024, { state: 'running' })], [province], '')).toBeUndefined()
  })
  it('of an account of all areas takes the highest level, not the newest import of anybody', () =>
    expect(chooseFirstRun([run(1, 1, 2023), run(2, 2, 2024)], [province, county], '')?.id).toBe(1))
  it('takes the newest year before the newest import', () => {
    const later = snapshot(3, [area('13', 'province')], 9000, '25')
    expect(chooseFirstRun([run(1, 1, 2024), run(2, 3, 2023)], [province, later], '')?.id).toBe(1)
    expect(chooseFirstRun([run(1, 1, 2024), run(2, 3, 2024)], [province, later], '')?.id).toBe(2)
  })
  it('does not take one county for the province that its table of areas names', () => {
    const part = snapshot(4, [area('13', 'province')], 60, '25')
    expect(chooseFirstRun([run(1, 1, 2024), run(2, 4, 2024)], [province, part], '')?.id).toBe(1)
  })
  it('prefers whole data to partial ones', () => {
    const later = snapshot(3, [area('13', 'province')], 9000, '25')
    expect(chooseFirstRun([run(1, 1, 2023), run(2, 3, 2024, { is_partial: true })], [province, later], '')?.id).toBe(1)
  })
  it('takes several roots for more than one', () => {
    const two = snapshot(5, [area('13', 'province'), area('14', 'province')], 9000, '02')
    expect(chooseFirstRun([run(1, 1, 2024), run(2, 5, 2024)], [province, two], '')?.id).toBe(2)
  })
  it('of an account of a county takes data that have the county itself', () => {
    const township = snapshot(6, [area('137121101', 'township')], 60, '28')
    expect(chooseFirstRun([run(1, 6, 2024), run(2, 2, 2023)], [township, county], '137121')?.id).toBe(2)
  })
  it('prefers runs that this version of the program shows, and takes another where there is none', () => {
    const older = run(2, 1, 2024, { form: 'older' })
    expect(chooseFirstRun([run(1, 1, 2023), older], [province], '')?.id).toBe(1)
    expect(chooseFirstRun([older], [province], '')?.id).toBe(2)
  })
  it('of one import takes the standard that was chosen first', () => expect(chooseFirstRun([run(8, 1, 2024), run(7, 1, 2024)], [province], '')?.id).toBe(7))
})
