import { describe, expect, it } from 'vitest'
import { ranksOf } from '@/format/ranks'

describe('ranks', () => {
  it('gives equal values one place and leaves the next free, and none to what is missing', () => {
    expect(ranksOf([0.3, null, 0.1, 0.3, 0.5], false)).toEqual([2, null, 1, 2, 4])
    expect(ranksOf([0.3, null, 0.1, 0.3, 0.5], true)).toEqual([2, null, 4, 2, 1])
    expect(ranksOf([], true)).toEqual([])
  })
})
