import { describe, expect, it } from 'vitest'
import type { Change, Inputs } from '@/api/types'
import { bySchool, sameChanges, useChangeHistory, withChange } from '@/what_if/change_list'
import { InputTable, measureOfItem, movedPupils, pupilsNow, pupilsUnplaced, sliderMaximum, type MeasureRow } from '@/what_if/input_table'

const inputs: Inputs = {
  measures: [{ id: 'pupils', name: '在校生', unit_text: '人', is_whole: false, group: 'indicators', indicators: [], items: [] }, { id: 'books', name: '图书', unit_text: '册', is_whole: false, group: 'indicators', indicators: [], items: [] }],
  school_id: ['A', 'B', 'B'], name: ['甲', '乙', '乙'], campus_of: [null, 'A', 'A'], stage: ['primary', 'primary', 'all'], pupils: [100, 30, null],
  values: { pupils: [100, 30, null], books: [null, null, 500] }
}
const one: Change = { school_id: 'A', stage: 'primary', measure: 'pupils', value: 90 }

describe('withChange', () => {
  it('replaces the change of the same measure', () => expect(withChange([one], { ...one, value: 80 }, 100)).toEqual([{ ...one, value: 80 }]))
  it('drops a change that goes back to what is recorded', () => expect(withChange([one], { ...one, value: 100 }, 100)).toEqual([]))
  it('keeps a zero apart from a missing value', () => expect(withChange([], { ...one, value: 0 }, null)).toHaveLength(1))
})

describe('bySchool', () => {
  it('keeps the order of the first changes', () => {
    const other: Change = { school_id: 'B', stage: 'primary', measure: 'books', value: 1 }
    expect(bySchool([one, other, { ...one, stage: 'junior' }])).toEqual([{ school: 'A', changes: [one, { ...one, stage: 'junior' }] }, { school: 'B', changes: [other] }])
    expect(bySchool([])).toEqual([])
  })
})

describe('sameChanges', () => {
  const other: Change = { school_id: 'B', stage: 'primary', measure: 'books', value: 1 }
  it('does not look at the order', () => expect(sameChanges([one, other], [other, one])).toBe(true))
  it('tells another value, one more and one fewer', () => {
    expect(sameChanges([one], [{ ...one, value: 80 }])).toBe(false)
    expect(sameChanges([one], [one, other])).toBe(false)
    expect(sameChanges([one, other], [one])).toBe(false)
    expect(sameChanges([], [])).toBe(true)
  })
})

describe('pupilsUnplaced', () => {
  const table = new InputTable(inputs)
  it('is what leaves without coming to another school', () => {
    expect(pupilsUnplaced(table, [one], 'primary')).toBe(10)
    expect(pupilsUnplaced(table, [one, { school_id: 'B', stage: 'primary', measure: 'pupils', value: 36 }], 'primary')).toBe(4)
  })
  it('is none where all are taken, more come, or another stage is changed', () => {
    expect(pupilsUnplaced(table, [one, { school_id: 'B', stage: 'primary', measure: 'pupils', value: 40 }], 'primary')).toBe(0)
    expect(pupilsUnplaced(table, [{ ...one, value: 120 }], 'primary')).toBe(0)
    expect(pupilsUnplaced(table, [one], 'junior')).toBe(0)
  })
})

describe('measureOfItem', () => {
  const row = (id: string, group: MeasureRow['group'], items: string[], recorded: number | null): MeasureRow => ({ id, group, items, name: id, unit: '', isWhole: true, stage: 'primary', recorded })
  const bands = [row('classes_46', 'class_bands', ['G5'], 3), row('classes_56', 'class_bands', ['G5'], 2), row('classes_66', 'class_bands', ['G5'], 0)]
  const rooms = row('music_rooms', 'items', ['G3'], null)
  it('is the band of the largest classes that there are', () => expect(measureOfItem([rooms, ...bands], 'G5', (one) => one.recorded)?.id).toBe('classes_56'))
  it('is the first where no band has classes', () => expect(measureOfItem(bands, 'G5', () => 0)?.id).toBe('classes_46'))
  it('is one without a value as well', () => expect(measureOfItem([rooms, ...bands], 'G3', (one) => one.recorded)?.id).toBe('music_rooms'))
  it('is of the stage asked for where the school has it there', () => {
    const both = [...bands, { ...row('classes_66', 'class_bands', ['G5'], 4), stage: 'junior' as const }]
    expect(measureOfItem(both, 'G5', (one) => one.recorded, 'primary')).toMatchObject({ id: 'classes_56', stage: 'primary' })
    expect(measureOfItem(both, 'G5', (one) => one.recorded, 'junior')).toMatchObject({ id: 'classes_66', stage: 'junior' })
    expect(measureOfItem(bands, 'G5', (one) => one.recorded, 'junior')?.stage).toBe('primary')
  })
  it('is none where nothing of the school is in the item', () => expect(measureOfItem([rooms], 'G9', () => 1)).toBeNull())
})

describe('useChangeHistory', () => {
  it('undoes and redoes; steps of one control are one step', () => {
    const history = useChangeHistory()
    history.replace([{ ...one, value: 95 }], 'slider')
    history.replace([{ ...one, value: 90 }], 'slider')
    history.replace([], '')
    expect(history.canUndo.value).toBe(true)
    history.undo()
    expect(history.changes.value[0]?.value).toBe(90)
    history.undo()
    expect(history.changes.value).toEqual([])
    expect(history.canUndo.value).toBe(false)
    history.redo()
    expect(history.changes.value[0]?.value).toBe(90)
  })
})

describe('useChangeHistory of another area', () => {
  it('has no changes and no steps', () => {
    const history = useChangeHistory()
    history.replace([one])
    history.restart()
    expect([history.changes.value, history.canUndo.value, history.canRedo.value]).toEqual([[], false, false])
  })
})

describe('InputTable', () => {
  const table = new InputTable(inputs)
  it('knows the campuses of a school, and the school of a campus', () => {
    expect(table.campuses('A').map((one) => one.id)).toEqual(['B'])
    expect(table.campusOf('B')).toBe('A')
    expect(table.campusOf('A')).toBeNull()
    expect(table.campusOf('nowhere')).toBeNull()
  })
  it('lists each school once', () => expect(table.schools()).toEqual([{ id: 'A', name: '甲' }, { id: 'B', name: '乙' }]))
  it('tells missing from zero', () => expect(table.recorded('A', 'primary', 'books')).toBeNull())
  it('shows measures of the whole school only where they are recorded', () => {
    expect(table.measures('B').map((row) => `${row.stage} ${row.id}`)).toEqual(['primary pupils', 'primary books', 'all books'])
  })
  it('moves pupils and keeps their number', () => {
    const moved = movedPupils(table, [], 'primary', 'A', 'B', 40)
    expect(moved?.map((change) => change.value)).toEqual([60, 70])
  })
  it('moves all there are, and nothing where more is asked for than there are', () => {
    expect(movedPupils(table, [], 'primary', 'B', 'A', 30)?.map((change) => change.value)).toEqual([0, 130])
    expect(movedPupils(table, [], 'primary', 'B', 'A', 31)).toBeNull()
    expect(movedPupils(table, [one], 'primary', 'A', 'B', 91)).toBeNull()
    expect(pupilsNow(table, [one], 'primary', 'A')).toBe(90)
    expect(pupilsNow(table, [], 'all', 'A')).toBeNull()
  })
  it('moves no part of a pupil, and none fewer than one', () => {
    expect(movedPupils(table, [], 'primary', 'A', 'B', 1.5)).toBeNull()
    expect(movedPupils(table, [], 'primary', 'A', 'B', 0)).toBeNull()
  })
  it('moves nothing to the same school or where pupils are unknown', () => {
    expect(movedPupils(table, [], 'primary', 'A', 'A', 1)).toBeNull()
    expect(movedPupils(table, [], 'junior', 'A', 'B', 1)).toBeNull()
  })
})

describe('sliderMaximum', () => {
  it('leaves room to double', () => expect(sliderMaximum(36, 36)).toBe(80))
  it('reaches what is set', () => expect(sliderMaximum(5, 320)).toBe(400))
  it('has room over nothing', () => expect(sliderMaximum(null, 0)).toBe(10))
})
