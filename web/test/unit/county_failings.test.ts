import { describe, expect, it } from 'vitest'
import type { CountyFailings } from '@/api/types'
import { clauseRows, failingPlaces, failingText, worstFirst } from '@/composables/county_failings'

const words = { over: (by: string) => ` (by ${by})`, schools: (count: string, total: string) => `${count} of ${total}`, noneAllowed: (value: string, none: string) => `${value}, ${none} allowed`, unknown: 'unknown', hidden: 'hidden', about: (_one: unknown, _member: string, text: string) => text }
const failings: CountyFailings = {
  run_id: 1,
  clauses: [
    { kind: 'cv', stage: 'primary', clause: 'L1', name: 'CV L1', unit_text: '', direction: 'at_most' },
    { kind: 'schools', stage: 'primary', clause: '', name: 'schools', unit_text: '', direction: 'none' },
    { kind: 'item', clause: '5', name: '5 retention', unit_text: '%', direction: 'at_least' }
  ],
  counties: [
    { code: '1', name: 'A', parent: '', verdict: 'met', schools: 3, failings: [] },
    { code: '2', name: 'B', parent: '', verdict: 'unmet', schools: 3, failings: [{ clause: 0, verdict: 'unmet', value: 0.52, limit: 0.5, margin: -0.02, shortfall: 0.04 }] },
    { code: '3', name: 'C', parent: '', verdict: 'unknown', schools: 3, failings: [{ clause: 2, verdict: 'unknown', value: null, limit: 95, margin: null, shortfall: null }] },
    {
      code: '4', name: 'D', parent: '', verdict: 'unmet', schools: 3,
      failings: [{ clause: 0, verdict: 'unmet', value: 0.7, limit: 0.5, margin: -0.2, shortfall: 0.4 }, { clause: 1, verdict: 'unmet', value: 2, limit: 3, margin: null, shortfall: 2 / 3 }, { clause: 2, verdict: 'unmet', value: 93, limit: 95, margin: -2, shortfall: 2 / 95 }]
    }
  ]
}

describe('failings of counties', () => {
  it('puts the county first that misses most', () => expect(worstFirst(failings.counties).map((one) => one.name)).toEqual(['D', 'B', 'C', 'A']))
  it('tells value, limit and margin in the unit', () => {
    const [cv, schools, item] = failings.counties[3]!.failings
    expect(failingText(failings.clauses, cv!, words)).toBe('CV L1 0.700 > 0.50 (by 0.200)')
    expect(failingText(failings.clauses, schools!, words)).toBe('schools 2 of 3')
    expect(failingText(failings.clauses, item!, words)).toBe('5 retention 93 % < 95 (by 2 %)')
    expect(failingText(failings.clauses, failings.counties[2]!.failings[0]!, words)).toBe('5 retention unknown')
  })
  it('names what is required where nothing of it may be', () => {
    const clauses: CountyFailings['clauses'] = [{ kind: 'item', clause: 'G5', name: 'G5 large schools', unit_text: 'schools', direction: 'at_most' }, { kind: 'item', clause: 'G6', name: 'G6', unit_text: '%', direction: 'at_least' }]
    const failing = (clause: number, value: number) => ({ clause, verdict: 'unmet' as const, value, limit: 0, margin: -value, shortfall: null })
    expect(failingText(clauses, failing(0, 15), words)).toBe('G5 large schools 15 schools, 0 schools allowed')
    expect(failingText(clauses, failing(1, -2), words)).toBe('G6 -2 % < 0')
  })
  it('tells no number that is hidden', () => expect(failingText(failings.clauses, { clause: 0, verdict: 'unmet', value: null, limit: 0.5, margin: null, shortfall: null }, words)).toBe('CV L1 hidden'))
  it('counts counties by clause and names the worst', () => {
    const rows = clauseRows(failings)
    expect(rows.map((row) => [row.name, row.unmet, row.unknown, row.worst?.name])).toEqual([['CV L1', 2, 0, 'D'], ['5 retention', 1, 1, 'D'], ['schools', 1, 0, 'D']])
  })
  it('names the county with the largest share of schools that miss, not the first nor the one with most schools', () => {
    // 4 of 21 (19 %), 14 of 41 (34 %), 5 of 8 (62.5 %), and again 5 of 8: the third is furthest from meeting.
    const county = (code: string, value: number, limit: number): CountyFailings['counties'][number] => ({ code, name: code, parent: '', verdict: 'unmet', schools: limit, failings: [{ clause: 1, verdict: 'unmet', value, limit, margin: null, shortfall: value / limit }] })
    const counties = [county('010101', 4, 21), county('010209', 14, 41), county('010106', 5, 8), county('010105', 5, 8)]
    const row = (shown: typeof counties) => clauseRows({ ...failings, counties: shown }).find((one) => one.name === 'schools')
    expect(row(counties)?.worst?.code).toBe('010105')
    expect(row(counties.slice(0, 2))?.worst?.code).toBe('010209')
  })
  it('names no county where no shortfall is known', () => {
    const hidden = failings.counties.map((one) => ({ ...one, failings: one.failings.map((each) => ({ ...each, value: null, margin: null, shortfall: null })) }))
    expect(clauseRows({ ...failings, counties: hidden }).map((row) => [row.unmet, row.worst])).toEqual([[2, undefined], [1, undefined], [1, undefined]])
  })
  it('says about before what is rounded, wherever the county stands in the list', () => {
    const places = failingPlaces(failings)
    const county = failings.counties[1]!
    const about = (one: (typeof county.failings)[number], member: string, text: string): string => (`${places.get(one)}.${member}` === 'counties.1.failings.0.value' ? `about ${text}` : text)
    expect(failingText(failings.clauses, county.failings[0]!, { ...words, about })).toContain('about 0.520 > 0.50 (by 0.020)')
  })
})
