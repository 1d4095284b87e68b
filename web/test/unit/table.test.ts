import { describe, expect, it } from 'vitest'
import { columnWidth, orderedRows, pixelsOf, visibleWindow, type DataColumn } from '@/components/data_table'
import { tableToCsv } from '@/export/table_export'

const values = [3, null, 1, 2]
const columns: DataColumn[] = [
  { id: 'value', title: 'Value', width: 100, kind: 'number', value: (row) => values[row] ?? null },
  { id: 'name', title: 'Name', width: 100, value: (row) => ['第10小学', '第2小学', '', '第1小学'][row] ?? '' }
]
const all = (): boolean => true

describe('orderedRows', () => {
  it('keeps the given order without a column', () => expect([...orderedRows(4, columns, all, null, 'zh')]).toEqual([0, 1, 2, 3]))
  it('puts missing values last either way', () => {
    expect([...orderedRows(4, columns, all, { column: 'value', isDescending: false }, 'zh')]).toEqual([2, 3, 0, 1])
    expect([...orderedRows(4, columns, all, { column: 'value', isDescending: true }, 'zh')]).toEqual([0, 3, 2, 1])
  })
  it('orders numbers inside names by their size', () => expect([...orderedRows(4, columns, all, { column: 'name', isDescending: false }, 'zh')]).toEqual([3, 1, 0, 2]))
  it('drops what is not accepted', () => expect([...orderedRows(4, columns, (row) => row !== 0, null, 'zh')]).toEqual([1, 2, 3]))
  it('keeps equal values in their order', () => {
    const equal: DataColumn[] = [{ id: 'same', title: '', width: 1, value: () => 1 }]
    expect([...orderedRows(3, equal, all, { column: 'same', isDescending: true }, 'zh')]).toEqual([0, 1, 2])
  })
  it('takes 200,000 rows', () => {
    const many: DataColumn[] = [{ id: 'value', title: '', width: 1, value: (row) => (row * 7919) % 200_000 }]
    const rows = orderedRows(200_000, many, all, { column: 'value', isDescending: false }, 'zh')
    expect(rows.length).toBe(200_000)
    expect(rows[0]).toBe(0)
  })
})

describe('visibleWindow', () => {
  it('draws what is seen and a few more', () => expect(visibleWindow(4000, 400, 40, 200_000, 8)).toEqual({ first: 92, end: 118 }))
  it('is empty without rows', () => expect(visibleWindow(0, 400, 40, 0)).toEqual({ first: 0, end: 0 }))
  it('stops at the last row', () => expect(visibleWindow(1e9, 400, 40, 10)).toEqual({ first: 10, end: 10 }))
})

describe('columnWidth', () => {
  const number: DataColumn = { id: 'n', title: '人数', width: 40, kind: 'number', value: () => 1 }
  it('holds the longest number and nothing less than is asked', () => {
    // 24 + 9 * 7.6 = 92.4.
    expect(columnWidth(number, 2, (row) => ['1', '1,234,567'][row] ?? '')).toBe(92)
    expect(columnWidth({ ...number, width: 120 }, 2, () => '1')).toBe(120)
  })
  it('holds the longest word of a title, which Chinese has not', () => {
    expect(columnWidth({ ...number, kind: 'text', title: 'Junior secondary' }, 0, () => '')).toBe(Math.round(pixelsOf('secondary')))
    expect(columnWidth({ ...number, kind: 'text', title: '义务教育学校数' }, 0, () => '')).toBe(40)
  })
  it('cuts words, but for those of a whole column', () => {
    const words: DataColumn = { id: 'w', title: '', width: 40, value: () => '' }
    expect(columnWidth(words, 1, () => 'as reported')).toBe(40)
    expect(columnWidth({ ...words, isWhole: true }, 1, () => 'as reported')).toBe(Math.round(pixelsOf('as reported')))
    expect(columnWidth(number, 1, () => 'see the 3 notes of the report below')).toBe(40)
  })
})

describe('tableToCsv', () => {
  it('begins with a byte order mark, leaves missing empty, quotes and disarms', () => {
    const csv = tableToCsv({ title: 't', header: ['a', 'b,c'], rows: [[1.5, null], ['say "x"', '=1+1'], [-2, 'two\nlines']], notes: ['模拟'] })
    expect(csv).toBe('\ufeffa,"b,c"\r\n1.5,\r\n"say ""x""",\'=1+1\r\n-2,"two\nlines"\r\n模拟\r\n')
  })
})
