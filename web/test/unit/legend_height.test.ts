import { describe, expect, it } from 'vitest'
import { legendHeight } from '@/charts/chart_base'

describe('legendHeight', () => {
  it('is of one line where the width is not told', () => expect(legendHeight(['a', 'b', 'c'], undefined)).toBe(22))
  it('is of one line without entries', () => expect(legendHeight([], 10)).toBe(22))
  it('adds a line for an entry that does not fit beside the others', () => {
    // 44 for sign and space, 12 for each of four characters: 92 each.
    expect(legendHeight(['小学需要', '初中需要'], 184)).toBe(22)
    expect(legendHeight(['小学需要', '初中需要'], 183)).toBe(44)
  })
  it('gives an entry that fits nowhere a line of its own', () => expect(legendHeight(['forecast with nothing moved', 'x'], 50)).toBe(44))
})
