import { describe, expect, it } from 'vitest'
import { reportPlaces } from '@/components/report_places'

const table = (columns: string[], rows: string[][]) => ({
  columns: columns.map((title) => ({ title: title.replace('#', ''), align: title.startsWith('#') ? ('right' as const) : ('left' as const) })),
  rows: rows.map((row) => row.map((text) => ({ text, number: null, mark: '' })))
})
const places = (columns: string[], rows: string[][]): (string | undefined)[] => reportPlaces(table(columns, rows) as Parameters<typeof reportPlaces>[0])

describe('reportPlaces', () => {
  it('names the row by what differs, and shows the first number and the judgement', () => {
    expect(places(['area', 'target', '#year', '#actual', 'progress'], [['A', 'large schools', '2021', '3', '? unknown'], ['A', 'retention', '2025', '97', '✓ met']])).toEqual([undefined, 'lead', 'key', undefined, 'key'])
  })
  it('puts other words under the name, and leaves out codes', () => {
    expect(places(['school', 'code', 'subject', '#needed', '#there', '#short'], [['S1', '2113050001', 'art', '8', '4', '4'], ['S2', '2113050002', 'art', '3', '1', '2'], ['S3', '2113050003', 'music', '3', '1', '2']])).toEqual(['lead', undefined, 'under', 'key', undefined, 'key'])
  })
  it('keeps a series of years in its order', () => {
    expect(places(['stage', 'group', '#2022/23', '#2023/24', '#2024/25'], [['primary', 'girls', '1', '2', '3'], ['primary', 'boarders', '1', '2', '3']])).toEqual([undefined, 'lead', 'key', undefined, undefined])
  })
  it('does with a single row, and with none', () => {
    expect(places(['area', '#classes', '#share'], [['A', '5', '0.00% ✓']])).toEqual(['lead', 'key', 'key'])
    expect(places(['area', '#classes'], [])).toEqual(['lead', 'key'])
  })
})
