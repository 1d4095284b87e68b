import { useI18n } from 'vue-i18n'
import type { Verdict } from '@/api/types'

/** A symbol beside each word, so that colour is never the only signal. */
export const verdictSymbols = { met: '✓', floor: '◆', unmet: '✗', unknown: '?', none: '–' } as const
export type StateKey = keyof typeof verdictSymbols

export function verdictKey(verdict: Verdict | undefined): StateKey {
  return verdict ?? 'none'
}

export function useWords(): { verdictWord: (verdict: Verdict | undefined) => string; stateWord: (state: StateKey) => string } {
  const { t } = useI18n()
  return {
    verdictWord: (verdict) => t(`verdict.${verdictKey(verdict)}`),
    stateWord: (state) => t(`state.${state}`)
  }
}
