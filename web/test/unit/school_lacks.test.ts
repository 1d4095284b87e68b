import { describe, expect, it } from 'vitest'
import { lackTexts, mendParts } from '@/composables/school_lacks'

describe('lackTexts', () => {
  const lacks = { school_id: ['a', 'b', 'a'], stage: ['primary' as const, 'primary' as const, 'junior' as const], items: [], to_mend: ['必须补：L1 3 persons；1 项中任选 1 项：L4 20 m2', '', ''], lacks: { L1: ['3 persons', '', ''], L4: ['20 m2', '', '5 m2'] } }
  it('joins what a school lacks, by school and stage', () => {
    expect([...lackTexts(lacks, '')]).toEqual([['a primary', '必须补：L1 3 persons；1 项中任选 1 项：L4 20 m2'], ['a junior', 'L4 5 m2']])
  })
  it('adds the county items of the school: of the stage, or of all of it', () => {
    const item = (school: string, id: string, stage: 'primary' | 'junior' | undefined, text: string) => ({ school_id: school, school, id, name: `name ${id}`, verdict: 'unmet' as const, stage, text })
    const items = [item('a', 'G3', undefined, 'one room'), item('a', 'G5', 'junior', '2 classes'), item('b', 'G4', undefined, '')]
    expect([...lackTexts({ ...lacks, to_mend: ['', '', ''], items }, '')]).toEqual([
      ['a primary', 'L1 3 persons；L4 20 m2；G3 one room'], ['b primary', 'G4 name G4'], ['a junior', 'L4 5 m2；G3 one room；G5 2 classes']
    ])
  })
  it('keeps to one indicator where one is asked for', () => {
    expect([...lackTexts(lacks, 'L1')]).toEqual([['a primary', '3 persons']])
    expect(lackTexts(null, '').size).toBe(0)
  })
})

describe('mendParts', () => {
  it('tells things apart, with the names of the indicators that are known', () => {
    const names = new Map([['L1', 'Teachers per 100 pupils']])
    expect(mendParts('G5 7 classes over 45；L1 12 persons', names)).toEqual([
      { id: '', name: '', text: 'G5 7 classes over 45', end: '；' }, { id: 'L1', name: 'Teachers per 100 pupils', text: '12 persons', end: '' }
    ])
    const two = new Map([['L1', 'Teachers'], ['L4', 'Sports grounds'], ['L7', 'Rooms']])
    expect(mendParts('必须补：L1 2 人；2 项中任选 1 项补足即可：L4 1,312 m²、L7 教职工：3 间', two)).toEqual([
      { id: '', name: '', text: '必须补', end: '：' }, { id: 'L1', name: 'Teachers', text: '2 人', end: '；' },
      { id: '', name: '', text: '2 项中任选 1 项补足即可', end: '：' }, { id: 'L4', name: 'Sports grounds', text: '1,312 m²', end: '、' },
      { id: 'L7', name: 'Rooms', text: '教职工：3 间', end: '' }
    ])
    expect(mendParts('', names)).toEqual([{ id: '', name: '', text: '', end: '' }])
  })
})
