import { describe, expect, it } from 'vitest'
import { leverQuery, leversOf } from '@/composables/forecast_levers'

describe('levers in the address', () => {
  it('says nothing of what is as usual', () => {
    expect(leverQuery({ years: 5, births: 1, migration: 1 })).toEqual({})
    expect(leversOf({})).toEqual({ years: 5, births: 1, migration: 1 })
  })
  it('comes back as it was written', () => {
    const moved = { years: 10, births: 0.85, migration: 1.012 }
    expect(leverQuery(moved)).toEqual({ years: '10', births: '0.85', migration: '1.012' })
    expect(leversOf(leverQuery(moved))).toEqual(moved)
  })
  it('takes nothing that the sliders cannot show', () => {
    expect(leversOf({ years: '99', births: '7', migration: 'x' })).toEqual({ years: 5, births: 1, migration: 1 })
    expect(leversOf({ years: '2.5', births: '', migration: ['1.01', '0.99'] })).toEqual({ years: 5, births: 1, migration: 1 })
  })
})
