import type { StageResult, Verdict, WhatIfResult } from '@/api/types'

/** A CV that the changes moved, with its place in the reply. */
export interface MovedCv {
  id: string
  before: number | null
  after: number | null
  limit: number | null
  /** Of the CV after the changes against its limit. */
  verdict: Verdict
  /** Of the indicator in a side of the reply: "stages.0.indicators.2". */
  place: string
}

export interface StageOutcome {
  stage: StageResult['stage']
  name: string
  before: Verdict
  after: Verdict
  metBefore: number
  metAfter: number
  schools: number
  /** What moved most comes first. */
  moved: MovedCv[]
}

export interface MovedItem {
  id: string
  name: string
  before: Verdict
  after: Verdict
}

/** A difference that shows in so many decimals. */
const shows = (before: number | null, after: number | null, decimals: number): boolean =>
  (before === null) !== (after === null) || (before !== null && after !== null && before.toFixed(decimals) !== after.toFixed(decimals))

/** What the changes did to each stage. */
export function stageOutcomes(result: WhatIfResult, decimals: number): StageOutcome[] {
  return result.after.stages.flatMap((after, position) => {
    const before = result.before.stages[position]
    if (before === undefined) return []
    const moved = after.indicators.flatMap((one, at) => {
      const was = before.indicators[at]?.cv ?? null
      const place = `stages.${position}.indicators.${at}`
      return shows(was, one.cv, decimals) ? [{ id: one.id, before: was, after: one.cv, limit: one.cv_limit, verdict: one.cv_verdict, place }] : []
    })
    const size = (one: MovedCv): number => Math.abs((one.after ?? 0) - (one.before ?? 0))
    moved.sort((a, b) => size(b) - size(a))
    return [{
      stage: after.stage, name: after.name, before: before.verdict, after: after.verdict,
      metBefore: before.schools_met, metAfter: after.schools_met, schools: after.schools, moved
    }]
  })
}

/** County items whose verdict the changes turned. */
export function movedItems(result: WhatIfResult): MovedItem[] {
  return result.after.items.flatMap((after, position) => {
    const before = result.before.items[position]
    return before === undefined || before.verdict === after.verdict ? [] : [{ id: after.id, name: after.name, before: before.verdict, after: after.verdict }]
  })
}
