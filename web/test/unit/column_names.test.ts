import { describe, expect, it } from 'vitest'
import type { Upload } from '@/api/types'
import { columnNames, namedHeader, namedIn } from '@/composables/column_names'

const column = (header: string, name: string) => ({ header, name, column_id: header })
const tables = [{ file: 'stage_facts.csv', sheet: '', columns: [column('pupils', '在校生数'), column('odd', '')] }, { file: 'a.xlsx', sheet: '学段', columns: [column('学生', '在校生数')] }] as unknown as Upload['tables']
const names = columnNames(tables)

describe('columns of findings', () => {
  it('have their name before the id that heads a CSV file', () => {
    expect(namedHeader({ file: 'stage_facts.csv', header: 'pupils' }, names)).toBe('在校生数（pupils）')
    expect(namedIn('“pupils”中的“abc”不是数', { file: 'stage_facts.csv', header: 'pupils' }, names)).toBe('“在校生数（pupils）”中的“abc”不是数')
  })
  it('are called as the workbook heads them, or as they are where nothing is known', () => {
    expect(namedHeader({ file: 'a.xlsx', sheet: '学段', header: '学生' }, names)).toBe('学生')
    expect(namedHeader({ file: 'stage_facts.csv', header: 'odd' }, names)).toBe('odd')
    expect(namedIn('“odd”是空的', { file: 'stage_facts.csv', header: 'odd' }, names)).toBe('“odd”是空的')
    expect(namedHeader(undefined, names)).toBe('')
  })
})
