import { describe, expect, it } from 'vitest'
import type { Change, SchoolMending } from '@/api/types'
import { fillSchools } from '@/what_if/county_fill'

const mending = (school: string, verdict: 'met' | 'unmet', values: [string, number][]): SchoolMending => ({
  stage: 'primary', verdict, text: '',
  least: values.map(([measure, value]) => ({ indicator: 'L1', to: 'standard' as const, change: { school_id: school, stage: 'primary' as const, measure, measure_name: measure, value } }))
})

describe('fillSchools', () => {
  it('adds the least of each school that is unmet, until a second look finds nothing', async () => {
    const asked: string[] = []
    const ask = (changes: Change[], school: string): Promise<SchoolMending[]> => {
      asked.push(`${school} ${changes.length}`)
      if (school === 'b' || changes.length > 1) return Promise.resolve([mending(school, 'met', [['rooms', 9]])])
      return Promise.resolve([mending(school, 'unmet', [['teachers', 30], ['teachers', 28], ['rooms', 5]])])
    }
    const shown: string[] = []
    const changes = await fillSchools(['a', 'b'], [{ school_id: 'b', stage: 'primary', measure: 'pupils', value: 100 }], ask, (done, of) => shown.push(`${done}/${of}`))
    expect(changes.map((one) => `${one.school_id} ${one.measure} ${one.value}`)).toEqual(['b pupils 100', 'a teachers 30', 'a rooms 5'])
    expect(asked).toEqual(['a 1', 'b 1', 'a 3'])
    expect(shown).toEqual(['1/2', '2/2', '1/1'])
  })

  it('leaves what cannot be filled by single values as it is', async () => {
    const changes = await fillSchools(['a'], [], () => Promise.resolve([{ stage: 'primary', verdict: 'unmet', text: '', least: null }]), () => undefined)
    expect(changes).toEqual([])
  })
})
