import { describe, expect, it } from 'vitest'
import { mostValue, refusalOf } from '@/what_if/typed_number'

describe('refusalOf', () => {
  it('takes 0 and the largest value', () => {
    expect(refusalOf(0, true)).toBeNull()
    expect(refusalOf(mostValue, true)).toBeNull()
  })
  it('refuses less than zero and more than the largest value', () => {
    expect(refusalOf(-1, false)).toBe('below')
    expect(refusalOf(-0.5, true)).toBe('below')
    expect(refusalOf(1e15 + 1, false)).toBe('above')
  })
  it('refuses parts of what is counted alone', () => {
    expect(refusalOf(1.5, true)).toBe('part')
    expect(refusalOf(1.5, false)).toBeNull()
  })
})
