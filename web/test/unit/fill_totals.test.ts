import { describe, expect, it } from 'vitest'
import type { Fill, Inputs } from '@/api/types'
import { fillTotals } from '@/what_if/fill_totals'
import { InputTable } from '@/what_if/input_table'

const measure = (id: string, group: Inputs['measures'][number]['group']): Inputs['measures'][number] => ({ id, name: id, unit_text: '', is_whole: true, group, indicators: [], items: [] })
const table = new InputTable({
  measures: [measure('pupils', 'indicators'), measure('area_teaching_m2', 'indicators'), measure('music_rooms', 'items'), measure('classes_46_50', 'class_bands'), measure('teachers', 'others'), measure('area_building_m2', 'others')],
  school_id: [], name: [], campus_of: [], stage: [], pupils: [], values: {}
})
type Added = Fill['added'][number]
const add = (school: string, stage: Added['stage'], id: string, before: number | null, value: number | null): Added => ({ school_id: school, name: school, stage, measure: id, measure_name: id, before, value, for: [] })

describe('fillTotals', () => {
  it('adds up each measure over the schools, in the order of the inputs', () =>
    // Teachers 3 + 31 = 34; area 1200.5 + 3999.5 = 5200.
    expect(fillTotals([add('A', 'primary', 'teachers', 20, 23), add('B', 'junior', 'teachers', 9, 40), add('A', 'primary', 'area_teaching_m2', 800, 2000.5), add('B', 'junior', 'area_teaching_m2', 0.5, 4000)], table))
      .toEqual([{ measure: 'area_teaching_m2', added: 5200 }, { measure: 'teachers', added: 34 }]))
  it('counts the whole school only where none of its stages has the measure', () =>
    // A: 2 + 1 of its stages, not the 3 of the whole; B: 4 of the whole.
    expect(fillTotals([add('A', 'all', 'music_rooms', 0, 3), add('A', 'primary', 'music_rooms', 0, 2), add('A', 'junior', 'music_rooms', 0, 1), add('B', 'all', 'music_rooms', 1, 5)], table)).toEqual([{ measure: 'music_rooms', added: 7 }]))
  it('leaves out what comes to 0, bands of class sizes and wholes that follow', () =>
    expect(fillTotals([add('A', 'primary', 'pupils', 900, 880), add('B', 'primary', 'pupils', 300, 320), add('A', 'primary', 'classes_46_50', 2, 1), add('A', 'all', 'area_building_m2', 100, 200)], table)).toEqual([]))
  it('tells no total where a number is missing', () =>
    expect(fillTotals([add('A', 'primary', 'pupils', null, 5), add('B', 'primary', 'pupils', 1, 3)], table)).toEqual([{ measure: 'pupils', added: null }]))
  it('is empty where nothing is added', () => expect(fillTotals([], table)).toEqual([]))
})
