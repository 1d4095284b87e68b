import { describe, expect, it } from 'vitest'
import { isRounded } from '@/composables/rounded'

describe('isRounded', () => {
  const reply = { rounded: ['stages.0.mean', 'values.primary.cv.L1.3'] }
  it('knows the places that the reply names, whole', () => {
    expect(isRounded(reply, 'stages.0.mean')).toBe(true)
    expect(isRounded(reply, 'values.primary.cv.L1.3')).toBe(true)
    expect(isRounded(reply, 'stages.0')).toBe(false)
    expect(isRounded(reply, 'stages.1.mean')).toBe(false)
  })
  it('has nothing rounded where the reply names no place, or is not there', () => {
    expect(isRounded({}, 'stages.0.mean')).toBe(false)
    expect(isRounded(null, 'stages.0.mean')).toBe(false)
  })
})
