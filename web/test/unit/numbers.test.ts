import { describe, expect, it } from 'vitest'
import { language } from '@/composables/preferences'
import { absent, formatAgainst, formatBytes, formatFixed, formatNumber, formatPercent, formatSchoolYear } from '@/format/numbers'

describe('numbers', () => {
  it('shows a dash, never 0, where there is none', () => {
    expect(formatNumber(null)).toBe(absent)
    expect(formatFixed(undefined, 3)).toBe(absent)
    expect(formatPercent(null)).toBe(absent)
    expect(formatAgainst(null, 0.5, 3)).toBe(absent)
    expect(formatNumber(0)).toBe('0')
  })

  it('sets thousands apart in both languages', () => {
    for (const one of ['zh', 'en'] as const) {
      language.value = one
      expect(formatNumber(1234567.891)).toBe('1,234,567.89')
    }
    language.value = 'zh'
  })

  it('never rounds a miss onto its limit', () => {
    expect(formatAgainst(0.5004, 0.5, 3)).toBe('0.5004')
    expect(formatAgainst(0.49996, 0.5, 3)).toBe('0.49996')
    expect(formatAgainst(0.5, 0.5, 3)).toBe('0.500')
    expect(formatAgainst(0.592, 0.5, 3)).toBe('0.592')
    expect(formatAgainst(0.592, null, 3)).toBe('0.592')
  })

  it('writes school years, shares and sizes', () => {
    expect(formatSchoolYear(2024)).toBe('2024/25')
    expect(formatSchoolYear(1999)).toBe('1999/00')
    expect(formatPercent(0.2392)).toBe('23.9%')
    expect(formatBytes(1536)).toBe('1.5 KB')
  })
})
