import { describe, expect, it } from 'vitest'
import { tableGroups, type ReportTableView } from '@/api/report_tables'
import { countReasons } from '@/composables/outside_reasons'
import { schoolQuery } from '@/composables/school_rows'
import { county } from '../county'

const anywhere = { stage: '', township: '' }

describe('schoolQuery', () => {
  it('asks nothing of what is not chosen', () => expect(schoolQuery({ search: '', choices: { verdict: '' }, order: null }, anywhere)).toEqual({}))
  it('names columns as the server does', () =>
    expect(schoolQuery({ search: '一小', choices: { verdict: 'unmet', below: 'L4', stage: 'junior' }, order: { column: 'id', isDescending: true } }, anywhere)).toEqual({
      q: '一小', verdict: 'unmet', below: 'L4', stage: 'junior', sort: 'school_id', order: 'desc'
    }))
  it('keeps to the stage of the address', () =>
    expect(schoolQuery({ search: '', choices: { stage: 'junior' }, order: null }, { stage: 'primary', township: '137121101' })).toEqual({ stage: 'primary', township: '137121101' }))
})

describe('countReasons', () => {
  it('counts schools of the stage by their reason, the commonest first', () => {
    const outside = ['teaching point', 'private', 'teaching point', '', 'private']
    expect(countReasons({ ...county, outside }, 'primary')).toEqual([['teaching point', 2], ['private', 1]])
    expect(countReasons(county, 'primary')).toEqual([])
  })
})

describe('tableGroups', () => {
  const table = (id: string, group: string, title: string): ReportTableView => ({ id, group, group_title: group === 'beds' ? '床位' : '工资', title, lead: '', columns: [], rows: [], notes: [] })
  it('puts the tables of one subject together under its name', () =>
    expect(tableGroups({ title: '', headlines: [], tables: [table('1', 'beds', '床位'), table('2', 'beds', '床位 · 历年'), table('3', 'pay', '工资')] }).map((group) => [group.title, group.tables.length])).toEqual([['床位', 2], ['工资', 1]]))
})
