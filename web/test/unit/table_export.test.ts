import { describe, expect, it } from 'vitest'
import type { Run, Snapshot } from '@/api/types'
import { originLines } from '@/export/origin_lines'
import { tableToCsv } from '@/export/table_export'

const words = (key: string, values?: Record<string, unknown>): string => (values === undefined ? key : `${key} ${String(values.source)} ${String(values.year)}`)
const run = { id: 1, snapshot_id: 2, snapshot_name: '示例省', is_synthetic: true, is_partial: false, school_year: 2024, standard: 's', standard_title: 'S' } as unknown as Run
const snapshot = { id: 2, source: 'junheng generate, seed 7', title: '示例' } as unknown as Snapshot

describe('originLines', () => {
  it('says first that data are made up, then whence they come', () => {
    expect(originLines(run, snapshot, words)).toEqual(['source.synthetic', 'source.line junheng generate, seed 7 2024/25'])
  })
  it('says nothing of real data but their source, and nothing at all without a run', () => {
    expect(originLines({ ...run, is_synthetic: false }, undefined, words)).toEqual(['source.line 示例省 2024/25'])
    expect(originLines(undefined, undefined, words)).toEqual([])
  })
})

describe('tableToCsv', () => {
  it('has the origin above the header and says no line twice', () => {
    const csv = tableToCsv({ title: 'T', header: ['a', 'b'], rows: [[1, 'x,y']], origin: ['模拟数据'], notes: ['模拟数据', '说明'] })
    expect(csv).toBe('\ufeff模拟数据\r\na,b\r\n1,"x,y"\r\n说明\r\n')
  })
})
