import type { Fill, ItemResult, Reason, WhatIfResult } from '@/api/types'

/** What a reason is about: of two sides it is the same reason, whatever its numbers. */
export const reasonKey = (reason: Pick<Reason, 'kind' | 'stage' | 'clause'>): string => `${reason.kind} ${reason.stage ?? ''} ${reason.clause ?? ''}`

/** Those of `list` that `others` has not. */
export function reasonsWithout(list: readonly Reason[], others: readonly Reason[]): Reason[] {
  const known = new Set(others.map(reasonKey))
  return list.filter((one) => !known.has(reasonKey(one)))
}

/** What the changes mend of the county, and what they break that was no reason before. */
export const mendedReasons = ({ before, after }: Pick<WhatIfResult, 'before' | 'after'>): Reason[] => reasonsWithout(before.reasons, after.reasons)
export const brokenReasons = ({ before, after }: Pick<WhatIfResult, 'before' | 'after'>): Reason[] => reasonsWithout(after.reasons, before.reasons)

export type Offender = NonNullable<ItemResult['offenders']>[number]

/** The schools that keep the item of a reason from being met, each once; none where the reason is not of an item. */
export function offendersOf(items: readonly ItemResult[], reason: Reason): Offender[] {
  if (!reason.kind.startsWith('item')) return []
  const found = items.find((one) => one.id === reason.clause)?.offenders ?? []
  const left = found.filter((one) => one.verdict !== 'met')
  return left.filter((one, at) => left.findIndex((other) => other.school_id === one.school_id) === at)
}

type Left = Fill['left'][number]
const isOf = ({ kind, stage, id }: Left, reason: Reason): boolean => reasonKey({ kind, stage, clause: id }) === reasonKey(reason)

/** Why a fill leaves a reason; undefined where it does not tell. */
export const leftOf = (left: readonly Left[], reason: Reason): Left | undefined => left.find((one) => isOf(one, reason))

/** What a fill leaves that is none of the reasons. */
export const leftWithoutReason = (left: readonly Left[], reasons: readonly Reason[]): Left[] => left.filter((one) => !reasons.some((reason) => isOf(one, reason)))
