import { describe, expect, it } from 'vitest'
import type { DataColumn } from '@/components/data_table'
import { phoneLayout, placedColumns } from '@/components/phone_layout'
import { positionAt, RowHeights, windowAt } from '@/components/row_heights'

const text = (id: string, phone?: DataColumn['phone'], words = 'x'): DataColumn => ({ id, title: id, width: 300, value: () => words, phone })
const number = (id: string, phone?: DataColumn['phone']): DataColumn => ({ id, title: id, width: 90, kind: 'number', value: () => 12.5, phone })
const textOf = (column: DataColumn, row: number): string => String(column.value(row))
const ids = (columns: DataColumn[]): string[] => placedColumns(columns).map(({ column, place }) => `${column.id} ${place}`)

describe('placedColumns', () => {
  it('puts what names the row first, then what stands under it, what decides, and the rest in order', () => {
    expect(ids([number('rank'), text('name', 'lead'), text('verdict', 'under'), text('code'), number('missed', 'key')])).toEqual(['name lead', 'verdict under', 'missed key', 'rank rest', 'code rest'])
  })
  it('takes the first column and the first number where nothing is said', () => {
    expect(ids([text('name'), text('code'), number('pupils'), number('met')])).toEqual(['name lead', 'pupils key', 'code rest', 'met rest'])
    expect(ids([text('name'), text('code')])).toEqual(['name lead', 'code key'])
    expect(ids([text('name')])).toEqual(['name lead'])
    expect(ids([])).toEqual([])
  })
})

describe('phoneLayout', () => {
  const long = 'a text that wraps over more than one line of a phone'
  it('fills the screen with lead and keys, and keeps every key within it', () => {
    for (const width of [316, 346]) {
      const { tracks } = phoneLayout([text('name', 'lead', long), text('verdict', 'under'), text('what', 'key', long), number('code')], width, 1, textOf)
      expect(tracks[0]! + tracks[1]!).toBe(width)
      expect(tracks[2]).toBeLessThanOrEqual(width - tracks[0]!)
      const numbers = phoneLayout([text('name', 'lead', long), number('a', 'key'), number('b', 'key')], width, 1, textOf)
      expect(numbers.tracks.reduce((sum, track) => sum + track, 0)).toBe(width)
    }
  })
  it('keeps keys of long titles within a narrow screen, and no number takes the room of a text', () => {
    const titled = (id: string): DataColumn => ({ ...number(id, 'key'), title: 'Counties not met' })
    const { tracks } = phoneLayout([text('name', 'lead', long), titled('a'), titled('b'), titled('c')], 314, 1, textOf)
    expect(tracks.reduce((sum, track) => sum + track, 0)).toBeLessThanOrEqual(314)
    const worded = (id: string): DataColumn => ({ ...number(id, 'key'), value: () => 'at least one in each school' })
    const both = phoneLayout([text('name', 'lead', long), worded('a'), worded('b')], 314, 1, textOf).tracks
    expect(both.reduce((sum, track) => sum + track, 0)).toBeLessThanOrEqual(314)
    const about: DataColumn = { ...number('n', 'key'), value: () => 'about 16,848' }
    expect(phoneLayout([text('year', 'lead'), about, number('low')], 344, 1, textOf).tracks[1]).toBeLessThan(141)
  })
  it('gives columns their places in the grid: beside the lead and all that is under it', () => {
    const layout = phoneLayout([text('name', 'lead'), text('verdict', 'under'), number('a', 'key'), number('b')], 346, 1, textOf)
    expect(layout.areas).toEqual(['1 / 1', '2 / 1', '1 / 2 / span 2', '1 / 3 / span 2'])
    expect(layout.rows).toBe('auto 1fr')
  })
})

describe('RowHeights', () => {
  const order = Int32Array.from([2, 0, 1])
  it('counts rows that were not drawn with the mean of those that were', () => {
    const heights = new RowHeights(3, 40)
    expect(Array.from(heights.offsets(order))).toEqual([0, 40, 80, 120])
    // Rows 2 and 0 are 60 and 100 high, so row 1 counts with 80.
    expect(heights.measure([{ row: 2, height: 60 }, { row: 0, height: 100 }])).toBe(true)
    expect(Array.from(heights.offsets(order))).toEqual([0, 60, 160, 240])
    expect(heights.measure([{ row: 2, height: 60 }, { row: 9, height: 5 }, { row: 1, height: 0 }])).toBe(false)
  })
  it('finds the row at a place, and those around it', () => {
    const offsets = Float64Array.from([0, 60, 160, 240])
    expect([0, 59, 60, 239, 999].map((top) => positionAt(offsets, top))).toEqual([0, 0, 1, 2, 2])
    expect(positionAt(Float64Array.from([0]), 5)).toBe(0)
    expect(windowAt(offsets, 60, 50, 0)).toEqual({ first: 1, end: 2 })
    expect(windowAt(Float64Array.from([0]), 0, 500)).toEqual({ first: 0, end: 0 })
  })
  it('stays quick with 200,000 rows', () => {
    const heights = new RowHeights(200_000, 60)
    const offsets = heights.offsets(Int32Array.from({ length: 200_000 }, (_, row) => row))
    expect(offsets[200_000]).toBe(12_000_000)
    expect(windowAt(offsets, 6_000_000, 600)).toEqual({ first: 99_992, end: 100_019 })
  })
})
